// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.SweepJson.put;
import static io.vastar.report.SweepNumbers.fixed;
import static io.vastar.report.SweepNumbers.millis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.record.TrialResult;
import io.vastar.sweep.LittlesLaw;
import io.vastar.sweep.Measurement;
import io.vastar.sweep.SweepPoint;

/** One level of a sweep as JSON. */
final class SweepPointJson {
    private SweepPointJson() {}

    static ObjectNode point(SweepPoint point) {
        Measurement median = point.median();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("concurrency", point.concurrency());
        node.put("repeats", point.runs().size());
        numbers(node, median);
        put(node, "score", fixed(median.score(), 0));
        node.put("disqualified", point.disqualified());
        if (point.reference() != null) {
            node.set("reference", SweepJson.reference(point.reference()));
        }
        if (point.overheadPct() != null) {
            put(node, "overhead_pct", fixed(point.overheadPct(), 2));
        }
        if (point.rpsDeficitPct() != null) {
            put(node, "rps_deficit_pct", fixed(point.rpsDeficitPct(), 2));
        }
        node.put("refined", point.refined());
        put(node, "mean_ms", millis(median.meanNs()));
        put(node, "max_ms", millis(median.maxNs()));
        if (median.firstByteP50Ns() > 0) {
            ObjectNode firstByte = node.putObject("first_byte");
            put(firstByte, "p50_ms", millis(median.firstByteP50Ns()));
            put(firstByte, "p99_ms", millis(median.firstByteP99Ns()));
        }
        details(node, median);
        node.set("little", little(point.little()));
        node.put("generator_bound", median.generatorBound());
        node.set("health", health(median.health()));
        var runs = node.putArray("runs");
        for (Measurement run : point.runs()) {
            ObjectNode one = runs.addObject();
            numbers(one, run);
            put(one, "duration_s", fixed(run.elapsedNs() / 1e9, 6));
            one.put("samples", run.samples());
        }
        return node;
    }

    private static void numbers(ObjectNode node, Measurement measured) {
        put(node, "rps", fixed(measured.rps(), 2));
        put(node, "p50_ms", millis(measured.p50Ns()));
        put(node, "p95_ms", millis(measured.p95Ns()));
        put(node, "p99_ms", millis(measured.p99Ns()));
        put(node, "p999_ms", millis(measured.p999Ns()));
        put(node, "error_rate", fixed(measured.errorRate(), 4));
    }

    private static void details(ObjectNode node, Measurement median) {
        put(node, "duration_s", fixed(median.elapsedNs() / 1e9, 6));
        node.put("samples", median.samples());
        node.putObject("requests")
                .put("started", median.counts().started())
                .put("ok", median.counts().ok())
                .put("unexpected", median.counts().unexpected())
                .put("failed", median.counts().failed())
                .put("aborted", median.counts().aborted());
        ObjectNode codes = node.putObject("status_codes");
        median.statusCodes().forEach((code, count) -> codes.put(String.valueOf(code), count));
        var errors = node.putArray("errors");
        for (TrialResult.ErrorRow error : median.errors()) {
            errors.addObject()
                    .put("kind", error.kind())
                    .put("count", error.count())
                    .put("first_example", error.firstExample());
        }
        node.putObject("connections")
                .put("requested", median.connectionsRequested())
                .put("opened", median.connectionsOpened())
                .put("peak_open", median.connectionsPeak());
        if (!median.protocolCounts().isEmpty()) {
            ObjectNode counts = node.putObject("protocol_counts");
            median.protocolCounts().forEach(counts::put);
        }
    }

    private static ObjectNode little(LittlesLaw little) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        put(node, "in_flight", fixed(little.inFlight(), 2));
        put(node, "gap_pct", fixed(little.gapPct(), 2));
        node.put("cause", little.cause());
        return node;
    }

    private static ObjectNode health(TrialResult.Health health) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("threads", health.threads());
        put(node, "busy_share", fixed(health.busyShare(), 4));
        put(node, "longest_stall_ms", millis(health.longestStallNs()));
        node.put("gc_count", health.gcCount());
        put(node, "gc_pause_ms", millis(health.gcPauseNs()));
        put(node, "cpu_s", health.cpuNs() < 0 ? null : fixed(health.cpuNs() / 1e9, 6));
        put(node, "ceiling_rps", health.ceilingPerSec() <= 0 ? null : fixed(health.ceilingPerSec(), 2));
        node.put("idle", health.idle());
        put(
                node,
                "others_share",
                health.core().othersShare() < 0 ? null : fixed(health.core().othersShare(), 4));
        return node;
    }
}
