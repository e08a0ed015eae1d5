// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.ByteBuffer;

/** The request's Cookie header as the response body, and a Set-Cookie header when one is asked for. */
final class CookieAnswer extends Answer {
    private static final byte[] TYPE = Ascii.bytes("Content-Type: text/plain; charset=utf-8\r\nContent-Length: ");
    private static final byte[] END = Ascii.bytes("\r\n");

    private final ResponseHead head;

    /** @param set value of Set-Cookie, null for none */
    CookieAnswer(String set) {
        head = ResponseHead.bare(200, set == null ? "" : "Set-Cookie: " + set + "\r\n");
    }

    @Override
    boolean wantsCookie() {
        return true;
    }

    @Override
    Progress write(Reply reply, ByteBuffer out, long nowNs) {
        byte[] length = Ascii.bytes(Integer.toString(reply.cookie.length));
        byte[] lines = ByteBuffer.allocate(TYPE.length + length.length + END.length)
                .put(TYPE)
                .put(length)
                .put(END)
                .array();
        int start = out.position();
        if (!head.write(reply, out, lines)) {
            return Progress.FULL;
        }
        if (!reply.headOnly) {
            if (out.remaining() < reply.cookie.length) {
                out.position(start);
                return Progress.FULL;
            }
            out.put(reply.cookie);
        }
        return Progress.DONE;
    }
}
