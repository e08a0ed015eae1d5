// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.record.TrialResult;
import java.time.Instant;
import org.HdrHistogram.Histogram;

/** A run with the keys of vegeta's JSON report, on one line. Durations are nanoseconds; what is not known is null. */
public final class VegetaJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private VegetaJson() {}

    public static String render(TrialResult result) {
        VegetaFigures figures = VegetaFigures.of(result);
        ObjectNode node = JSON.objectNode();
        latencies(node.putObject("latencies"), figures.latency());
        bytes(node.putObject("bytes_in"), result.bytes().body(), figures.requests());
        bytes(node.putObject("bytes_out"), figures.sentBytes(), figures.requests());
        Instant earliest = Instant.ofEpochMilli(result.startedEpochMs());
        node.put("earliest", earliest.toString());
        node.put("latest", earliest.plusNanos(figures.attackNs()).toString());
        node.put("end", earliest.plusNanos(result.elapsedNs()).toString());
        node.put("duration", figures.attackNs());
        node.put("wait", figures.waitNs());
        node.put("requests", figures.requests());
        PeerFigures.put(node, "rate", figures.rate());
        PeerFigures.put(node, "throughput", figures.throughput());
        PeerFigures.put(node, "success", figures.success());
        ObjectNode codes = node.putObject("status_codes");
        figures.statusCodes().forEach((code, count) -> codes.put(code.toString(), count));
        ArrayNode errors = node.putArray("errors");
        figures.errors().forEach(errors::add);
        return node + "\n";
    }

    private static void latencies(ObjectNode node, Histogram latency) {
        boolean any = latency.getTotalCount() > 0;
        put(node, "total", any, Math.round(latency.getMean() * latency.getTotalCount()));
        put(node, "mean", any, Math.round(latency.getMean()));
        percentile(node, "50th", Percentile.P50, latency);
        percentile(node, "90th", Percentile.P90, latency);
        percentile(node, "95th", Percentile.P95, latency);
        percentile(node, "99th", Percentile.P99, latency);
        put(node, "max", any, latency.getMaxValue());
        put(node, "min", any, latency.getMinValue());
    }

    private static void percentile(ObjectNode node, String key, Percentile percentile, Histogram latency) {
        put(
                node,
                key,
                percentile.valueNs(latency).isPresent(),
                percentile.valueNs(latency).orElse(0));
    }

    private static void bytes(ObjectNode node, long total, long requests) {
        put(node, "total", total >= 0, total);
        if (total < 0 || requests == 0) {
            node.putNull("mean");
        } else {
            PeerFigures.put(node, "mean", (double) total / requests);
        }
    }

    private static void put(ObjectNode node, String key, boolean known, long value) {
        if (known) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
