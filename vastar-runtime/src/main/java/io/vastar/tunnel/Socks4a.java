// SPDX-License-Identifier: Apache-2.0
package io.vastar.tunnel;

import io.vastar.grammar.HostPort;
import io.vastar.grammar.ProxyUrl;
import io.vastar.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** SOCKS version 4a: as 4, and names go to the proxy behind the address 0.0.0.1, which means that there is none. */
final class Socks4a extends Handshake {
    private static final int VERSION = 4;
    private static final int CONNECT = 1;
    private static final int GRANTED = 90;
    private static final int REPLY_BYTES = 8;
    private static final byte[] NAME_FOLLOWS = {0, 0, 0, 1};

    Socks4a(ProxyUrl proxy, InetSocketAddress destination) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(VERSION);
        request.write(CONNECT);
        request.write(destination.getPort() >> 8);
        request.write(destination.getPort());
        boolean address = HostPort.literal(destination.getHostString()) instanceof Inet4Address;
        request.writeBytes(
                address ? HostPort.literal(destination.getHostString()).getAddress() : NAME_FOLLOWS);
        if (proxy.user() != null) {
            request.writeBytes(proxy.user().getBytes(StandardCharsets.UTF_8));
        }
        request.write(0);
        if (!address) {
            request.writeBytes(destination.getHostString().getBytes(StandardCharsets.UTF_8));
            request.write(0);
        }
        send(request.toByteArray());
    }

    @Override
    boolean advance(ByteBuffer in) throws WireException {
        if (in.hasRemaining() && in.get(in.position()) != 0) {
            throw refused("did not answer in SOCKS 4 (its first byte is " + (in.get(in.position()) & 0xFF) + ")");
        }
        if (in.remaining() < REPLY_BYTES) {
            return false;
        }
        int reply = in.get(in.position() + 1);
        if (reply != GRANTED) {
            throw refused(
                    switch (reply) {
                        case 91 -> "did not reach the target, or does not allow it (SOCKS reply 91)";
                        case 92, 93 -> "could not make sure who the user is (SOCKS reply " + reply + ")";
                        default -> "answered with the SOCKS reply " + reply;
                    });
        }
        in.position(in.position() + REPLY_BYTES);
        return true;
    }
}
