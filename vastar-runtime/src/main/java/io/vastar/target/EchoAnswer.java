// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.ByteBuffer;

/** The request body as the response body, with the request's Content-Type. */
final class EchoAnswer extends Answer {
    private static final byte[] DEFAULT_TYPE = Ascii.bytes("application/octet-stream");
    private static final byte[] TYPE = Ascii.bytes("Content-Type: ");
    private static final byte[] LENGTH = Ascii.bytes("\r\nContent-Length: ");
    private static final byte[] END = Ascii.bytes("\r\n");

    private final ResponseHead head = ResponseHead.bare(200, "");

    @Override
    boolean wantsBody() {
        return true;
    }

    @Override
    Progress write(Reply reply, ByteBuffer out, long nowNs) {
        if (reply.stage == 0) {
            if (!head.write(reply, out, lines(reply))) {
                return Progress.FULL;
            }
            reply.stage = 1;
            if (reply.headOnly) {
                return Progress.DONE;
            }
        }
        int length = Math.min(out.remaining(), reply.body.size() - (int) reply.sentBytes);
        out.put(reply.body.bytes(), (int) reply.sentBytes, length);
        reply.sentBytes += length;
        return reply.sentBytes == reply.body.size() ? Progress.DONE : Progress.FULL;
    }

    private static byte[] lines(Reply reply) {
        byte[] type = reply.contentType.length == 0 ? DEFAULT_TYPE : reply.contentType;
        byte[] length = Ascii.bytes(Integer.toString(reply.body.size()));
        return ByteBuffer.allocate(TYPE.length + type.length + LENGTH.length + length.length + END.length)
                .put(TYPE)
                .put(type)
                .put(LENGTH)
                .put(length)
                .put(END)
                .array();
    }
}
