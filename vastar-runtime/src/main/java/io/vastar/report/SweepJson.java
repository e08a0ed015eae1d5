// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.SweepNumbers.fixed;
import static io.vastar.report.SweepNumbers.millis;
import static io.vastar.report.SweepNumbers.shown;
import static io.vastar.report.SweepNumbers.significant;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.plan.SweepPlan;
import io.vastar.spi.RequestVariety;
import io.vastar.sweep.Environment;
import io.vastar.sweep.GateRules;
import io.vastar.sweep.PairedResult;
import io.vastar.sweep.ReferencePoint;
import io.vastar.sweep.SweepPoint;
import io.vastar.sweep.SweepResult;
import io.vastar.sweep.SweetSpot;
import io.vastar.sweep.UslFit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * A sweep as JSON, {@code schema_version} 1.0: every key of the contract in its order, then ours. Published as
 * {@code docs/schema/sweep-1.0.schema.json}. Throughputs have 2 decimal places, milliseconds 3, error rates 4.
 */
public final class SweepJson {
    private static final String SCHEMA_VERSION = "1.0";
    private static final int INTERRUPTED = 130;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);

    private SweepJson() {}

    /** The document, indented, with a newline at its end. */
    public static String text(SweepResult result) {
        return text(document(result));
    }

    /**
     * The same, with what became of the sweep.
     *
     * @param problem why the exit code is not 0; null when it is
     */
    public static String text(SweepResult result, int exitCode, String problem) {
        return text(document(result).put("exit_code", exitCode).put("problem", problem));
    }

    /** Of a sweep that did not come to a result: the keys of one, and what became of it. */
    public static String withoutResult(int exitCode, String problem) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", SCHEMA_VERSION);
        root.putNull("params");
        root.set("machine", machine(Environment.current()));
        root.putNull("baseline");
        root.putArray("sweep_points");
        root.putNull("sweet_spot");
        root.putArray("notes").add(problem);
        root.put("qualified", false);
        root.put("interrupted", exitCode == INTERRUPTED);
        return text(root.put("exit_code", exitCode).put("problem", problem));
    }

    private static String text(ObjectNode document) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sweep result could not be written as JSON", e);
        }
    }

    /** One line without a newline. */
    static String line(ObjectNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sweep event could not be written as JSON", e);
        }
    }

    /** The document as a tree. */
    public static ObjectNode document(SweepResult result) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", SCHEMA_VERSION);
        root.set("params", params(result.plan()));
        root.set("machine", machine(result.environment()));
        root.set("baseline", SweepPointJson.point(result.baseline()));
        var points = root.putArray("sweep_points");
        result.points().forEach(point -> points.add(SweepPointJson.point(point)));
        root.set("sweet_spot", sweetSpot(result.sweetSpot()));
        var notes = root.putArray("notes");
        result.notes().forEach(notes::add);
        if (result.paired() != null) {
            root.set("paired", paired(result.paired()));
        }
        if (result.usl() != null) {
            root.set("usl", usl(result.usl()));
        }
        root.put("qualified", result.qualified());
        root.put("interrupted", result.interrupted());
        root.put(
                "started_at",
                result.startedEpochMs() == 0
                        ? null
                        : Instant.ofEpochMilli(result.startedEpochMs()).toString());
        root.putObject("versions")
                .put("vastar", result.environment().toolVersion())
                .put("java", result.environment().javaVersion())
                .put("os", result.environment().os());
        return root;
    }

    private static ObjectNode params(SweepPlan plan) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("url", shown(plan.base().request().url()));
        params.put("method", plan.base().request().method().toUpperCase(Locale.ROOT));
        params.put("pick", plan.pick().name().toLowerCase(Locale.ROOT));
        params.put("knee_ratio", plan.kneeRatio());
        params.put("baseline_c", plan.baselineConcurrency());
        params.put("repeats", plan.repeats());
        params.put("requests_per_bench", plan.base().requests());
        params.put("refine", plan.refine());
        params.put("conc_auto", plan.conc().auto());
        var levels = params.putArray("conc_levels");
        plan.conc().levels().forEach(levels::add);
        put(
                params,
                "duration_s",
                plan.base().durationNs() == 0 ? null : fixed(plan.base().durationNs() / 1e9, 3));
        put(
                params,
                "timeout_s",
                plan.base().timeoutNs() == 0 ? null : fixed(plan.base().timeoutNs() / 1e9, 3));
        params.put("keep_alive", plan.base().request().keepAlive());
        params.put("body_bytes", plan.base().request().body().length);
        RequestVariety variety = plan.base().request().content().variety();
        if (variety != null) {
            params.put(
                    "variety", Units.printable(variety.summary()) + (variety.random() ? ", random" : ", round-robin"));
        }
        GateRules gates = new GateRules(plan.gates());
        ObjectNode limits = params.putObject("gates");
        limits.put("max_spread", gates.maxSpread());
        limits.put("max_p999_ratio", gates.maxP999Ratio());
        limits.put("max_errors", gates.maxErrors());
        limits.put("max_tail_mult", gates.maxTailRatio());
        limits.put("tail_relative_to", gates.tailAllowsQueueing() ? "queueing" : "baseline");
        var defaulted = limits.putArray("defaulted");
        if (plan.gates().maxSpread() == null) {
            defaulted.add("max_spread");
        }
        if (plan.gates().maxP999Ratio() == null) {
            defaulted.add("max_p999_ratio");
        }
        if (plan.gates().maxErrors() == null) {
            defaulted.add("max_errors");
        }
        if (plan.gates().maxTailRatio() == null) {
            defaulted.add("max_tail_mult");
        }
        return params;
    }

    private static ObjectNode machine(Environment environment) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("cpu_cores_physical", environment.physicalCores())
                .put("cpu_cores_logical", environment.logicalCores())
                .put("ram_mb", environment.ramMb());
    }

    /** The recommendation, also used as the last event of the NDJSON. */
    static ObjectNode sweetSpot(SweetSpot spot) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        SweepPoint point = spot.point();
        node.put("concurrency", spot.concurrency());
        put(node, "rps", fixed(point == null ? 0 : point.rps(), 2));
        put(node, "p50_ms", millis(point == null ? 0 : point.median().p50Ns()));
        put(node, "p99_ms", millis(point == null ? 0 : point.median().p99Ns()));
        node.put("method", spot.method().name().toLowerCase(Locale.ROOT));
        node.put("reasoning", spot.reasoning());
        put(node, "peak_rps", fixed(spot.peakRps(), 2));
        node.put("peak_concurrency", spot.peakConcurrency());
        return node;
    }

    private static ObjectNode paired(PairedResult paired) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("reference_url", shown(paired.url()));
        node.put("reference_method", paired.method());
        node.put("reference_source", paired.source().name().toLowerCase(Locale.ROOT));
        node.put("max_overhead_pct", paired.maxOverheadPercent());
        node.put("max_rps_deficit_pct", paired.maxRpsDeficitPercent());
        node.set("reference_baseline", paired.baseline() == null ? null : reference(paired.baseline()));
        return node;
    }

    static ObjectNode reference(ReferencePoint reference) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        put(node, "rps", fixed(reference.rps(), 2));
        put(node, "p50_ms", fixed(reference.p50Ms(), 3));
        put(node, "p95_ms", reference.p95Ms() == null ? null : fixed(reference.p95Ms(), 3));
        put(node, "p99_ms", fixed(reference.p99Ms(), 3));
        put(node, "p999_ms", reference.p999Ms() == null ? null : fixed(reference.p999Ms(), 3));
        put(node, "error_rate", reference.errorRate() == null ? null : fixed(reference.errorRate(), 4));
        node.put("concurrency", reference.concurrency());
        return node;
    }

    private static ObjectNode usl(UslFit usl) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        put(node, "lambda", significant(usl.lambda()));
        put(node, "sigma", significant(usl.sigma()));
        put(node, "kappa", significant(usl.kappa()));
        put(node, "r_squared", fixed(usl.rSquared(), 4));
        put(node, "peak_concurrency", usl.peakConcurrency() == null ? null : fixed(usl.peakConcurrency(), 1));
        put(node, "peak_rps", usl.peakRps() == null ? null : fixed(usl.peakRps(), 2));
        node.put("samples", usl.samples());
        return node;
    }

    /** Keeps trailing zeros, which a plain put would strip. */
    static void put(ObjectNode node, String key, BigDecimal value) {
        node.set(key, value == null ? null : DecimalNode.valueOf(value));
    }
}
