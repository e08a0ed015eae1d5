// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.ByteBuffer;

/** A lane's or a connection's view of requests that differ from each other or change over time. Owned by the agent thread. */
public final class VariedRequests {
    private final RequestSource source;
    private RequestSet set;
    private ByteBuffer view;
    private int index;

    public VariedRequests(RequestSource source) {
        this.source = source;
        take(source.current());
    }

    private void take(RequestSet newSet) {
        set = newSet;
        view = newSet.view();
    }

    /** The bytes of a request from position to limit, valid until the next call. Allocates only when all of them are new. */
    public ByteBuffer select(int variant) {
        RequestSet now = source.current();
        if (now != set) {
            take(now);
        }
        index = variant;
        set.select(view, variant);
        return view;
    }

    /** Whether the selected one is a HEAD request. */
    public boolean toHead() {
        return toHead(index);
    }

    boolean toHead(int variant) {
        return set.toHead(variant);
    }

    /** Whether sending the selected one twice does what sending it once does (RFC 9110 §9.2.2). */
    public boolean idempotent() {
        return idempotent(index);
    }

    boolean idempotent(int variant) {
        return set.idempotent(variant);
    }

    boolean keepsAlive() {
        return set.keepsAlive(index);
    }
}
