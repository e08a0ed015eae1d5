// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Another answer after a time, fixed or uniformly random, measured from the end of the request. */
final class DelayedAnswer extends Answer {
    private final Answer answer;
    private final long leastNs;
    private final long mostNs;
    private final SplittableRandom random = new SplittableRandom();

    DelayedAnswer(Answer answer, long leastNs, long mostNs) {
        this.answer = answer;
        this.leastNs = leastNs;
        this.mostNs = mostNs;
    }

    @Override
    Progress write(Reply reply, ByteBuffer out, long nowNs) {
        if (reply.stage == 0) {
            reply.stage = 1;
            reply.wakeNs = nowNs + (leastNs == mostNs ? leastNs : random.nextLong(leastNs, mostNs + 1));
        }
        return nowNs - reply.wakeNs < 0 ? Progress.WAIT : answer.write(reply, out, nowNs);
    }
}
