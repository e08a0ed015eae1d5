// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.record.TrialResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * A run with the keys of oha's JSON, for scripts that read that. Times are seconds. What this run cannot tell is null:
 * percentiles without enough samples, and the time of looking up names, which happens once before the run.
 */
public final class OhaJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double[] PERCENTS = {10, 25, 50, 75, 90, 95, 99, 99.9, 99.99};
    private static final int FEWEST_INTERVALS = 2;

    private OhaJson() {}

    /** One document, indented, ending in a line break. */
    public static String render(TrialResult result) {
        Histogram latency = PeerFigures.latency(result);
        ObjectNode node = JSON.objectNode();
        node.set("summary", summary(result, latency));
        node.set("metrics", metrics(result, latency));
        node.set("responseTimeHistogram", histogram(latency));
        node.set("latencyPercentiles", percentiles(latency));
        node.set("firstByteHistogram", histogram(result.firstByte()));
        node.set("firstBytePercentiles", percentiles(result.firstByte()));
        node.set("rps", rps(result.course().perSec()));
        ObjectNode details = node.putObject("details");
        details.set("DNSDialup", triple(result.connections().connectNs()));
        details.set("DNSLookup", triple(new Histogram(1)));
        details.set("firstByte", triple(result.firstByte()));
        ObjectNode codes = node.putObject("statusCodeDistribution");
        result.statusCodes().forEach((code, count) -> codes.put(code.toString(), count));
        ObjectNode errors = node.putObject("errorDistribution");
        for (TrialResult.ErrorRow row : result.errors()) {
            errors.put(PeerFigures.words(row), row.count());
        }
        if (result.counts().aborted() > 0) {
            errors.put("aborted due to deadline", result.counts().aborted());
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", e);
        }
    }

    private static ObjectNode summary(TrialResult result, Histogram latency) {
        double seconds = result.elapsedNs() / PeerFigures.SECOND_NS;
        long responses = result.counts().responses();
        long body = result.bytes().body();
        ObjectNode node = JSON.objectNode();
        successRate(node, "successRate", result);
        node.put("total", seconds);
        seconds(node, "slowest", latency, latency.getMaxValue());
        seconds(node, "fastest", latency, latency.getMinValue());
        seconds(node, "average", latency, latency.getMean());
        node.put("requestsPerSec", result.requestsPerSec());
        node.put("totalData", body);
        if (responses == 0) {
            node.putNull("sizePerRequest");
        } else {
            node.put("sizePerRequest", body / responses);
        }
        return node.put("sizePerSec", seconds <= 0 ? 0 : body / seconds);
    }

    /** Complete responses of any code, in the share of all that was not cut off by the deadline. */
    private static void successRate(ObjectNode node, String key, TrialResult result) {
        long ended = PeerFigures.ended(result);
        if (ended == 0) {
            node.putNull(key);
        } else {
            node.put(key, (double) result.counts().responses() / ended);
        }
    }

    private static ObjectNode metrics(TrialResult result, Histogram latency) {
        ObjectNode node = JSON.objectNode();
        successRate(node, "success_rate", result);
        node.put("requests_per_sec", result.requestsPerSec());
        ObjectNode ms = node.putObject("latency_ms");
        boolean any = latency.getTotalCount() > 0;
        millis(ms, "min", any ? OptionalLong.of(latency.getMinValue()) : OptionalLong.empty());
        millis(ms, "mean", any ? OptionalLong.of(Math.round(latency.getMean())) : OptionalLong.empty());
        millis(ms, "p50", Percentile.P50.valueNs(latency));
        millis(ms, "p95", Percentile.P95.valueNs(latency));
        millis(ms, "p99", Percentile.P99.valueNs(latency));
        millis(ms, "max", any ? OptionalLong.of(latency.getMaxValue()) : OptionalLong.empty());
        return node;
    }

    private static void millis(ObjectNode node, String key, OptionalLong ns) {
        if (ns.isPresent()) {
            node.put(key, LatencyJson.ms(ns.getAsLong()));
        } else {
            node.putNull(key);
        }
    }

    private static ObjectNode histogram(Histogram histogram) {
        ObjectNode node = JSON.objectNode();
        for (PeerFigures.Edge edge : PeerFigures.edges(histogram)) {
            String key = BigDecimal.valueOf(Math.round(edge.ns()), 9)
                    .stripTrailingZeros()
                    .toPlainString();
            node.put(key, node.path(key).asLong() + edge.count());
        }
        return node;
    }

    private static ObjectNode percentiles(Histogram histogram) {
        ObjectNode node = JSON.objectNode();
        for (Percentile percentile : Percentile.values()) {
            OptionalLong ns = percentile.valueNs(histogram);
            String key = "p" + percentile.label().replace("%", "");
            if (ns.isPresent()) {
                node.put(key, ns.getAsLong() / PeerFigures.SECOND_NS);
            } else {
                node.putNull(key);
            }
        }
        return node;
    }

    private static ObjectNode rps(List<Double> perSec) {
        ObjectNode node = JSON.objectNode();
        boolean known = perSec.size() >= FEWEST_INTERVALS;
        PeerFigures.Spread spread = PeerFigures.Spread.of(perSec);
        number(node, "mean", known, spread.mean());
        number(node, "stddev", known, spread.deviation());
        number(node, "max", known, spread.max());
        number(node, "min", known, spread.min());
        List<Double> sorted = perSec.stream().sorted().toList();
        ObjectNode percentiles = node.putObject("percentiles");
        for (double percent : PERCENTS) {
            String key = "p" + BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
            boolean enough = known && sorted.size() * (100 - percent) >= 100 - 1e-6;
            int rank = (int) Math.ceil(sorted.size() * percent / 100 - 1e-9);
            number(percentiles, key, enough, enough ? sorted.get(Math.max(0, rank - 1)) : 0);
        }
        return node;
    }

    private static ObjectNode triple(Histogram histogram) {
        ObjectNode node = JSON.objectNode();
        seconds(node, "average", histogram, histogram.getMean());
        seconds(node, "fastest", histogram, histogram.getMinValue());
        seconds(node, "slowest", histogram, histogram.getMaxValue());
        return node;
    }

    private static void seconds(ObjectNode node, String key, Histogram of, double ns) {
        number(node, key, of.getTotalCount() > 0, Math.rint(ns) / PeerFigures.SECOND_NS);
    }

    private static void number(ObjectNode node, String key, boolean known, double value) {
        if (known) {
            node.put(
                    key,
                    BigDecimal.valueOf(value)
                            .setScale(9, RoundingMode.HALF_EVEN)
                            .doubleValue());
        } else {
            node.putNull(key);
        }
    }
}
