// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.ConcurrencySpec;
import io.vastar.grammar.Durations;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Written;
import java.util.List;

/** Checks how much and how long {@code @LoadTest} loads. */
final class RunValidator {
    private final Problems problems;
    private final TextChecker texts;

    RunValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        Written loadTest = model.loadTest();
        validateConcurrency(loadTest, "concurrency");
        if (loadTest.has("concurrency") && model.levels() != null) {
            problems.report(
                    Message.CONCURRENCY_UNUSED,
                    loadTest.place("concurrency"),
                    loadTest.value("concurrency"),
                    model.levels());
        }
        long requests = loadTest.value("requests") instanceof Long written ? written : 0;
        if (requests < 0) {
            problems.report(Message.BAD_REQUESTS, loadTest.place("requests"), requests);
        }
        if (requests > 0 && loadTest.has("duration")) {
            problems.report(
                    Message.REQUESTS_AND_DURATION, loadTest.place("duration"), requests, loadTest.text("duration"));
        }
        demandTime(loadTest, "duration", "to send");
        validateDuration(loadTest, "timeout");
        demandTime(loadTest, "connectTimeout", "opening a connection may take");
        validateDuration(loadTest, "firstByteTimeout");
        validateDuration(loadTest, "drainTimeout");
    }

    void validateConcurrency(Written annotation, String attribute) {
        if (annotation.value(attribute) instanceof Integer concurrency
                && (concurrency < 1 || concurrency > ConcurrencySpec.HIGHEST)) {
            problems.report(
                    Message.BAD_CONCURRENCY,
                    annotation.place(attribute),
                    attribute,
                    concurrency,
                    ConcurrencySpec.HIGHEST);
        }
    }

    private void demandTime(Written loadTest, String attribute, String use) {
        String text = validateDuration(loadTest, attribute);
        if (text != null && Durations.parseNs(text) == 0) {
            problems.report(Message.ZERO_DURATION, loadTest.place(attribute), attribute, loadTest.text(attribute), use);
        }
    }

    private String validateDuration(Written loadTest, String attribute) {
        if (!loadTest.has(attribute)) {
            return null;
        }
        return texts.check(
                loadTest.place(attribute),
                attribute,
                loadTest.text(attribute),
                Message.BAD_DURATION,
                List.of("1", "1s"),
                Durations::parseNs);
    }
}
