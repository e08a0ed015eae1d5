// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.RequestSpec;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A run with the keys of {@code bombardier --latencies --format json}, on one line. Latencies are microseconds; what is
 * not known is left out, as bombardier does, and so are headers and bodies, which may hold secrets.
 */
public final class BombardierJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double US_NS = 1e3;
    private static final int[] PERCENTS = {50, 75, 90, 95, 99};
    private static final List<Percentile> PERCENTILES =
            List.of(Percentile.P50, Percentile.P75, Percentile.P90, Percentile.P95, Percentile.P99);

    private BombardierJson() {}

    /** @param plan what was run; null when unknown */
    public static String render(TrialResult result, LoadPlan plan) {
        ObjectNode node = JSON.objectNode();
        spec(node.putObject("spec"), result, plan);
        ObjectNode measured = node.putObject("result");
        measured.put("bytesRead", result.bytes().in());
        measured.put("bytesWritten", result.bytes().out());
        PeerFigures.put(measured, "timeTakenSeconds", result.elapsedNs() / PeerFigures.SECOND_NS);
        for (int hundreds = 1; hundreds <= 5; hundreds++) {
            measured.put("req" + hundreds + "xx", PeerFigures.responses(result, hundreds * 100, hundreds * 100 + 99));
        }
        measured.put("others", result.counts().failed() + PeerFigures.responses(result, 600, 999));
        if (!result.errors().isEmpty()) {
            ArrayNode errors = measured.putArray("errors");
            for (TrialResult.ErrorRow row : result.errors()) {
                errors.addObject().put("description", PeerFigures.words(row)).put("count", row.count());
            }
        }
        Histogram latency = PeerFigures.latency(result);
        if (latency.getTotalCount() > 0) {
            latency(measured.putObject("latency"), latency);
        }
        if (result.course().perSec().size() > 1) {
            rps(measured.putObject("rps"), result.course().perSec());
        }
        return node + "\n";
    }

    private static void spec(ObjectNode spec, TrialResult result, LoadPlan plan) {
        spec.put("numberOfConnections", result.concurrency());
        if (plan != null && plan.durationNs() > 0) {
            spec.put("testType", "timed");
            PeerFigures.put(spec, "testDurationSeconds", plan.durationNs() / PeerFigures.SECOND_NS);
        } else {
            spec.put("testType", "number-of-requests");
            spec.put("numberOfRequests", plan == null ? result.counts().started() : plan.requests());
        }
        RequestSpec request = result.request();
        spec.put("method", request.method());
        spec.put("url", RequestFacts.url(request.url()));
        if (request.body().length == 0) {
            spec.put("body", "");
        }
        putUnlessNull(spec, "certPath", request.transport().tls().cert());
        putUnlessNull(spec, "keyPath", request.transport().tls().key());
        spec.put("stream", request.content().chunked());
        if (plan != null) {
            PeerFigures.put(spec, "timeoutSeconds", plan.timeoutNs() / PeerFigures.SECOND_NS);
        }
        spec.put("client", "vastar");
        if (plan != null && plan.model().isOpen() && plan.model().stages().size() == 1) {
            PeerFigures.put(spec, "rate", plan.model().stages().get(0).to());
        }
    }

    private static void putUnlessNull(ObjectNode spec, String key, String value) {
        if (value != null) {
            spec.put(key, Units.printable(value));
        }
    }

    private static void latency(ObjectNode node, Histogram latency) {
        PeerFigures.put(node, "mean", latency.getMean() / US_NS);
        PeerFigures.put(node, "stddev", latency.getStdDeviation() / US_NS);
        PeerFigures.put(node, "max", latency.getMaxValue() / US_NS);
        ObjectNode percentiles = node.putObject("percentiles");
        for (int i = 0; i < PERCENTS.length; i++) {
            String key = Integer.toString(PERCENTS[i]);
            PERCENTILES.get(i).valueNs(latency).ifPresent(ns -> percentiles.put(key, Math.round(ns / US_NS)));
        }
    }

    private static void rps(ObjectNode node, List<Double> perSec) {
        PeerFigures.Spread spread = PeerFigures.Spread.of(perSec);
        PeerFigures.put(node, "mean", spread.mean());
        PeerFigures.put(node, "stddev", spread.deviation());
        PeerFigures.put(node, "max", spread.max());
        ObjectNode percentiles = node.putObject("percentiles");
        List<Double> sorted = perSec.stream().sorted().toList();
        for (int percent : PERCENTS) {
            if (sorted.size() * (100 - percent) >= 100) {
                double value = sorted.get((sorted.size() * percent + 99) / 100 - 1);
                PeerFigures.put(percentiles, Integer.toString(percent), value);
            }
        }
    }
}
