// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.TargetUrl;
import io.vastar.processor.model.LifecycleMethod;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import io.vastar.processor.model.Written;
import java.util.List;

/** Checks URLs of targets: absolute ones, and paths where a set-up returns the base URL. */
final class UrlValidator {
    private static final List<String> BUILT_IN = List.of("http", "https");
    private static final List<String> FUTURE = List.of("http2", "http3");
    private static final List<String> SAMPLES = List.of("1", "http", "http://h", "/p");

    private final Problems problems;
    private final TextChecker texts;

    UrlValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model, Written annotation, String attribute) {
        Place place = annotation.place(attribute);
        String written = annotation.text(attribute);
        String url = texts.check(place, attribute, written, Message.BAD_URL, SAMPLES, UrlValidator::parse);
        if (url == null) {
            return;
        }
        if (TargetUrl.isPath(url)) {
            if (!model.hasBaseUrl()) {
                String className = model.type().getSimpleName().toString();
                problems.report(Message.NO_BASE_URL, place, attribute, written, className, url);
            }
            return;
        }
        String scheme = TargetUrl.parse(url).scheme();
        if (model.protocols().stream()
                .noneMatch(protocol -> protocol.rules().schemes().contains(scheme))) {
            validateScheme(place, attribute, written, scheme);
        }
        if (attribute.equals("url") && model.hasBaseUrl() && written.equals(url)) {
            model.setUps().stream()
                    .filter(setUp -> !setUp.returnsNothing())
                    .map(LifecycleMethod::name)
                    .findFirst()
                    .ifPresent(name -> problems.report(Message.BASE_URL_UNUSED, place, written, name));
        }
    }

    private static void parse(String url) {
        if (TargetUrl.isPath(url)) {
            TargetUrl.checkNoSpace(url);
        } else {
            TargetUrl.parse(url);
        }
    }

    private void validateScheme(Place place, String attribute, String written, String scheme) {
        String near = Near.to(scheme, BUILT_IN);
        if (near != null && !FUTURE.contains(scheme)) {
            problems.report(Message.ODD_SCHEME, place, attribute, written, scheme, near);
        } else if (!BUILT_IN.contains(scheme)) {
            problems.report(Message.UNKNOWN_SCHEME, place, attribute, written, scheme);
        }
    }
}
