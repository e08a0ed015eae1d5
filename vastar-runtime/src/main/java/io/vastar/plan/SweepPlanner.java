// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.ConcurrencySpec;
import io.vastar.grammar.GrammarException;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.SweepDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Merges the sweep of an annotation with that of the command line. */
final class SweepPlanner {
    private static final int MOST_REPEATS = 1_000;

    private final SweepDefinition annotated;
    private final SweepDefinition given;
    private final UnaryOperator<String> resolve;
    private final FileLimits limits;

    /**
     * @param annotated null when the annotation has no sweep
     * @param given null when the command line has no sweep flag
     * @param resolve replaces the placeholders of the annotation's texts
     */
    SweepPlanner(SweepDefinition annotated, SweepDefinition given, UnaryOperator<String> resolve, FileLimits limits) {
        this.annotated = annotated == null ? SweepDefinition.over(null) : annotated;
        this.given = given == null ? SweepDefinition.over(null) : given;
        this.resolve = resolve;
        this.limits = limits;
    }

    SweepPlan plan(LoadPlan base, List<String> notes) {
        int baselineC = orElse(SweepDefinition::baselineC, Defaults.SWEEP_BASELINE_CONCURRENCY);
        check(baselineC >= 1 && baselineC <= ConcurrencySpec.HIGHEST, "--baseline-c", baselineC, "use 1 or more");
        int repeats = orElse(SweepDefinition::repeats, Defaults.SWEEP_REPEATS);
        check(repeats >= 1 && repeats <= MOST_REPEATS, "--repeats", repeats, "use 1 to " + MOST_REPEATS);
        double kneeRatio = orElse(SweepDefinition::kneeRatio, Defaults.SWEEP_KNEE_RATIO);
        check(
                kneeRatio > 0 && kneeRatio <= 1,
                "--knee-ratio",
                kneeRatio,
                "use more than 0 and at most 1, such as 0.95");
        RequestSpec reference = reference(base.request());
        Path refFromJson = refFromJson(reference != null);
        return new SweepPlan(
                base.withConcurrency(baselineC),
                levels(baselineC, notes),
                orElse(SweepDefinition::refine, false),
                repeats,
                pick(),
                kneeRatio,
                baselineC,
                gates(reference != null || refFromJson != null),
                reference,
                refFromJson);
    }

    private ConcurrencySpec levels(int baselineC, List<String> notes) {
        String text = orElse(SweepDefinition::conc, Defaults.SWEEP_LEVELS);
        ConcurrencySpec spec;
        try {
            spec = ConcurrencySpec.parse(resolve.apply(text));
        } catch (GrammarException e) {
            throw new ConfigurationException("--conc: " + e.getMessage(), e);
        }
        if (baselineC > limits.connections()) {
            throw new ConfigurationException(limits.refusal(baselineC, "--baseline-c"));
        }
        int highest = spec.levels().get(spec.levels().size() - 1);
        if (highest <= limits.connections()) {
            return spec;
        }
        List<Integer> possible = limits.within(spec.levels());
        if (!spec.auto() || possible.isEmpty()) {
            throw new ConfigurationException(limits.refusal(highest, "level c=" + highest + " of the sweep"));
        }
        notes.add("the sweep leaves out levels above c=" + limits.connections() + ": this process may open "
                + limits.max() + " files; raise 'ulimit -n' to sweep further");
        return new ConcurrencySpec(true, possible);
    }

    private SweepPlan.Pick pick() {
        String text = orElse(SweepDefinition::pick, "knee");
        String name = resolve.apply(text).trim().toUpperCase(Locale.ROOT);
        return Arrays.stream(SweepPlan.Pick.values())
                .filter(pick -> pick.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "--pick: '" + text + "' is not a way to pick the sweet spot; use knee, score or usl"));
    }

    private SweepPlan.Gates gates(boolean paired) {
        Double maxErrors = maybe(SweepDefinition::maxErrors);
        check(
                maxErrors == null || maxErrors >= 0 && maxErrors <= 1,
                "--max-errors",
                maxErrors,
                "it is a share of all requests; use 0 to 1, such as 0.01 for 1 %");
        Double overhead = maybe(SweepDefinition::maxOverheadPct);
        Double deficit = maybe(SweepDefinition::maxRpsDeficitPct);
        if (!paired && (overhead != null || deficit != null)) {
            throw new ConfigurationException((overhead != null ? "--max-overhead-pct" : "--max-rps-deficit-pct")
                    + " compares with a reference and there is none; add --vs URL or --ref-from-json FILE");
        }
        return new SweepPlan.Gates(
                ratio(SweepDefinition::maxSpread, "--max-spread"),
                ratio(SweepDefinition::maxP999Ratio, "--max-p999-ratio"),
                maxErrors,
                ratio(SweepDefinition::maxTailMult, "--max-tail-mult"),
                percent(overhead, "--max-overhead-pct"),
                percent(deficit, "--max-rps-deficit-pct"));
    }

    private Double ratio(Function<SweepDefinition, Double> attribute, String flag) {
        Double value = maybe(attribute);
        check(value == null || value >= 1 && Double.isFinite(value), flag, value, "it is a ratio; use 1 or more");
        return value;
    }

    private static Double percent(Double value, String flag) {
        check(value == null || value >= 0 && Double.isFinite(value), flag, value, "use a percentage of 0 or more");
        return value;
    }

    private RequestSpec reference(RequestSpec target) {
        String vs = resolve.apply(maybe(SweepDefinition::vs));
        String method = resolve.apply(maybe(SweepDefinition::vsMethod));
        String body = resolve.apply(maybe(SweepDefinition::vsBody));
        String contentType = resolve.apply(maybe(SweepDefinition::vsContentType));
        if (vs == null) {
            if (method != null || body != null || contentType != null) {
                throw new ConfigurationException("--vs-method, --vs-body and --vs-content-type describe the request to"
                        + " --vs, and there is none; add --vs URL");
            }
            return null;
        }
        byte[] bytes = body == null ? target.body() : body.getBytes(StandardCharsets.UTF_8);
        String inherited = body == null ? target.contentType() : null;
        return new RequestSpec(
                Urls.of(vs, target.url(), null, ""),
                method == null ? target.method() : RequestPlanner.method(method, new java.util.ArrayList<>()),
                target.headers(),
                Bodies.contentType(contentType == null ? inherited : contentType, bytes, target.headers()),
                target.accept(),
                target.basicAuth(),
                bytes,
                target.keepAlive(),
                target.compression());
    }

    private Path refFromJson(boolean live) {
        String text = resolve.apply(maybe(SweepDefinition::refFromJson));
        if (text == null) {
            return null;
        }
        if (live) {
            throw new ConfigurationException(
                    "--vs and --ref-from-json exclude each other: one measures the reference, the other reads an"
                            + " earlier measurement; leave one out");
        }
        Path file = Path.of(text);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ConfigurationException("--ref-from-json: cannot read '" + file
                    + "'; name the JSON file of an earlier sweep (sweep --json-path FILE writes one)");
        }
        return file;
    }

    private <T> T maybe(Function<SweepDefinition, T> attribute) {
        T value = attribute.apply(given);
        return value == null ? attribute.apply(annotated) : value;
    }

    private <T> T orElse(Function<SweepDefinition, T> attribute, T otherwise) {
        T value = maybe(attribute);
        return value == null ? otherwise : value;
    }

    private static void check(boolean holds, String flag, Object value, String advice) {
        if (!holds) {
            throw new ConfigurationException(flag + ": " + value + " is out of range; " + advice);
        }
    }
}
