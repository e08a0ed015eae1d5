// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.AwsSigV4Spec;
import io.vastar.grammar.Placeholders;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import io.vastar.processor.model.Written;
import java.util.List;
import javax.lang.model.element.AnnotationValue;

/** Checks what {@code @Auth} says. No message shows a secret: builds have logs. */
final class AuthValidator {
    private static final List<String> WAYS = List.of("basic", "bearer", "digest", "awsSigV4");
    private static final List<String> OF_AWS = List.of("awsKey", "awsSessionToken");
    private static final List<String> SAMPLES = List.of("x", "aws:amz:x:x", "aws");

    private final Problems problems;
    private final TextChecker texts;

    AuthValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        Written auth = model.auth();
        if (auth == null) {
            return;
        }
        validateTexts(auth);
        List<String> given = WAYS.stream().filter(auth::has).toList();
        if (given.isEmpty()) {
            report(auth.place(), "says nothing; write one of basic, bearer, digest and awsSigV4, or remove it");
        } else if (given.size() > 1) {
            report(auth.place(given.get(1)), given.get(0) + " and " + given.get(1) + " exclude each other; keep one");
        } else if (model.loadTest().has("basicAuth")) {
            report(auth.place(given.get(0)), given.get(0) + " and basicAuth exclude each other; keep one");
        } else if (hasHeader(model.loadTest())) {
            report(auth.place(given.get(0)), given.get(0) + " and a header Authorization exclude each other; keep one");
        }
        for (String attribute : OF_AWS) {
            if (auth.has(attribute) && !auth.has("awsSigV4")) {
                report(auth.place(attribute), attribute + " has no effect without awsSigV4; remove it, or add that");
            }
        }
    }

    private void report(Place place, String what) {
        problems.report(Message.BAD_AUTH, place, "@Auth", what);
    }

    private static boolean hasHeader(Written loadTest) {
        for (AnnotationValue header : loadTest.items("headers")) {
            if (((String) header.getValue()).matches("(?is)\\s*authorization\\s*:.*")) {
                return true;
            }
        }
        return false;
    }

    private void validateTexts(Written auth) {
        for (String attribute : List.of("basic", "bearer", "digest", "awsKey", "awsSessionToken")) {
            if (auth.has(attribute)) {
                validateSecret(auth, attribute);
            }
        }
        if (auth.has("awsSigV4")) {
            texts.check(
                    auth.place("awsSigV4"),
                    "@Auth awsSigV4:",
                    auth.text("awsSigV4"),
                    Message.BAD_AUTH,
                    SAMPLES,
                    AwsSigV4Spec::parse);
        }
    }

    private void validateSecret(Written auth, String attribute) {
        String text = auth.text(attribute);
        Place place = auth.place(attribute);
        if (!texts.checkPlaceholders(place, attribute, text)) {
            return;
        }
        boolean pair = List.of("basic", "digest", "awsKey").contains(attribute);
        if (text.chars().anyMatch(Character::isISOControl)) {
            report(place, attribute + " has a control character; remove it");
        } else if (pair && text.indexOf(':') < 0 && !Placeholders.in(text)) {
            report(
                    place,
                    attribute + " has no ':'; write \"" + (attribute.equals("awsKey") ? "key:secret" : "user:password")
                            + "\"");
        } else if (attribute.equals("bearer") && text.indexOf(' ') >= 0 && !Placeholders.in(text)) {
            report(place, "bearer has a space; write the token alone");
        }
    }
}
