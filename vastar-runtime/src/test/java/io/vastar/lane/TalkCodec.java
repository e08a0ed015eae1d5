// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import org.agrona.DirectBuffer;

/**
 * A session for tests, in lines: {@code HI} is greeted by {@code OK}, a request is its id, an answer is the id again, in any order,
 * {@code !} is a pushed message, {@code ?} a ping that both sides may send.
 */
final class TalkCodec implements SessionCodec {
    private final boolean greets;
    private final boolean inOrder;
    private final boolean repeatable;
    private final long pingNs;
    private long nextPingNs = Long.MAX_VALUE;
    private boolean greeted;

    TalkCodec(boolean greets, boolean inOrder, boolean repeatable, long pingNs) {
        this.greets = greets;
        this.inOrder = inOrder;
        this.repeatable = repeatable;
        this.pingNs = pingNs;
    }

    TalkCodec(TalkCodec like) {
        this(like.greets, like.inOrder, like.repeatable, like.pingNs);
    }

    @Override
    public boolean greet(SessionOut out, long nowNs) {
        nextPingNs = pingNs == 0 ? Long.MAX_VALUE : nowNs + pingNs;
        greeted = !greets;
        if (greets) {
            out.putText("HI\n");
        }
        return greeted;
    }

    @Override
    public void send(Exchange exchange, int id, SessionOut out) {
        out.putDecimal(id).put((byte) '\n');
    }

    @Override
    public int onBytes(DirectBuffer buffer, int offset, int length, long nowNs, SessionInbound in) {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (buffer.getByte(i) == '\n') {
                line(buffer.getStringWithoutLengthAscii(from, i - from), nowNs, in);
                from = i + 1;
            }
        }
        return from - offset;
    }

    private void line(String line, long nowNs, SessionInbound in) {
        if (!greeted) {
            greeted = line.equals("OK");
            if (greeted) {
                in.ready();
            } else {
                in.broken(ErrorKind.REFUSED, "the target refused the greeting: " + line);
            }
        } else if (line.equals("!")) {
            in.pushed(0, 5, 1);
        } else if (line.equals("?")) {
            in.out().putText("?\n");
        } else if (line.equals("bye")) {
            in.closing();
        } else if (line.matches("\\d+")) {
            Exchange exchange = inOrder ? in.first() : in.withId(Integer.parseInt(line));
            if (exchange == null) {
                in.broken(ErrorKind.PROTOCOL, "an answer to nothing: " + line);
                return;
            }
            exchange.firstByte(nowNs);
            exchange.addBytesIn(line.length() + 1);
            in.completed(exchange, 0);
        } else {
            in.broken(ErrorKind.PROTOCOL, "not a line of this protocol: " + line);
        }
    }

    @Override
    public boolean repeatable(Exchange exchange) {
        return repeatable;
    }

    @Override
    public long timerNs() {
        return nextPingNs;
    }

    @Override
    public void onTimer(long nowNs, SessionOut out, SessionInbound in) {
        nextPingNs = nowNs + pingNs;
        out.putText("?\n");
    }

    @Override
    public void leave(SessionOut out) {
        out.putText("bye\n");
    }
}
