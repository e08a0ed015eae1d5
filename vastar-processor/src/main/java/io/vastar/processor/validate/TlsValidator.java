// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.TlsNames;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Written;
import java.util.List;
import javax.lang.model.element.AnnotationValue;

/** Checks {@code @Tls}. Files and names of cipher suites are checked when the run begins. */
final class TlsValidator {
    private static final List<String> VERSION_SAMPLES = List.of("1.2", "");
    private static final List<String> GROUP_SAMPLES = List.of("X25519", "");
    private static final List<String> PROVIDER_SAMPLES = List.of("auto", "");

    private final Problems problems;
    private final TextChecker texts;

    TlsValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        Written tls = model.tls();
        if (tls == null) {
            return;
        }
        for (String attribute : List.of("caCert", "cert", "key", "keyPassword", "serverName")) {
            if (tls.has(attribute)) {
                texts.checkPlaceholders(tls.place(attribute), attribute, tls.text(attribute));
            }
        }
        for (AnnotationValue cipher : tls.items("ciphers")) {
            texts.checkPlaceholders(tls.place(cipher), "ciphers", (String) cipher.getValue());
        }
        for (AnnotationValue group : tls.items("groups")) {
            texts.check(
                    tls.place(group),
                    "groups",
                    (String) group.getValue(),
                    Message.BAD_TLS,
                    GROUP_SAMPLES,
                    TlsNames::group);
        }
        String lowest = version(tls, "minVersion");
        String highest = version(tls, "maxVersion");
        if ("1.3".equals(lowest) && "1.2".equals(highest)) {
            problems.report(
                    Message.BAD_TLS, tls.place("minVersion"), "minVersion", "1.3 is above maxVersion 1.2; swap them");
        }
        if (tls.has("provider")) {
            texts.check(
                    tls.place("provider"),
                    "provider",
                    tls.text("provider"),
                    Message.BAD_TLS,
                    PROVIDER_SAMPLES,
                    TlsNames::provider);
        }
        validateTogether(tls);
        validateUse(model, tls);
    }

    private String version(Written tls, String attribute) {
        return tls.has(attribute)
                ? texts.check(
                        tls.place(attribute),
                        attribute,
                        tls.text(attribute),
                        Message.BAD_TLS,
                        VERSION_SAMPLES,
                        TlsNames::version)
                : null;
    }

    private void validateTogether(Written tls) {
        if (Boolean.TRUE.equals(tls.value("insecure")) && tls.has("caCert")) {
            problems.report(
                    Message.BAD_TLS,
                    tls.place("caCert"),
                    "caCert",
                    "insecure = true accepts any certificate, so it has no effect; keep one of them");
        }
        if (tls.has("key") && !tls.has("cert")) {
            problems.report(
                    Message.BAD_TLS,
                    tls.place("key"),
                    "key",
                    "there is no cert that it belongs to; write cert = \"client.pem\"");
        }
    }

    private void validateUse(LoadTestModel model, Written tls) {
        String url = model.loadTest().text("url");
        if (url != null && url.strip().regionMatches(true, 0, "http://", 0, "http://".length())) {
            problems.report(Message.TLS_UNUSED, tls.place(), url);
        }
    }
}
