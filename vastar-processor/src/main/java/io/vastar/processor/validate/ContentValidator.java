// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.FormPart;
import io.vastar.grammar.UrlPattern;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import io.vastar.processor.model.Written;
import java.util.List;
import javax.lang.model.element.AnnotationValue;

/** Checks what {@code @Content} says of requests that differ, and of their bodies. */
final class ContentValidator {
    private static final List<String> SOURCES = List.of("targets", "urlPattern", "bodyLines");
    private static final List<String> PATTERN_SAMPLES = List.of("x", "/x", "http://localhost/x");
    private static final List<String> FORM_SAMPLES = List.of("x", "x=x", "text/x");

    private final Problems problems;
    private final TextChecker texts;

    ContentValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        Written content = model.content();
        if (content == null) {
            return;
        }
        if (!model.users().isEmpty()) {
            report(
                    content.place(),
                    "has no effect beside @Step or @Scenario methods, which compose their requests"
                            + " themselves; remove it");
            return;
        }
        validateTexts(content);
        validateSources(content);
        validateBodies(model.loadTest(), content);
        validateOrder(content);
    }

    private void report(Place place, String what) {
        problems.report(Message.BAD_CONTENT, place, "@Content", what);
    }

    private void validateTexts(Written content) {
        for (String attribute : List.of("targets", "bodyLines")) {
            if (content.has(attribute)) {
                texts.checkPlaceholders(content.place(attribute), attribute, content.text(attribute));
            }
        }
        if (content.has("urlPattern")) {
            texts.check(
                    content.place("urlPattern"),
                    "@Content urlPattern:",
                    content.text("urlPattern"),
                    Message.BAD_CONTENT,
                    PATTERN_SAMPLES,
                    UrlPattern::parse);
        }
        for (AnnotationValue part : content.items("form")) {
            texts.check(
                    content.place(part),
                    "@Content form:",
                    (String) part.getValue(),
                    Message.BAD_CONTENT,
                    FORM_SAMPLES,
                    FormPart::parse);
        }
    }

    private void validateSources(Written content) {
        List<String> given = SOURCES.stream().filter(content::has).toList();
        if (given.size() > 1) {
            report(
                    content.place(given.get(1)),
                    given.get(0) + " and " + given.get(1) + " both say how requests differ; keep one of them");
        }
    }

    private void validateBodies(Written loadTest, Written content) {
        boolean form = !content.items("form").isEmpty();
        String other = loadTest.has("body") ? "body" : loadTest.has("bodyFile") ? "bodyFile" : null;
        if (form && other != null) {
            report(content.place("form"), "form and " + other + " are both given; keep one of them");
        }
        if (content.has("bodyLines") && (form || other != null)) {
            report(
                    content.place("bodyLines"),
                    "bodyLines and " + (form ? "form" : other) + " are both given; keep one of them");
        }
        boolean chunked = Boolean.TRUE.equals(content.value("chunked"));
        if (chunked && !form && other == null && !content.has("bodyLines") && !content.has("targets")) {
            report(content.place("chunked"), "chunked has no body to send in chunks; add one, or remove it");
        }
    }

    private void validateOrder(Written content) {
        if (content.has("order") && !content.has("targets") && !content.has("bodyLines")) {
            report(content.place("order"), "order has no targets or bodyLines to put in order; remove it");
        }
        if (content.value("maxRepeat") instanceof Integer repeat && repeat != 0) {
            if (repeat < 0 || repeat > UrlPattern.MOST_REPEATS) {
                report(
                        content.place("maxRepeat"),
                        "maxRepeat = " + repeat + " is out of range; use 1 to " + UrlPattern.MOST_REPEATS);
            } else if (!content.has("urlPattern")) {
                report(content.place("maxRepeat"), "maxRepeat has no effect without urlPattern; remove it");
            }
        }
    }
}
