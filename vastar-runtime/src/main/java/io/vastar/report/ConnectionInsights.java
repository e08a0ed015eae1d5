// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.record.TrialResult;
import io.vastar.spi.HttpSpec;
import java.util.List;

/** What the connections say. */
final class ConnectionInsights {
    private static final double CLOSED_SHARE = 0.9;

    private ConnectionInsights() {}

    static void addTo(List<Insight> insights, TrialResult result) {
        if (result.request().keepAlive() || !result.connections().failures().isEmpty()) {
            fewer(insights, result.connections());
        }
        keepAlive(insights, result);
        stale(insights, result.connections());
        http2(insights, result);
    }

    private static void fewer(List<Insight> insights, TrialResult.Connections connections) {
        if (connections.peakOpen() >= connections.requested()) {
            return;
        }
        String cause = connections.failures().isEmpty()
                ? ""
                : " (" + connections.failures().get(0).kind() + "x"
                        + connections.failures().get(0).count() + ")";
        insights.add(new Insight(
                "fewer-connections",
                Insight.Level.WARNING,
                "Fewer connections than asked: at most " + connections.peakOpen() + " of "
                        + connections.requested() + " were open" + cause
                        + ", so the load was lower than -c says; raise the limit that stopped them"
                        + " (target's backlog or connection limit, ulimit -n here), or lower -c."));
    }

    private static void http2(List<Insight> insights, TrialResult result) {
        HttpSpec http = result.request().transport().http();
        if (!http.isHttp2()) {
            return;
        }
        TrialResult.Streams streams = result.connections().streams();
        if (streams == null) {
            insights.add(new Insight(
                    "http2-refused",
                    Insight.Level.WARNING,
                    "The target did not agree to HTTP/2 (ALPN), so this was HTTP/1.1, with a connection for each request in"
                            + " flight; turn HTTP/2 on in the target, or leave out --http2."));
        } else if (streams.limit() >= 0 && streams.limit() < http.exchangesPerConnection()) {
            insights.add(new Insight(
                    "stream-limit",
                    Insight.Level.WARNING,
                    "The target allows " + streams.limit() + " streams at once on a connection, "
                            + http.exchangesPerConnection() + " were asked for: fewer requests were in flight than"
                            + " planned; lower --streams and raise -c, or raise the target's limit."));
        }
    }

    private static void keepAlive(List<Insight> insights, TrialResult result) {
        long responses = result.counts().responses();
        long closed = result.connections().closedByPeer();
        if (result.request().keepAlive()
                && responses > Math.max(10, result.concurrency())
                && closed >= CLOSED_SHARE * responses) {
            insights.add(new Insight(
                    "keep-alive-refused",
                    Insight.Level.WARNING,
                    "Keep-alive is not honoured: the target closed the connection " + closed + " times in " + responses
                            + " responses, so the latencies include opening connections"
                            + "; turn keep-alive on in the target, or say --disable-keepalive if this is intended."));
        }
    }

    private static void stale(List<Insight> insights, TrialResult.Connections connections) {
        long retries = connections.staleRetries();
        if (retries > 0) {
            insights.add(new Insight(
                    "stale-retries",
                    Insight.Level.NOTE,
                    Units.count(retries, "request") + (retries == 1 ? " was" : " were")
                            + " sent again because the target ended the connection before it processed"
                            + (retries == 1 ? " it" : " them")
                            + "; raise its keep-alive timeout or its limit of requests per connection."));
        }
    }
}
