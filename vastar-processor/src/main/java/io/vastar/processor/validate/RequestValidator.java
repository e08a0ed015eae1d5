// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.HeaderLine;
import io.vastar.grammar.Placeholders;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import io.vastar.processor.model.Written;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationValue;

/** Checks what {@code @LoadTest} says about the request. */
final class RequestValidator {
    private static final List<String> HEADER_SAMPLES = List.of("x", "x:x");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "TRACE");

    private final Problems problems;
    private final TextChecker texts;
    private final UrlValidator urls;
    private final MethodValidator methods;

    RequestValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
        urls = new UrlValidator(problems);
        methods = new MethodValidator(problems);
    }

    void validate(LoadTestModel model) {
        Written loadTest = model.loadTest();
        if (loadTest.has("url")) {
            urls.validate(model, loadTest, "url");
        } else if (!model.hasBaseUrl() && model.needsUrl() && !bringsUrls(model.targets())) {
            problems.report(Message.MISSING_URL, loadTest.place(), model.type().getSimpleName());
        }
        methods.validate(loadTest, "method");
        for (AnnotationValue header : loadTest.items("headers")) {
            String line = (String) header.getValue();
            texts.check(loadTest.place(header), "headers", line, Message.BAD_HEADER, HEADER_SAMPLES, HeaderLine::parse);
        }
        validateHeaderValue(loadTest, "contentType");
        validateHeaderValue(loadTest, "accept");
        validateBasicAuth(loadTest);
        validateBody(model);
    }

    /** Whether the URLs of a file or a pattern may be absolute. */
    private static boolean bringsUrls(Written targets) {
        return targets != null
                && (targets.has("value")
                        || targets.has("urlPattern")
                                && !targets.text("urlPattern").startsWith("/"));
    }

    private static boolean bringsBodies(LoadTestModel model) {
        return model.targets() != null && model.targets().has("value")
                || model.body() != null && model.body().has("lines");
    }

    void validateHeaderValue(Written annotation, String attribute) {
        if (annotation.has(attribute)) {
            texts.check(
                    annotation.place(attribute),
                    attribute,
                    annotation.text(attribute),
                    Message.BAD_HEADER,
                    List.of("x"),
                    value -> HeaderLine.checkValue("value", value));
        }
    }

    private void validateBasicAuth(Written loadTest) {
        if (!loadTest.has("basicAuth")) {
            return;
        }
        Place place = loadTest.place("basicAuth");
        String text = loadTest.text("basicAuth");
        if (!texts.checkPlaceholders(place, "basicAuth", text)) {
            return;
        }
        // no password in the log of a build
        if (text.chars().anyMatch(Character::isISOControl)) {
            problems.report(Message.BAD_BASIC_AUTH, place, "has a control character");
        } else if (!text.contains(":") && !Placeholders.in(text)) {
            problems.report(Message.BAD_BASIC_AUTH, place, "has no ':'");
        }
    }

    private void validateBody(LoadTestModel model) {
        Written loadTest = model.loadTest();
        for (String attribute : List.of("body", "bodyFile")) {
            if (loadTest.has(attribute)) {
                texts.checkPlaceholders(loadTest.place(attribute), attribute, loadTest.text(attribute));
            }
        }
        if (loadTest.has("body") && loadTest.has("bodyFile")) {
            problems.report(Message.BODY_TWICE, loadTest.place("bodyFile"), loadTest.text("bodyFile"));
            return;
        }
        if (!model.users().isEmpty()) {
            validateUnused(loadTest);
            return;
        }
        String body = loadTest.has("body") ? "body" : "bodyFile";
        String method = loadTest.has("method") ? loadTest.text("method") : "GET";
        if (loadTest.has(body) && WITHOUT_BODY.contains(method)) {
            problems.report(Message.ODD_BODY, loadTest.place(body), body, method);
        }
        boolean referenceHasBody = model.sweep() != null && model.sweep().has("vsBody");
        if (loadTest.has("contentType") && !loadTest.has(body) && !referenceHasBody && !bringsBodies(model)) {
            problems.report(
                    Message.UNUSED,
                    loadTest.place("contentType"),
                    "contentType",
                    "'" + loadTest.text("contentType") + "'",
                    "without a body",
                    ", or write body or bodyFile");
        }
    }

    /** Code of virtual users says what to send; only the headers of the annotation go with it. */
    private void validateUnused(Written loadTest) {
        for (String attribute : List.of("method", "contentType", "body", "bodyFile")) {
            if (loadTest.has(attribute)) {
                problems.report(
                        Message.UNUSED,
                        loadTest.place(attribute),
                        attribute,
                        "'" + loadTest.text(attribute) + "'",
                        "beside @Step or @Scenario methods",
                        ", and let them say what to send");
            }
        }
    }
}
