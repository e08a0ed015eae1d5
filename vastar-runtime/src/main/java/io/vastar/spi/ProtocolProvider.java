// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.lang.annotation.Annotation;
import java.util.List;

/**
 * A protocol that load can be driven over. Found by {@link java.util.ServiceLoader} and chosen by the scheme of the
 * load test's URL.
 */
public interface ProtocolProvider {
    /** Short name for reports, such as {@code http1}. */
    String id();

    /** URL schemes, lower case, that this protocol serves. */
    List<String> schemes();

    /** One line about the protocol, for the list of commands; null when it has no command of its own. */
    default String summary() {
        return null;
    }

    /**
     * The annotation that declares the protocol's options ({@link io.vastar.annotations.option.ProtocolOptions}), from which its
     * command's flags follow; null when it has none.
     */
    default Class<? extends Annotation> options() {
        return null;
    }

    /**
     * What this protocol measures beyond times and bytes, and what the codes of its responses mean. Counters are the counts that its
     * exchanges carry ({@link Exchange#addCount}), in order.
     */
    Metrics metrics();

    /**
     * Checks the request and encodes it once. May block (name look-up, files).
     *
     * @throws ConfigurationException when the request cannot be sent: what, where, what to do
     */
    LaneFactory prepare(RequestSpec request);

    /**
     * Starts a tiny in-process peer on loopback, against which the engine warms its own code before it touches the
     * user's target; null when the protocol has none.
     *
     * @param target the request to the target, which {@link #prepare} has taken: the code that it needs is what is to be
     *     warm
     */
    LoopbackPeer startLoopbackPeer(RequestSpec target);
}
