// SPDX-License-Identifier: Apache-2.0
package io.vastar.tunnel;

import io.vastar.grammar.HostPort;
import io.vastar.grammar.ProxyUrl;
import io.vastar.spi.ConfigurationException;
import io.vastar.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** SOCKS version 5 (RFC 1928), without authentication or with user and password (RFC 1929). */
final class Socks5 extends Handshake {
    private static final int VERSION = 5;
    private static final int AUTHENTICATION_VERSION = 1;
    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_PASSWORD = 2;
    private static final int NONE_ACCEPTABLE = 0xFF;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int MOST_TEXT_BYTES = 255;

    private final ProxyUrl proxy;
    private final InetSocketAddress destination;
    private Step step = Step.METHOD;

    private enum Step {
        METHOD,
        AUTHENTICATION,
        REPLY
    }

    Socks5(ProxyUrl proxy, InetSocketAddress destination) {
        this.proxy = proxy;
        this.destination = destination;
        send(
                proxy.user() == null
                        ? new byte[] {VERSION, 1, NO_AUTHENTICATION}
                        : new byte[] {VERSION, 2, NO_AUTHENTICATION, USER_PASSWORD});
    }

    @Override
    boolean advance(ByteBuffer in) throws WireException {
        return switch (step) {
            case METHOD -> onMethod(in);
            case AUTHENTICATION -> onAuthentication(in);
            case REPLY -> onReply(in);
        };
    }

    private boolean onMethod(ByteBuffer in) throws WireException {
        if (in.hasRemaining() && in.get(in.position()) != VERSION) {
            throw refused("did not answer in SOCKS 5 (its first byte is " + (in.get(in.position()) & 0xFF)
                    + "); is it an HTTP proxy (http://…)?");
        }
        if (in.remaining() < 2) {
            return false;
        }
        in.get();
        int method = in.get() & 0xFF;
        if (method == NONE_ACCEPTABLE) {
            throw refused(
                    proxy.user() == null
                            ? "wants authentication; pass user and password: --proxy socks5h://user:password@host:port"
                            : "accepts neither a user with password nor none");
        }
        if (method == USER_PASSWORD && proxy.user() != null) {
            step = Step.AUTHENTICATION;
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(AUTHENTICATION_VERSION);
            text(request, proxy.user(), "user");
            text(request, proxy.password(), "password");
            send(request.toByteArray());
            return false;
        }
        if (method != NO_AUTHENTICATION) {
            throw refused("chose the authentication method " + method + ", which was not offered");
        }
        request();
        return false;
    }

    private boolean onAuthentication(ByteBuffer in) throws WireException {
        if (in.remaining() < 2) {
            return false;
        }
        in.get();
        if (in.get() != 0) {
            throw refused("does not take this user and password");
        }
        request();
        return false;
    }

    private void request() {
        step = Step.REPLY;
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(VERSION);
        request.write(CONNECT);
        request.write(0);
        InetAddress address =
                destination.isUnresolved() ? HostPort.literal(destination.getHostString()) : destination.getAddress();
        if (address == null) {
            request.write(NAME);
            text(request, destination.getHostString(), "host");
        } else {
            byte[] bytes = address.getAddress();
            request.write(bytes.length == 4 ? IPV4 : IPV6);
            request.writeBytes(bytes);
        }
        request.write(destination.getPort() >> 8);
        request.write(destination.getPort());
        send(request.toByteArray());
    }

    private static void text(ByteArrayOutputStream request, String text, String what) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MOST_TEXT_BYTES) {
            throw new ConfigurationException(
                    "SOCKS 5 cannot carry a " + what + " of " + bytes.length + " bytes; use 1 to " + MOST_TEXT_BYTES);
        }
        request.write(bytes.length);
        request.writeBytes(bytes);
    }

    private boolean onReply(ByteBuffer in) throws WireException {
        int from = in.position();
        if (in.remaining() >= 2 && in.get(from + 1) != 0) {
            throw refused("did not reach the target: " + words(in.get(from + 1) & 0xFF));
        }
        if (in.remaining() < 5) {
            return false;
        }
        int type = in.get(from + 3);
        int addressBytes = switch (type) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> 1 + (in.get(from + 4) & 0xFF);
            default -> throw refused("answered with an address of the unknown type " + type);
        };
        int bytes = 4 + addressBytes + 2;
        if (in.remaining() < bytes) {
            return false;
        }
        in.position(from + bytes);
        return true;
    }

    /** RFC 1928 §6. */
    private static String words(int reply) {
        return switch (reply) {
            case 1 -> "general failure (SOCKS reply 1)";
            case 2 -> "its rules do not allow the connection (SOCKS reply 2)";
            case 3 -> "network unreachable (SOCKS reply 3)";
            case 4 -> "host unreachable, or its name unknown there (SOCKS reply 4)";
            case 5 -> "connection refused (SOCKS reply 5)";
            case 6 -> "time to live expired (SOCKS reply 6)";
            case 7 -> "it cannot open connections (SOCKS reply 7)";
            case 8 -> "it does not know this type of address (SOCKS reply 8)";
            default -> "SOCKS reply " + reply;
        };
    }
}
