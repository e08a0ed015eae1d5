// SPDX-License-Identifier: Apache-2.0
package io.vastar.echo;

import io.vastar.lane.SessionCodec;
import io.vastar.lane.SessionInbound;
import io.vastar.lane.SessionOut;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import org.agrona.DirectBuffer;

/**
 * One line out, the same line back; a user logs in with a line that begins with {@code !}, and an answer that begins with
 * {@code ?} is a refusal.
 */
final class EchoCodec implements SessionCodec {
    private static final int OK = 0;
    private static final int REFUSED = 1;

    private final byte[] message;
    private final byte[] login;
    private boolean loggedIn;
    private int seen;
    private byte first;

    /** @param login null when no user logs in */
    EchoCodec(byte[] message, byte[] login) {
        this.message = message;
        this.login = login;
    }

    @Override
    public boolean greet(SessionOut out, long nowNs) {
        seen = 0;
        loggedIn = login == null;
        if (login != null) {
            out.put(login);
        }
        return loggedIn;
    }

    @Override
    public void send(Exchange exchange, int id, SessionOut out) {
        out.put(message);
    }

    @Override
    public int onBytes(DirectBuffer buffer, int offset, int length, long nowNs, SessionInbound in) {
        for (int i = 0; i < length; i++) {
            first = seen++ == 0 ? buffer.getByte(offset + i) : first;
            if (buffer.getByte(offset + i) == '\n') {
                line(nowNs, in);
                seen = 0;
            }
        }
        return length;
    }

    private void line(long nowNs, SessionInbound in) {
        if (!loggedIn) {
            loggedIn = true;
            in.ready();
            return;
        }
        Exchange exchange = in.first();
        if (exchange == null || seen != message.length) {
            in.broken(ErrorKind.PROTOCOL, "an echo of " + seen + " bytes where " + message.length + " were sent");
            return;
        }
        exchange.firstByte(nowNs);
        exchange.addBytesIn(seen);
        exchange.addBodyBytes(seen - 1);
        in.completed(exchange, first == '?' ? REFUSED : OK);
    }

    @Override
    public boolean repeatable(Exchange exchange) {
        return true;
    }
}
