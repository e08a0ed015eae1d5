// SPDX-License-Identifier: Apache-2.0
package io.vastar.tunnel;

import io.vastar.buffer.Excerpt;
import io.vastar.grammar.HostPort;
import io.vastar.grammar.ProxyUrl;
import io.vastar.spi.Header;
import io.vastar.spi.VastarVersion;
import io.vastar.wire.WireException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** CONNECT (RFC 9110 §9.3.6): a 2xx answer opens the way, any other is a refusal. */
final class HttpConnect extends Handshake {
    private static final int MOST_HEAD_BYTES = 16 * 1024;
    private static final int SHOWN_BODY_BYTES = 200;

    private final boolean hasPassword;

    HttpConnect(ProxyUrl proxy, List<Header> headers, InetSocketAddress destination) {
        hasPassword = proxy.user() != null;
        String authority = HostPort.bracketed(destination.getHostString()) + ":" + destination.getPort();
        StringBuilder request = new StringBuilder();
        request.append("CONNECT ")
                .append(authority)
                .append(" HTTP/1.1\r\nHost: ")
                .append(authority)
                .append("\r\n");
        if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("User-Agent"))) {
            request.append("User-Agent: vastar/").append(VastarVersion.text()).append("\r\n");
        }
        for (Header header : headers) {
            request.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        send(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    boolean advance(ByteBuffer in) throws WireException {
        int headBytes = headBytes(in);
        if (headBytes < 0) {
            if (in.remaining() > MOST_HEAD_BYTES) {
                throw refused("answered CONNECT with a head of more than " + MOST_HEAD_BYTES + " bytes");
            }
            checkStart(in);
            return false;
        }
        checkStart(in);
        String head = new String(in.array(), in.position(), headBytes, StandardCharsets.ISO_8859_1);
        int status = status(head);
        if (status >= 100 && status < 200) {
            in.position(in.position() + headBytes);
            return advance(in);
        }
        if (status >= 200 && status < 300) {
            in.position(in.position() + headBytes);
            return true;
        }
        // its body, which may never come, is shown as far as it came along with the head
        throw refusal(in);
    }

    private static int headBytes(ByteBuffer in) {
        for (int i = in.position() + 3; i < in.limit(); i++) {
            if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
                return i + 1 - in.position();
            }
        }
        return -1;
    }

    private static void checkStart(ByteBuffer in) throws WireException {
        String start = "HTTP/1.";
        for (int i = 0; i < Math.min(start.length(), in.remaining()); i++) {
            if (in.get(in.position() + i) != start.charAt(i)) {
                throw refused("did not answer in HTTP but with " + excerpt(in, in.position())
                        + "; is it a SOCKS proxy (socks5h://…)?");
            }
        }
    }

    private static int status(String head) throws WireException {
        String line = statusLine(head);
        if (!line.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw refused("answered with the status line '" + line + "', which is none of HTTP/1.1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static String statusLine(String head) {
        int end = head.indexOf('\r');
        return end < 0 ? head : head.substring(0, end);
    }

    @Override
    WireException closed(ByteBuffer in) {
        return headBytes(in) < 0 ? super.closed(in) : refusal(in);
    }

    private WireException refusal(ByteBuffer in) {
        int headBytes = headBytes(in);
        String line = statusLine(new String(in.array(), in.position(), headBytes, StandardCharsets.ISO_8859_1));
        String said = line.substring(Math.min(line.length(), 9));
        String advice = "";
        if (said.startsWith("407") || said.startsWith("401")) {
            advice = hasPassword
                    ? "; it does not take this user and password"
                    : "; it wants a user and a password: --proxy http://user:password@host:port";
        }
        String body = in.remaining() == headBytes ? "" : ": " + excerpt(in, in.position() + headBytes);
        return refused("answered CONNECT with " + said + body + advice);
    }

    private static String excerpt(ByteBuffer in, int from) {
        int length = Math.min(SHOWN_BODY_BYTES, in.limit() - from);
        return Excerpt.of(new UnsafeBuffer(in.array()), from, length);
    }
}
