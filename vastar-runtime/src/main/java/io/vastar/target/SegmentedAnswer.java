// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.ByteBuffer;

/**
 * A generated body: segments of filler with something around them, of any total size, at once or at an interval. One
 * segment is a plain body, several are chunks or events; the filler runs on from one to the next. Holds nothing of the
 * body in memory.
 */
final class SegmentedAnswer extends Answer {
    /** Bytes before, filler, bytes after. */
    record Segment(byte[] before, long fillBytes, byte[] after) {
        long sizeBytes() {
            return before.length + fillBytes + after.length;
        }
    }

    /**
     * One way to frame the body.
     *
     * @param each the segment that is sent {@code count} times
     * @param last one more segment, or null
     * @param end what follows the last segment
     */
    record Framing(ResponseHead head, Segment each, long count, Segment last, byte[] end) {
        long segments() {
            return last == null ? count : count + 1;
        }
    }

    private final Framing http11;
    private final Framing http10;
    private final long intervalNs;

    /**
     * @param http10 the framing for HTTP/1.0 clients, whose body ends with the connection; null when the other one serves
     * @param intervalNs from one segment to the next
     */
    SegmentedAnswer(Framing http11, Framing http10, long intervalNs) {
        this.http11 = http11;
        this.http10 = http10;
        this.intervalNs = intervalNs;
    }

    @Override
    Progress write(Reply reply, ByteBuffer out, long nowNs) {
        boolean old = reply.http10 && http10 != null;
        Framing framing = old ? http10 : http11;
        if (reply.stage == 0) {
            reply.keepAlive &= !old;
            if (!framing.head.write(reply, out)) {
                return Progress.FULL;
            }
            reply.stage = 1;
            reply.wakeNs = nowNs;
            if (reply.headOnly) {
                return Progress.DONE;
            }
        }
        long segments = framing.segments();
        while (reply.segment < segments) {
            if (nowNs - reply.wakeNs < 0) {
                return Progress.WAIT;
            }
            long fillOffset = reply.segment * framing.each.fillBytes;
            if (!write(reply.segment < framing.count ? framing.each : framing.last, fillOffset, reply, out)) {
                return Progress.FULL;
            }
            reply.segment++;
            reply.sentBytes = 0;
            reply.wakeNs += reply.segment < segments ? intervalNs : 0;
        }
        if (out.remaining() < framing.end.length) {
            return Progress.FULL;
        }
        out.put(framing.end);
        return Progress.DONE;
    }

    private static boolean write(Segment segment, long fillOffset, Reply reply, ByteBuffer out) {
        if (reply.sentBytes < segment.before.length) {
            reply.sentBytes += put(segment.before, (int) reply.sentBytes, out);
        }
        long fillFrom = segment.before.length;
        long fillTo = fillFrom + segment.fillBytes;
        if (reply.sentBytes >= fillFrom && reply.sentBytes < fillTo) {
            long offset = fillOffset + reply.sentBytes - fillFrom;
            reply.sentBytes += Filler.put(out, offset, fillTo - reply.sentBytes);
        }
        if (reply.sentBytes >= fillTo) {
            reply.sentBytes += put(segment.after, (int) (reply.sentBytes - fillTo), out);
        }
        return reply.sentBytes == segment.sizeBytes();
    }

    private static int put(byte[] bytes, int from, ByteBuffer out) {
        int length = Math.min(bytes.length - from, out.remaining());
        out.put(bytes, from, length);
        return length;
    }
}
