// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Exchange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** A protocol for tests of lanes: an HTTP request, answered by one line that begins with a three-digit code. */
final class LineCodec implements WireCodec {
    private final ByteBuffer request;
    private final boolean retryable;
    private int code;
    private int digits;
    private int consumed;
    private boolean begun;

    LineCodec(boolean retryable) {
        this(0, retryable);
    }

    LineCodec(int bodyBytes) {
        this(bodyBytes, false);
    }

    private LineCodec(int bodyBytes, boolean retryable) {
        byte[] head =
                ("POST / HTTP/1.1\r\nContent-Length: " + bodyBytes + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        request = ByteBuffer.allocateDirect(head.length + bodyBytes).put(head);
        this.retryable = retryable;
    }

    @Override
    public ByteBuffer begin(Exchange exchange) {
        code = 0;
        digits = 0;
        consumed = 0;
        begun = false;
        return request.clear();
    }

    @Override
    public int onBytes(DirectBuffer buffer, int offset, int length, Exchange exchange, long nowNs) {
        if (!begun) {
            begun = true;
            exchange.firstByte(nowNs);
        }
        for (int i = 0; i < length; i++) {
            byte b = buffer.getByte(offset + i);
            if (b == '\n') {
                consumed = i + 1;
                return digits == 3 ? COMPLETE : BROKEN;
            }
            if (digits < 3 && b >= '0' && b <= '9') {
                code = code * 10 + b - '0';
                digits++;
            }
        }
        consumed = length;
        return MORE;
    }

    @Override
    public int consumed() {
        return consumed;
    }

    @Override
    public int onEnd(Exchange exchange, long nowNs) {
        return TRUNCATED;
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public String failure() {
        return digits < 3 && !begun ? "nothing arrived" : digits < 3 ? "no code" : "cut off";
    }

    @Override
    public boolean responseBegun() {
        return begun;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
