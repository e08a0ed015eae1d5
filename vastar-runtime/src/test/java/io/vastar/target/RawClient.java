// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** A plain socket with a deadline, which shows what is really on the wire. One character is one byte. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawClient(TargetServer target) throws IOException {
        this(target, 0);
    }

    RawClient(TargetServer target, int receiveBufferBytes) throws IOException {
        socket = new Socket();
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()), 10_000);
        in = socket.getInputStream();
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    RawClient get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: t\r\n\r\n");
    }

    RawClient halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    void timeoutMs(int timeoutMs) throws IOException {
        socket.setSoTimeout(timeoutMs);
    }

    /** One byte, or -1 at the end. */
    int readByte() throws IOException {
        return in.read();
    }

    String read(int bytes) throws IOException {
        return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    String readToEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("end of stream after: " + text);
            }
            head.write(b);
            text = b == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
        }
        return text;
    }

    /** A response with a Content-Length: its head and body. */
    String readResponse() throws IOException {
        String head = readHead();
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        return head + read(Integer.parseInt(head.substring(at, head.indexOf('\r', at))));
    }

    /** Waits for what another thread is about to do. */
    static void until(BooleanSupplier met) {
        long endNs = System.nanoTime() + 10_000_000_000L;
        while (!met.getAsBoolean()) {
            if (System.nanoTime() - endNs > 0) {
                throw new AssertionError("it did not happen within 10 s");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
