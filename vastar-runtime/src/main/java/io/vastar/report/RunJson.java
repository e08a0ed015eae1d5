// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.LatencyJson.ms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.Protocols;
import io.vastar.record.TrialResult;
import io.vastar.spi.Header;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariety;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Runs as JSON. The format is published as {@code docs/schema/run-1.0.schema.json}: every key with a dimension ends in
 * its unit ({@code _ms}, {@code _bytes}, {@code _per_s}; {@code rps} is responses per second), durations are
 * milliseconds as in the sweep's JSON, shares are 0..1, and what is not known is null. Values of request headers and
 * passwords never appear.
 */
public final class RunJson {
    /** Raised in its second part when a key is added, in its first when a key changes its meaning or goes. */
    public static final String SCHEMA_VERSION = "1.0";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RunJson() {}

    /** A whole document, indented, ending in a line break: versions, this machine, and the runs in their order. */
    public static String render(List<TrialResult> results) {
        return document(results.stream().map(RunJson::node).toList());
    }

    /** As {@link #render}, from the nodes of runs. */
    public static String document(List<ObjectNode> runs) {
        return RunDocument.text(RunDocument.tree(runs));
    }

    /** One run with the plan it followed, which a result alone does not hold. */
    public static ObjectNode node(TrialResult result, LoadPlan plan) {
        ObjectNode node = measured(result, plan);
        ObjectNode planNode = node.putObject("plan");
        unknownWhenZero(planNode, "requests", plan.requests());
        msOrNull(planNode, "duration_ms", plan.durationNs());
        msOrNull(planNode, "timeout_ms", plan.timeoutNs());
        planNode.put("connect_timeout_ms", ms(plan.connectTimeoutNs()));
        if (plan.firstByteTimeoutNs() > 0) {
            planNode.put("first_byte_timeout_ms", ms(plan.firstByteTimeoutNs()));
        }
        planNode.put("drain_timeout_ms", ms(plan.drainTimeoutNs()));
        unknownWhenZero(planNode, "threads", plan.engine().threads());
        planNode.put("idle", plan.engine().idle().name().toLowerCase(Locale.ROOT));
        planNode.put("self_warm_up", plan.engine().selfWarmUp());
        DetailJson.addModel(planNode, plan.model());
        return node;
    }

    /** One run: an element of the document's {@code runs}. */
    public static ObjectNode node(TrialResult result) {
        return measured(result, null);
    }

    private static ObjectNode measured(TrialResult result, LoadPlan plan) {
        ObjectNode node = JSON.objectNode();
        node.put("name", result.name());
        node.put("protocol", result.protocol());
        node.put("model", result.detail().arrivals() == null ? "closed" : "open");
        node.put("concurrency", result.concurrency());
        node.put("started_at", Instant.ofEpochMilli(result.startedEpochMs()).toString());
        node.put("elapsed_ms", ms(result.elapsedNs()));
        node.put("drain_ms", ms(result.drainNs()));
        node.put("interrupted", result.interrupted());
        node.set("request", request(result.request()));
        node.put("rps", rounded(result.requestsPerSec()));
        node.put("error_rate", Units.finite(result.counts().errorRate()));
        TrialResult.Counts counts = result.counts();
        node.putObject("requests")
                .put("started", counts.started())
                .put("ok", counts.ok())
                .put("unexpected", counts.unexpected())
                .put("failed", counts.failed())
                .put("aborted", counts.aborted())
                .put("rejected", counts.rejected());
        node.put("exceptions", counts.codeFailures());
        node.set("latency", LatencyJson.node(result.service()));
        node.set("latency_unexpected", LatencyJson.node(result.unexpected()));
        node.set("first_byte", LatencyJson.node(result.firstByte()));
        ObjectNode phases = node.putObject("phases");
        phases.set("connect", phase(result.phases().connect()));
        phases.set("write", phase(result.phases().write()));
        phases.set("wait", phase(result.phases().await()));
        phases.set("read", phase(result.phases().read()));
        ObjectNode codes = node.putObject("status_codes");
        result.statusCodes().forEach((code, count) -> codes.put(code.toString(), count));
        ObjectNode unexpectedCodes = node.putObject("unexpected_codes");
        result.unexpectedCodes().forEach((code, count) -> unexpectedCodes.put(code.toString(), count));
        node.set("errors", errors(result.errors()));
        node.set("transfer", transfer(result));
        ObjectNode protocolCounts = node.putObject("counts");
        result.protocolCounts().forEach((name, count) -> protocolCounts.put(name, count));
        node.set("connections", connections(result.connections()));
        WayJson.addLookUp(node, result.detail().lookUp());
        node.set("rate", rate(result));
        node.set("health", health(result));
        DetailJson.addTo(node, result);
        ArrayNode insights = node.putArray("insights");
        for (Insight insight : InsightRules.of(result, plan)) {
            insights.addObject()
                    .put("code", insight.code())
                    .put("level", insight.level().name().toLowerCase(Locale.ROOT))
                    .put("text", insight.text());
        }
        return node;
    }

    private static ObjectNode request(RequestSpec request) {
        ObjectNode node = JSON.objectNode();
        node.put("method", request.method());
        node.put("url", RequestFacts.url(request.url()));
        ArrayNode names = node.putArray("header_names");
        for (Header header : request.headers()) {
            names.add(header.name());
        }
        node.put("content_type", request.contentType());
        node.put("accept", request.accept());
        node.put("basic_auth", request.basicAuth() != null);
        node.put("body_bytes", request.body().length);
        node.put("keep_alive", request.keepAlive());
        node.put("compression", request.compression());
        if (!request.options().values().isEmpty()) {
            ObjectNode options = node.putObject("options");
            Protocols.shown(request).forEach(options::putPOJO);
        }
        WayJson.addTo(node, request.transport());
        RequestContent content = request.content();
        if (content.variety() != null) {
            RequestVariety variety = content.variety();
            node.putObject("variety")
                    .put("summary", Units.printable(variety.summary()))
                    .put("count", variety.variants().size())
                    .put("order", variety.random() ? "random" : "round-robin")
                    .put("seed", variety.seed());
        }
        if (content.chunked()) {
            node.put("chunked", true);
        }
        if (content.digestAuth() != null) {
            node.put("digest_auth", true);
        }
        if (content.aws() != null) {
            node.put("aws_sigv4", content.aws().toString());
        }
        return node;
    }

    private static ObjectNode phase(TrialResult.Phase phase) {
        ObjectNode node = JSON.objectNode().put("count", phase.count());
        if (phase.count() == 0) {
            return node.putNull("mean_ms").putNull("min_ms").putNull("max_ms");
        }
        return node.put("mean_ms", ms(phase.meanNs()))
                .put("min_ms", ms(phase.minNs()))
                .put("max_ms", ms(phase.maxNs()));
    }

    static ArrayNode errors(List<TrialResult.ErrorRow> rows) {
        ArrayNode node = JSON.arrayNode();
        for (TrialResult.ErrorRow row : rows) {
            node.addObject().put("kind", row.kind()).put("count", row.count()).put("first_example", row.firstExample());
        }
        return node;
    }

    private static ObjectNode transfer(TrialResult result) {
        TrialResult.Bytes bytes = result.bytes();
        double seconds = result.elapsedNs() / 1e9;
        long responses = result.counts().responses();
        ObjectNode node = JSON.objectNode();
        node.put("in_bytes", bytes.in());
        node.put("body_bytes", bytes.body());
        node.put("out_bytes", bytes.out());
        node.put("in_bytes_per_s", seconds <= 0 ? 0 : rounded(bytes.in() / seconds));
        node.put("out_bytes_per_s", seconds <= 0 ? 0 : rounded(bytes.out() / seconds));
        if (responses == 0) {
            return node.putNull("mean_body_bytes");
        }
        return node.put("mean_body_bytes", rounded((double) bytes.body() / responses));
    }

    private static ObjectNode connections(TrialResult.Connections connections) {
        ObjectNode node = JSON.objectNode();
        node.put("requested", connections.requested());
        node.put("opened", connections.opened());
        node.put("peak_open", connections.peakOpen());
        node.put("closed_by_peer", connections.closedByPeer());
        node.put("stale_retries", connections.staleRetries());
        node.put("set_up_ms", ms(connections.setUpNs()));
        node.set("connect", LatencyJson.node(connections.connectNs()));
        node.set("failures", errors(connections.failures()));
        if (connections.tls() != null) {
            tls(node.putObject("tls"), connections.tls());
        }
        if (connections.streams() != null) {
            ObjectNode streams = node.putObject("streams");
            if (connections.streams().limit() < 0) {
                streams.putNull("limit");
            } else {
                streams.put("limit", connections.streams().limit());
            }
            ObjectNode goAways = streams.putObject("goaways");
            connections.streams().goAways().forEach(goAways::put);
        }
        return node;
    }

    private static void tls(ObjectNode node, TrialResult.Tls tls) {
        node.put("full_handshakes", tls.full());
        node.put("resumed_handshakes", tls.resumed());
        node.set("handshake", LatencyJson.node(tls.handshakeNs()));
        ArrayNode sessions = node.putArray("sessions");
        tls.sessions()
                .forEach(
                        (how, count) -> sessions.addObject().put("session", how).put("connections", count));
    }

    private static ObjectNode rate(TrialResult result) {
        TrialResult.Rate rate = result.rate();
        ObjectNode node = JSON.objectNode();
        node.put("interval_ms", ms(rate.intervalNs()));
        node.put("intervals", rate.intervals());
        ArrayNode course = node.putArray("by_interval_rps");
        result.course().perSec().forEach(perSec -> course.add(rounded(perSec)));
        if (rate.intervals() < 2) {
            return node.putNull("mean_rps")
                    .putNull("stddev_rps")
                    .putNull("min_rps")
                    .putNull("max_rps");
        }
        return node.put("mean_rps", rounded(rate.mean()))
                .put("stddev_rps", rounded(rate.standardDeviation()))
                .put("min_rps", rounded(rate.min()))
                .put("max_rps", rounded(rate.max()));
    }

    private static ObjectNode health(TrialResult result) {
        TrialResult.Health health = result.health();
        ObjectNode node = JSON.objectNode();
        node.put("threads", health.threads());
        ArrayNode cpus = node.putArray("pinned_cpus");
        health.pinnedCpus().forEach(cpus::add);
        node.put("idle", health.idle());
        node.put("busy_share", Units.finite(health.busyShare()));
        node.put("longest_stall_ms", ms(health.longestStallNs()));
        node.put("gc_count", health.gcCount());
        node.put("gc_pause_ms", ms(health.gcPauseNs()));
        msOrUnknown(node, "cpu_ms", health.cpuNs());
        msOrUnknown(node, "io_threads_cpu_ms", health.ioThreadsCpuNs());
        if (health.allocatedBytes() < 0) {
            node.putNull("allocated_bytes");
        } else {
            node.put("allocated_bytes", health.allocatedBytes());
        }
        node.set("core", CoreJson.of(health.core()));
        boolean warmed = health.ceilingPerSec() > 0;
        msOrNull(node, "warm_up_ms", warmed ? health.warmUpNs() : 0);
        if (warmed) {
            node.put("ceiling_rps", rounded(health.ceilingPerSec()));
            node.put("ceiling_share", Units.finite(result.requestsPerSec() / health.ceilingPerSec()));
        } else {
            node.putNull("ceiling_rps").putNull("ceiling_share");
        }
        DelaysJson.addTo(node, health.delays());
        return node;
    }

    static void unknownWhenZero(ObjectNode node, String key, long value) {
        if (value == 0) {
            node.putNull(key);
        } else {
            node.put(key, value);
        }
    }

    private static void msOrNull(ObjectNode node, String key, long ns) {
        msOrUnknown(node, key, ns == 0 ? -1 : ns);
    }

    private static void msOrUnknown(ObjectNode node, String key, long ns) {
        if (ns < 0) {
            node.putNull(key);
        } else {
            node.put(key, ms(ns));
        }
    }

    static double rounded(double value) {
        return Math.rint(Units.finite(value) * 100) / 100;
    }
}
