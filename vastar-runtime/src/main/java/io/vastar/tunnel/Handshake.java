// SPDX-License-Identifier: Apache-2.0
package io.vastar.tunnel;

import io.vastar.grammar.ProxyUrl;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Header;
import io.vastar.wire.WireException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** What is said to a proxy until it has opened a way, for one connection. */
abstract class Handshake {
    private ByteBuffer next;

    static Handshake with(ProxyUrl proxy, List<Header> headers, InetSocketAddress destination) {
        return switch (proxy.kind()) {
            case HTTP -> new HttpConnect(proxy, headers, destination);
            case SOCKS5, SOCKS5H -> new Socks5(proxy, destination);
            case SOCKS4A -> new Socks4a(proxy, destination);
        };
    }

    /** Bytes to send before more are read; null when there are none. Handed out once. */
    final ByteBuffer toSend() {
        ByteBuffer bytes = next;
        next = null;
        return bytes;
    }

    final void send(byte[] bytes) {
        next = ByteBuffer.wrap(bytes);
    }

    /**
     * Looks at all that has come and not been taken yet, takes what it understands, and may have more {@link #toSend()}.
     *
     * @return whether the way is open; what is left in the buffer came from the target
     * @throws WireException when the proxy refused
     */
    abstract boolean advance(ByteBuffer in) throws WireException;

    /** The proxy closed the connection, after the bytes in the buffer. */
    WireException closed(ByteBuffer in) {
        return refused("closed the connection before it had opened the way, after "
                + (in.remaining() == 0 ? "no answer" : in.remaining() + " bytes of an answer")
                + "; is it a proxy of the kind that the URL's scheme names?");
    }

    static WireException refused(String what) {
        return new WireException(ErrorKind.PROXY, "the proxy " + what);
    }
}
