// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port of 127.0.0.1 that answers in its peculiar way until it is closed; made by {@link Ports}. */
public final class HeldPort implements AutoCloseable {
    /** The kernel completes backlog + 1 connections before it leaves the next ones unanswered. */
    private static final int MOST_FILLERS = 64;

    private static final int CONNECT_LIMIT_MS = 300;

    private final int port;
    private final List<AutoCloseable> held;

    private HeldPort(int port, List<AutoCloseable> held) {
        this.port = port;
        this.held = held;
    }

    /** A socket that is bound and does not listen keeps the port from others and refuses connections. */
    static HeldPort refusing() {
        try {
            Socket bound = new Socket();
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new HeldPort(bound.getLocalPort(), List.of(bound));
        } catch (IOException e) {
            throw new UncheckedIOException("no port of loopback is free", e);
        }
    }

    static HeldPort neverConnecting() {
        List<AutoCloseable> held = new ArrayList<>();
        try {
            ServerSocket listener = new ServerSocket();
            held.add(listener);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            for (int i = 0; i < MOST_FILLERS; i++) {
                Socket filler = new Socket();
                held.add(filler);
                try {
                    filler.connect(listener.getLocalSocketAddress(), CONNECT_LIMIT_MS);
                } catch (SocketTimeoutException e) {
                    return new HeldPort(listener.getLocalPort(), held);
                }
            }
            throw new IOException("the backlog took " + MOST_FILLERS + " connections and was not full");
        } catch (IOException e) {
            closeAll(held);
            throw new UncheckedIOException("no listener with a full backlog can be made", e);
        }
    }

    public int port() {
        return port;
    }

    /** Where it is, without a path: {@code http://127.0.0.1:43210}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Gives the port back. */
    @Override
    public void close() {
        closeAll(held);
    }

    private static void closeAll(List<AutoCloseable> held) {
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                // it is given up either way
            }
        }
    }
}
