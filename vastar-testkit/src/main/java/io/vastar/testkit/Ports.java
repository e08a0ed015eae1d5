// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1 that behave in a way a test needs. */
public final class Ports {
    private Ports() {}

    /** A port that was free a moment ago, for a server that cannot choose one itself. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port of loopback is free", e);
        }
    }

    /** A port where connections are refused, as long as nobody else starts to listen there; {@link #refusing} is sure. */
    public static int closedPort() {
        return freePort();
    }

    /** A port where connections are refused for as long as it is held. */
    public static HeldPort refusing() {
        return HeldPort.refusing();
    }

    /** A listener that accepts nothing and whose backlog is full, so that connecting takes until a timeout. */
    public static HeldPort neverConnecting() {
        return HeldPort.neverConnecting();
    }
}
