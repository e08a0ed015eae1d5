// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.ConcurrencySpec;
import io.vastar.grammar.GrammarException;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Written;
import java.util.List;

/** Checks the sweep, in {@code @LoadTest(sweep = ...)} and in {@code @Sweep}. */
final class SweepValidator {
    private static final List<String> LEVEL_SAMPLES = List.of("1", "100", "10000", "1000000", "auto", "1..1", "log=2");

    private final Problems problems;
    private final TextChecker texts;
    private final UrlValidator urls;
    private final MethodValidator methods;
    private final RequestValidator requests;
    private final RunValidator runs;

    SweepValidator(Problems problems, RequestValidator requests, RunValidator runs) {
        this.problems = problems;
        this.requests = requests;
        this.runs = runs;
        texts = new TextChecker(problems);
        urls = new UrlValidator(problems);
        methods = new MethodValidator(problems);
    }

    void validate(LoadTestModel model) {
        validateLevels(model.loadTest(), "sweep");
        Written sweep = model.sweep();
        if (sweep == null) {
            return;
        }
        validateLevels(sweep, "conc");
        String beside = model.loadTest().text("sweep");
        if (sweep.has("conc")
                && beside != null
                && !beside.strip().equals(sweep.text("conc").strip())) {
            problems.report(Message.SWEEP_TWICE, sweep.place("conc"), sweep.text("conc"), beside);
        }
        if (sweep.value("repeats") instanceof Integer repeats && repeats < 1) {
            problems.report(Message.BAD_REPEATS, sweep.place("repeats"), repeats);
        }
        if (sweep.value("kneeRatio") instanceof Double ratio && !(ratio > 0 && ratio <= 1)) {
            problems.report(Message.BAD_KNEE_RATIO, sweep.place("kneeRatio"), ratio);
        }
        runs.validateConcurrency(sweep, "baselineConcurrency");
        for (Gate gate : Gate.values()) {
            gate.validate(sweep, problems);
        }
        validateReference(model, sweep);
        validateEffect(sweep);
    }

    private void validateLevels(Written annotation, String attribute) {
        if (annotation.has(attribute)) {
            texts.check(
                    annotation.place(attribute),
                    attribute,
                    annotation.text(attribute),
                    Message.BAD_SWEEP,
                    LEVEL_SAMPLES,
                    SweepValidator::parseLevels);
        }
    }

    private static void parseLevels(String text) {
        try {
            ConcurrencySpec.parse(text);
        } catch (GrammarException e) {
            String near = Near.to(text.strip(), List.of("auto"));
            throw near == null ? e : new GrammarException(e.getMessage() + "; did you mean '" + near + "'?");
        }
    }

    private void validateReference(LoadTestModel model, Written sweep) {
        if (sweep.has("vs")) {
            urls.validate(model, sweep, "vs");
        }
        methods.validate(sweep, "vsMethod");
        requests.validateHeaderValue(sweep, "vsContentType");
        for (String attribute : List.of("vsBody", "refFromJson")) {
            if (sweep.has(attribute)) {
                texts.checkPlaceholders(sweep.place(attribute), attribute, sweep.text(attribute));
            }
        }
        if (sweep.has("vs") && sweep.has("refFromJson")) {
            problems.report(
                    Message.REFERENCE_TWICE, sweep.place("refFromJson"), sweep.text("vs"), sweep.text("refFromJson"));
        }
    }

    private void validateEffect(Written sweep) {
        if (!sweep.has("vs")) {
            for (String attribute : List.of("vsMethod", "vsBody", "vsContentType")) {
                unused(sweep, attribute, "without vs", ", or write vs = \"http://...\"");
            }
        }
        if (!sweep.has("vs") && !sweep.has("refFromJson")) {
            for (String attribute : List.of("maxOverheadPercent", "maxRpsDeficitPercent")) {
                unused(sweep, attribute, "without a reference", ", or write vs or refFromJson");
            }
        }
        String pick = String.valueOf(sweep.value("pick"));
        if (pick.equals("SCORE") || pick.equals("USL")) {
            unused(sweep, "kneeRatio", "with pick = " + pick, ", or write pick = KNEE");
        }
    }

    private void unused(Written sweep, String attribute, String why, String orElse) {
        if (sweep.has(attribute)) {
            Object value = sweep.value(attribute);
            String seen = value instanceof String ? "'" + value + "'" : String.valueOf(value);
            problems.report(Message.UNUSED, sweep.place(attribute), attribute, seen, why, orElse);
        }
    }
}
