// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.ByteBuffer;

/** Fixed bytes, right or wrong, some of them dripped one by one, and an ending: the shape of every fault. */
final class ScriptAnswer extends Answer {
    private final byte[] bytes;
    private final int dripBytes;
    private final long dripNs;
    private final boolean skipsBody;
    private final Progress ending;

    /**
     * @param dripBytes how many of the first bytes are sent alone
     * @param dripNs the time between two of those
     * @param ending DONE, CLOSE, RESET or HANG
     */
    ScriptAnswer(byte[] bytes, int dripBytes, long dripNs, boolean skipsBody, Progress ending) {
        this.bytes = bytes;
        this.dripBytes = dripBytes;
        this.dripNs = dripNs;
        this.skipsBody = skipsBody;
        this.ending = ending;
    }

    @Override
    boolean skipsBody() {
        return skipsBody;
    }

    @Override
    boolean takesHead() {
        return false;
    }

    @Override
    Progress write(Reply reply, ByteBuffer out, long nowNs) {
        if (reply.sentBytes < dripBytes) {
            if (reply.stage == 1 && nowNs - reply.wakeNs < 0) {
                return Progress.WAIT;
            }
            if (!out.hasRemaining()) {
                return Progress.FULL;
            }
            out.put(bytes[(int) reply.sentBytes++]);
            reply.stage = 1;
            reply.wakeNs = nowNs + dripNs;
            return Progress.WAIT;
        }
        int length = Math.min(out.remaining(), bytes.length - (int) reply.sentBytes);
        out.put(bytes, (int) reply.sentBytes, length);
        reply.sentBytes += length;
        return reply.sentBytes == bytes.length ? ending : Progress.FULL;
    }
}
