// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import io.vastar.spi.LookUp;
import java.net.SocketAddress;
import java.util.List;

/** Where the connections of a run go. Shared by all lanes; any thread. Nothing here blocks. */
public interface Addresses {
    /** The addresses that one attempt tries, in this order; not empty. The same list again while nothing has changed. */
    List<? extends SocketAddress> current();

    /**
     * Where in {@link #current()} the next attempt begins, when attempts take turns; -1 when each lane keeps to the address
     * that accepted last.
     */
    default int turn() {
        return -1;
    }

    /** How they were looked up so far; null when nothing had to be. */
    default LookUp lookUp() {
        return null;
    }

    /** A lane begins to use them: what keeps them current runs from the first one on. */
    default void acquire() {}

    /** A lane has ended; after the last one nothing runs any more. */
    default void release() {}

    /** Addresses that stay as they are. */
    static Addresses fixed(List<? extends SocketAddress> addresses) {
        List<SocketAddress> copy = List.copyOf(addresses);
        return () -> copy;
    }
}
