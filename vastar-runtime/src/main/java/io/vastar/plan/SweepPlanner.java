// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.ConcurrencySpec;
import io.vastar.grammar.GrammarException;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.SweepDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Merges the sweep of an annotation with that of the command line. */
final class SweepPlanner {
    private final SweepDefinition annotated;
    private final SweepDefinition given;
    private final UnaryOperator<String> resolve;
    private final FileLimits limits;
    private final String baseUrl;
    private final UnaryOperator<String> environment;

    /**
     * @param annotated null when the annotation has no sweep
     * @param given null when the command line has no sweep flag
     * @param resolve replaces the placeholders of the annotation's texts
     * @param baseUrl what a set-up returned, or null
     * @param environment names the proxy of the reference
     */
    SweepPlanner(
            SweepDefinition annotated,
            SweepDefinition given,
            UnaryOperator<String> resolve,
            FileLimits limits,
            String baseUrl,
            UnaryOperator<String> environment) {
        this.environment = environment;
        this.annotated = annotated == null ? SweepDefinition.over(null) : annotated;
        this.given = given == null ? SweepDefinition.over(null) : given;
        this.resolve = resolve;
        this.limits = limits;
        this.baseUrl = baseUrl;
    }

    /** @param settles whether nobody says how long a run at a level is */
    SweepPlan plan(LoadPlan base, boolean settles, List<String> notes) {
        int baselineConcurrency = orElse(SweepDefinition::baselineConcurrency, Defaults.SWEEP_BASELINE_CONCURRENCY);
        int repeats = orElse(SweepDefinition::repeats, Defaults.SWEEP_REPEATS);
        double kneeRatio = orElse(SweepDefinition::kneeRatio, Defaults.SWEEP_KNEE_RATIO);
        RequestSpec reference = reference(base.request());
        Path refFromJson = refFromJson();
        return new SweepPlan(
                base.withConcurrency(baselineConcurrency),
                levels(baselineConcurrency, base.request().transport().http().exchangesPerConnection(), notes),
                orElse(SweepDefinition::refine, false),
                repeats,
                settles && maybe(SweepDefinition::repeats) == null,
                pick(),
                kneeRatio,
                baselineConcurrency,
                gates(reference != null || refFromJson != null),
                reference,
                refFromJson);
    }

    /** @param each exchanges on a connection, which levels count and files do not */
    private ConcurrencySpec levels(int baselineConcurrency, int each, List<String> notes) {
        String text = orElse(SweepDefinition::conc, Defaults.SWEEP_LEVELS);
        ConcurrencySpec spec;
        try {
            spec = ConcurrencySpec.parse(resolve.apply(text));
        } catch (GrammarException e) {
            throw new ConfigurationException("--conc: " + e.getMessage(), e);
        }
        if (!limits.allow(baselineConcurrency, each)) {
            throw new ConfigurationException(
                    limits.refusal(FileLimits.connections(baselineConcurrency, each), "--baseline-c"));
        }
        int highest = spec.levels().get(spec.levels().size() - 1);
        if (limits.allow(highest, each)) {
            return spec;
        }
        List<Integer> possible = limits.within(spec.levels(), each);
        if (!spec.auto() || possible.isEmpty()) {
            throw new ConfigurationException(
                    limits.refusal(FileLimits.connections(highest, each), "level c=" + highest + " of the sweep"));
        }
        notes.add("the sweep leaves out levels above c=" + limits.connections() * each + ": this process may open "
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
        Double overhead = maybe(SweepDefinition::maxOverheadPercent);
        Double deficit = maybe(SweepDefinition::maxRpsDeficitPercent);
        if (!paired && (overhead != null || deficit != null)) {
            throw new ConfigurationException((overhead != null ? "--max-overhead-pct" : "--max-rps-deficit-pct")
                    + " compares with a reference and there is none; add --vs URL or --ref-from-json FILE");
        }
        return new SweepPlan.Gates(
                maybe(SweepDefinition::maxSpread),
                maybe(SweepDefinition::maxP999Ratio),
                maybe(SweepDefinition::maxErrors),
                maybe(SweepDefinition::maxTailRatio),
                overhead,
                deficit);
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
        String url = Urls.reference(vs, baseUrl, target.url(), "");
        return SweepPlan.referenceOf(
                        target.with(EnvironmentProxy.forAnother(target.transport(), url, environment)),
                        url,
                        method == null ? null : RequestPlanner.method(method, new ArrayList<>()),
                        bytes,
                        Bodies.contentType(contentType == null ? inherited : contentType, bytes, target.headers()))
                .with(target.content().with(variety(target.content().variety(), target.url(), vs, method, body)));
    }

    /** What the target's different requests are for the reference: the same paths on its host, and the same bodies. */
    private RequestVariety variety(RequestVariety ofTarget, String targetUrl, String vs, String method, String body) {
        if (ofTarget == null) {
            return null;
        }
        if (method != null || body != null) {
            throw new ConfigurationException((body != null ? "--vs-body" : "--vs-method") + " cannot be used where the"
                    + " requests to the target differ; leave it out, the reference gets the same ones");
        }
        if (Urls.origins(targetUrl, ofTarget).size() > 1) {
            throw new ConfigurationException(
                    "--vs compares with one host, and the targets go to several; use a file for"
                            + " each host, or leave --vs out");
        }
        List<RequestVariant> variants = new ArrayList<>();
        for (RequestVariant variant : ofTarget.variants()) {
            String url = variant.url() == null ? null : Urls.moved(variant.url(), vs.trim());
            variants.add(new RequestVariant(variant.method(), url, variant.headers(), variant.body()));
        }
        return new RequestVariety(ofTarget.summary(), variants, ofTarget.weights(), ofTarget.random(), ofTarget.seed());
    }

    private Path refFromJson() {
        String text = resolve.apply(maybe(SweepDefinition::refFromJson));
        if (text == null) {
            return null;
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
}
