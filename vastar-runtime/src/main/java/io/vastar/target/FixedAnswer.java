// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A short response that is always the same. */
final class FixedAnswer extends Answer {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final byte[] NONE = {};

    private final ResponseHead head;
    private final byte[] body;

    private FixedAnswer(ResponseHead head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    static FixedAnswer text(int code, String body, String moreLines) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new FixedAnswer(ResponseHead.sized(code, TEXT, bytes.length, moreLines), bytes);
    }

    /** One line that says what was wrong and what would be right. */
    static FixedAnswer error(int code, String line) {
        return text(code, line + "\n", "");
    }

    static FixedAnswer notAllowed(String line, String allowed) {
        return text(405, line + "\n", "Allow: " + allowed + "\r\n");
    }

    /** 204 and 304 have no body, whatever their head says (RFC 9112 §6.3). */
    static FixedAnswer bodiless(int code) {
        return new FixedAnswer(ResponseHead.bare(code, ""), NONE);
    }

    @Override
    Progress write(Reply reply, ByteBuffer out, long nowNs) {
        int start = out.position();
        if (!head.write(reply, out)) {
            return Progress.FULL;
        }
        if (!reply.headOnly) {
            if (out.remaining() < body.length) {
                out.position(start);
                return Progress.FULL;
            }
            out.put(body);
        }
        return Progress.DONE;
    }
}
