// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.FormPart;
import io.vastar.grammar.UrlPattern;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import io.vastar.processor.model.Written;
import java.util.List;
import javax.lang.model.element.AnnotationValue;

/** Checks {@code @Targets}, requests that differ, and {@code @Body}, bodies that are more than a text. */
final class ContentValidator {
    private static final String TARGETS = "@Targets";
    private static final String BODY = "@Body";
    private static final List<String> PATTERN_SAMPLES = List.of("x", "/x", "http://localhost/x");
    private static final List<String> FORM_SAMPLES = List.of("x", "x=x", "text/x");

    private final Problems problems;
    private final TextChecker texts;

    ContentValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        Written targets = model.targets();
        Written body = model.body();
        if (!model.users().isEmpty()) {
            refuseBesideCode(targets, TARGETS);
            refuseBesideCode(body, BODY);
            return;
        }
        if (targets != null) {
            validateTargets(targets);
        }
        if (body != null) {
            validateBody(model.loadTest(), targets, body);
        }
    }

    private void refuseBesideCode(Written annotation, String name) {
        if (annotation != null) {
            report(
                    annotation.place(),
                    name,
                    "has no effect beside @Step or @Scenario methods, which compose their requests"
                            + " themselves; remove it");
        }
    }

    private void report(Place place, String annotation, String what) {
        problems.report(Message.BAD_CONTENT, place, annotation, what);
    }

    private void validateTargets(Written targets) {
        boolean file = targets.has("value");
        boolean pattern = targets.has("urlPattern");
        if (file) {
            texts.checkPlaceholders(targets.place("value"), TARGETS, targets.text("value"));
        }
        if (pattern) {
            texts.check(
                    targets.place("urlPattern"),
                    "@Targets urlPattern:",
                    targets.text("urlPattern"),
                    Message.BAD_CONTENT,
                    PATTERN_SAMPLES,
                    UrlPattern::parse);
        }
        if (file && pattern) {
            report(
                    targets.place("urlPattern"),
                    TARGETS,
                    "file and urlPattern both specify the requests; keep one of them");
        } else if (!file && !pattern) {
            report(
                    targets.place(),
                    TARGETS,
                    "specifies no requests; write @Targets(\"targets.txt\") or a urlPattern, or remove it");
        } else if (!file && targets.has("order")) {
            report(
                    targets.place("order"),
                    TARGETS,
                    "order has no effect on a urlPattern, whose URLs come by chance; remove it");
        }
        validateRepeat(targets, pattern);
    }

    private void validateRepeat(Written targets, boolean pattern) {
        if (targets.value("maxRepeat") instanceof Integer repeat && repeat != 0) {
            if (repeat < 0 || repeat > UrlPattern.MOST_REPEATS) {
                report(
                        targets.place("maxRepeat"),
                        TARGETS,
                        "maxRepeat = " + repeat + " is out of range; use 1 to " + UrlPattern.MOST_REPEATS);
            } else if (!pattern) {
                report(targets.place("maxRepeat"), TARGETS, "maxRepeat has no effect without urlPattern; remove it");
            }
        }
    }

    /** @param targets null when there is none */
    private void validateBody(Written loadTest, Written targets, Written body) {
        if (body.has("lines")) {
            texts.checkPlaceholders(body.place("lines"), "@Body lines", body.text("lines"));
        }
        List<AnnotationValue> parts = body.items("form");
        for (AnnotationValue part : parts) {
            texts.check(
                    body.place(part),
                    "@Body form:",
                    (String) part.getValue(),
                    Message.BAD_CONTENT,
                    FORM_SAMPLES,
                    FormPart::parse);
        }
        boolean form = !parts.isEmpty();
        String other = loadTest.has("body") ? "body" : loadTest.has("bodyFile") ? "bodyFile" : null;
        if (form && other != null) {
            report(body.place("form"), BODY, "form and " + other + " are both given; keep one of them");
        }
        if (body.has("lines") && (form || other != null)) {
            report(
                    body.place("lines"),
                    BODY,
                    "lines and " + (form ? "form" : other) + " are both given; keep one of them");
        } else if (body.has("lines") && targets != null) {
            report(body.place("lines"), BODY, "lines and @Targets both specify how requests differ; keep one of them");
        }
        validateEffect(body, form || other != null || targets != null && targets.has("value"), form);
    }

    private void validateEffect(Written body, boolean hasBody, boolean form) {
        boolean lines = body.has("lines");
        if (Boolean.TRUE.equals(body.value("chunked")) && !hasBody && !lines) {
            report(body.place("chunked"), BODY, "chunked has no body to send in chunks; add one, or remove it");
        }
        if (body.has("order") && !lines) {
            report(body.place("order"), BODY, "order has no lines to put in order; remove it");
        } else if (!lines && !form && !body.has("chunked")) {
            report(body.place(), BODY, "specifies no body; write one of lines, form and chunked, or remove it");
        }
    }
}
