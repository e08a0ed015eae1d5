// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A server of the JDK's TLS on 127.0.0.1, a thread for each connection. Its handler sees the plain socket below, too, so
 * that it can end a connection in any way.
 */
public final class TlsServer implements AutoCloseable {
    private static final String PASSWORD = "in-memory";

    private final ServerSocket listener;
    private final SSLSocketFactory factory;
    private final Consumer<SSLSocket> settings;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Serves one connection; what it throws ends that connection. */
    public interface Handler {
        void serve(SSLSocket secure, Socket plain) throws IOException;
    }

    private TlsServer(TestIdentity identity, Consumer<SSLSocket> settings, Handler handler) {
        this.settings = settings;
        this.handler = handler;
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity.keyStore(PASSWORD), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            factory = context.getSocketFactory();
            listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a TLS server cannot be started", e);
        }
        start(this::accept);
    }

    public static TlsServer start(TestIdentity identity, Handler handler) {
        return new TlsServer(identity, socket -> {}, handler);
    }

    /** @param settings of each connection, before its handshake */
    public static TlsServer start(TestIdentity identity, Consumer<SSLSocket> settings, Handler handler) {
        return new TlsServer(identity, settings, handler);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "https://localhost:" + port();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket plain = listener.accept();
                open.add(plain);
                start(() -> serve(plain));
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket plain) {
        try (plain) {
            SSLSocket secure = (SSLSocket) factory.createSocket(plain, null, false);
            secure.setUseClientMode(false);
            settings.accept(secure);
            handler.serve(secure, plain);
        } catch (IOException e) {
            // the client has gone, or was not let in
        } finally {
            open.remove(plain);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tls-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket plain : open) {
                plain.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a TLS server cannot be closed", e);
        }
    }
}
