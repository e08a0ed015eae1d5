// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.ArrivalSpec;
import io.vastar.grammar.RateSpec;
import io.vastar.grammar.StagesSpec;
import io.vastar.grammar.WarmUpSpec;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.UserClass;
import io.vastar.processor.model.Written;
import java.util.List;
import java.util.function.Consumer;

/** Checks the load model: rates, stages, and what goes with them. */
final class LoadValidator {
    private static final List<String> SAMPLES = List.of("1", "1/s", "1s", "1/s for 1s", "constant");

    private final Problems problems;
    private final RunValidator runs;
    private final TextChecker texts;

    LoadValidator(Problems problems, RunValidator runs) {
        this.problems = problems;
        this.runs = runs;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        Written loadTest = model.loadTest();
        String rate = check(loadTest, "rate", Message.BAD_RATE, RateSpec::perSecond);
        String stages = check(loadTest, "stages", Message.BAD_STAGES, StagesSpec::parse);
        check(loadTest, "arrival", Message.BAD_ARRIVAL, ArrivalSpec::parse);
        check(loadTest, "warmUp", Message.BAD_WARM_UP, WarmUpSpec::parse);
        if (says(loadTest, "maxConcurrency")) {
            runs.validateConcurrency(loadTest, "maxConcurrency");
        }
        validatePerUserRate(loadTest);
        if (loadTest.has("rate") && loadTest.has("stages")) {
            problems.report(
                    Message.RATE_AND_STAGES, loadTest.place("stages"), loadTest.text("rate"), loadTest.text("stages"));
            return;
        }
        for (String attribute : List.of("rate", "stages")) {
            if (loadTest.has(attribute) && model.levels() != null) {
                problems.report(
                        Message.LOAD_AND_SWEEP,
                        loadTest.place(attribute),
                        attribute,
                        loadTest.text(attribute),
                        model.levels());
            }
        }
        boolean wrong = rate == null && loadTest.has("rate") || stages == null && loadTest.has("stages");
        if (!wrong) {
            boolean ofUsers = stages != null && !StagesSpec.parse(stages).rates();
            validateCompany(model, rate != null || stages != null && !ofUsers, ofUsers);
        }
    }

    private void validatePerUserRate(Written loadTest) {
        if (loadTest.value("perUserRate") instanceof Double rate && !(rate >= 0 && rate <= RateSpec.HIGHEST_PER_SEC)) {
            problems.report(Message.BAD_PER_USER_RATE, loadTest.place("perUserRate"), rate);
        }
    }

    private void validateCompany(LoadTestModel model, boolean open, boolean ofUsers) {
        Written loadTest = model.loadTest();
        if (ofUsers && loadTest.has("concurrency")) {
            problems.report(
                    Message.CONCURRENCY_AND_STAGES,
                    loadTest.place("concurrency"),
                    loadTest.value("concurrency"),
                    loadTest.text("stages"));
        }
        for (String attribute : List.of("requests", "duration")) {
            if (loadTest.has("stages") && says(loadTest, attribute)) {
                problems.report(
                        Message.STAGES_AND_LENGTH,
                        loadTest.place(attribute),
                        attribute,
                        shown(loadTest, attribute),
                        loadTest.text("stages"));
            }
        }
        for (String attribute : List.of("arrival", "maxConcurrency")) {
            if (!open && says(loadTest, attribute)) {
                problems.report(Message.NO_RATE, loadTest.place(attribute), attribute, shown(loadTest, attribute));
            }
        }
        if (open && says(loadTest, "perUserRate")) {
            problems.report(
                    Message.NO_USERS, loadTest.place("perUserRate"), "perUserRate = " + loadTest.value("perUserRate"));
        }
        if (open) {
            refusePacing(model.self());
            model.mix().forEach(this::refusePacing);
        }
        if (Boolean.TRUE.equals(loadTest.value("keepCookies")) && model.users().isEmpty()) {
            problems.report(
                    Message.UNUSED,
                    loadTest.place("keepCookies"),
                    "keepCookies",
                    true,
                    "without virtual users",
                    ", or add @Step or @Scenario methods");
        }
    }

    private void refusePacing(UserClass user) {
        refusePacing(user.pacing());
        user.scenarios().forEach(scenario -> refusePacing(scenario.pacing()));
    }

    private void refusePacing(Written pacing) {
        if (pacing != null) {
            problems.report(Message.NO_USERS, pacing.place(), "@Pacing(\"" + pacing.value("value") + "\")");
        }
    }

    /** A 0 is as if it were not written. */
    private static boolean says(Written loadTest, String attribute) {
        return loadTest.has(attribute)
                && !(loadTest.value(attribute) instanceof Number number && number.doubleValue() == 0);
    }

    private static String shown(Written loadTest, String attribute) {
        Object value = loadTest.value(attribute);
        return value instanceof String ? "'" + value + "'" : String.valueOf(value);
    }

    private String check(Written loadTest, String attribute, Message message, Consumer<String> grammar) {
        return loadTest.has(attribute)
                ? texts.check(loadTest.place(attribute), attribute, loadTest.text(attribute), message, SAMPLES, grammar)
                : null;
    }
}
