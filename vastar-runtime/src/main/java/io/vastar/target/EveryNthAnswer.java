// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.ByteBuffer;

/** One answer for each n-th request to this target, another for the rest. Counted per event loop. */
final class EveryNthAnswer extends Answer {
    private final Answer nth;
    private final Answer others;
    private final int n;
    private int count;

    EveryNthAnswer(Answer nth, Answer others, int n) {
        this.nth = nth;
        this.others = others;
        this.n = n;
    }

    @Override
    Answer choose() {
        if (++count == n) {
            count = 0;
            return nth;
        }
        return others;
    }

    @Override
    Progress write(Reply reply, ByteBuffer out, long nowNs) {
        throw new IllegalStateException("choose() names the answer that writes");
    }
}
