// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.ByteBuffer;

/** One connection's view of requests that differ from each other or change over time. Owned by the agent thread. */
final class VariedRequests {
    private final RequestSource source;
    private RequestSet set;
    private ByteBuffer view;
    private int index;

    VariedRequests(RequestSource source) {
        this.source = source;
    }

    /** The bytes of a request. Allocates only when all of them are new. */
    ByteBuffer select(int variant) {
        RequestSet now = source.current();
        if (now != set) {
            set = now;
            view = now.view();
        }
        index = variant;
        set.select(view, variant);
        return view;
    }

    boolean toHead() {
        return set.toHead(index);
    }

    boolean idempotent() {
        return set.idempotent(index);
    }

    boolean keepsAlive() {
        return set.keepsAlive(index);
    }
}
