// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** Receives exchanges as they end. Called on the agent thread, inside {@link Lane#poll}, once per accepted offer. */
@FunctionalInterface
public interface CompletionHandler {
    /**
     * The exchange has ended; the lane has let go of it, so the handler may offer it again at once. Must not block or
     * throw.
     */
    void onCompletion(Exchange exchange);
}
