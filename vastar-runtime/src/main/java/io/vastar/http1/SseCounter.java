// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.buffer.ByteScan;
import io.vastar.spi.BodyDialect;
import io.vastar.spi.Exchange;
import org.agrona.DirectBuffer;

/**
 * Counts the events of a {@code text/event-stream} body: a blank line dispatches an event when the lines before it had
 * a {@code data} field (WHATWG HTML, §9.2.6 Interpreting an event stream). An event without its blank line is none.
 */
public final class SseCounter implements BodyDialect {
    /** Where the events are counted in the exchange. */
    static final int EVENTS = 0;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    private static final int STREAM_START = 0;
    private static final int LINE_START = 1;
    private static final int FIELD_NAME = 2;
    private static final int REST = 3;

    private int state;
    private int matched;
    private boolean afterCr;
    private boolean hasData;

    @Override
    public void begin() {
        state = STREAM_START;
        matched = 0;
        afterCr = false;
        hasData = false;
    }

    @Override
    public void onData(DirectBuffer buffer, int offset, int length, Exchange exchange, long nowNs) {
        int end = offset + length;
        int events = 0;
        int at = offset;
        while (at < end) {
            if (state == REST) {
                at = ByteScan.indexOfLineEnd(buffer, at, end);
                if (at == end) {
                    break;
                }
            }
            byte b = buffer.getByte(at++);
            if (b == '\n' && afterCr) {
                afterCr = false;
            } else if (b == '\n' || b == '\r') {
                afterCr = b == '\r';
                events += endLine();
            } else {
                afterCr = false;
                step(b);
            }
        }
        if (events > 0) {
            exchange.addCount(EVENTS, events);
        }
    }

    private int endLine() {
        boolean blank = state == LINE_START || (state == STREAM_START && (matched == 0 || matched == 3));
        hasData |= state == FIELD_NAME && matched == DATA.length;
        state = LINE_START;
        if (!blank) {
            return 0;
        }
        int events = hasData ? 1 : 0;
        hasData = false;
        return events;
    }

    private void step(byte b) {
        if (state == STREAM_START) {
            if (matched < BYTE_ORDER_MARK.length && b == BYTE_ORDER_MARK[matched]) {
                matched++;
                return;
            }
            state = matched == 0 || matched == BYTE_ORDER_MARK.length ? LINE_START : REST;
        }
        if (state == LINE_START) {
            state = FIELD_NAME;
            matched = 0;
        }
        if (state == FIELD_NAME) {
            if (matched < DATA.length && b == DATA[matched]) {
                matched++;
            } else {
                hasData |= b == ':' && matched == DATA.length;
                state = REST;
            }
        }
    }
}
