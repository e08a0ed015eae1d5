// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vastar.api.HttpRequest;
import io.vastar.api.HttpResponse;
import io.vastar.spi.Exchange;
import io.vastar.spi.Interaction;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.RequestSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.agrona.concurrent.SystemNanoClock;

/** Sends composed requests over a lane of the provider, one or several at a time. */
final class OriginsDriver implements AutoCloseable {
    final LaneFactory factory;
    final Lane lane;
    final int connections;
    int completed;

    OriginsDriver(RequestSpec spec, int connections, boolean varied) {
        factory = new HttpProvider().prepare(spec);
        this.connections = connections;
        lane = factory.create(new LaneContext(connections, 1, varied, 5_000_000_000L, SystemNanoClock.INSTANCE));
        lane.open();
        while (lane.readiness() == Lane.Readiness.OPENING) {
            poll();
        }
    }

    /** A slot with an interaction of its own. */
    static final class Carried extends Exchange {
        int delivered;

        Carried(Interaction carried) {
            super(3);
            interaction = carried;
        }

        HttpResponse response() {
            return (HttpResponse) interaction.response();
        }
    }

    Carried compose(Consumer<HttpRequest> code) {
        return compose(factory.newInteraction(true, (name, passed) -> {}), code);
    }

    Carried compose(Interaction user, Consumer<HttpRequest> code) {
        user.begin(true);
        code.accept((HttpRequest) user.request());
        return new Carried(user);
    }

    void poll() {
        lane.poll(
                exchange -> {
                    completed++;
                    ((Carried) exchange).delivered++;
                },
                1_000_000L);
    }

    Carried carry(Carried exchange) {
        int before = exchange.delivered;
        while (!lane.offer(exchange)) {
            poll();
        }
        while (exchange.delivered == before) {
            poll();
        }
        return exchange;
    }

    Carried send(Consumer<HttpRequest> code) {
        return carry(compose(code));
    }

    @Override
    public void close() {
        lane.close();
    }

    /** What answers one request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** A real server on a port of its own. */
    static HttpServer serve(Answer answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", exchange -> {
                try (exchange) {
                    answer.to(exchange);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void reply(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The request as one text: method, path, the headers that matter here, body. */
    static String echo(HttpExchange exchange) throws IOException {
        StringBuilder text = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        for (String name :
                new String[] {"Host", "Authorization", "Cookie", "Content-Type", "Content-Length", "X-Own"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            text.append(value == null ? "" : "\n" + name + ": " + value);
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return text + (body.isEmpty() ? "" : "\n\n" + body);
    }

    static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
