// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** A request made ready for sending; opens the lanes that carry it. Immutable, shared by all agents. */
public interface LaneFactory extends AutoCloseable {
    /** Opens nothing yet: the lane connects when the engine calls {@link Lane#open()}. Called on any thread. */
    Lane create(LaneContext context);

    /** The protocol of its lanes, for reports; null for that of the provider. */
    default String protocol() {
        return null;
    }

    /**
     * What secures its connections, such as {@code conscrypt TLSv1.3}; null when nothing does. Lanes of which this differs run
     * through different code.
     */
    default String security() {
        return null;
    }

    /** Size of one request on the wire in bytes, 0 where the protocol cannot tell. */
    long requestBytes();

    /**
     * Makes what a virtual user composes and reads with; null when this protocol sends one request again and again.
     *
     * @param keepsCookies whether a virtual user keeps the cookies that it gets
     * @param checks where {@code response.check} counts
     */
    default Interaction newInteraction(boolean keepsCookies, Checks checks) {
        return null;
    }

    /**
     * Makes what carries the load test's own requests where those change on their way, such as with redirects; null where the
     * same bytes go again and again. One for each exchange slot.
     */
    default Interaction newRepeatedInteraction() {
        return null;
    }

    /**
     * Makes the blocking client of one virtual user; null when this protocol has none.
     *
     * @param interaction the user's own
     * @param dispatcher sends it
     */
    default Object newClient(Interaction interaction, Dispatcher dispatcher) {
        return null;
    }

    /** How names were looked up so far; null where none had to be. Any thread. */
    default LookUp lookUp() {
        return null;
    }

    /** Ends what keeps requests fresh, after the last lane was closed. Does not throw. */
    @Override
    default void close() {}
}
