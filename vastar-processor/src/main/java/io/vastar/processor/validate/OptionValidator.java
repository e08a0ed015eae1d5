// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.OptionRule;
import io.vastar.grammar.OptionRules;
import io.vastar.grammar.Placeholders;
import io.vastar.grammar.TargetUrl;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.ProtocolAnnotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationValue;

/** Checks the annotations of protocols, whatever the protocol, by what they declare. */
final class OptionValidator {
    private final Problems problems;
    private final TextChecker texts;

    OptionValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        List<ProtocolAnnotation> protocols = model.protocols();
        for (ProtocolAnnotation protocol : protocols) {
            validate(protocol);
        }
        if (protocols.size() > 1) {
            ProtocolAnnotation second = protocols.get(1);
            problems.report(
                    Message.TWO_PROTOCOLS,
                    second.written().place(),
                    second.name(),
                    protocols.get(0).name(),
                    model.name());
        } else if (!protocols.isEmpty()) {
            validateScheme(model, protocols.get(0));
        }
    }

    private void validate(ProtocolAnnotation protocol) {
        Map<String, Object> values = new LinkedHashMap<>(protocol.values());
        values.replaceAll((name, value) -> filled(protocol, protocol.rules().option(name), value));
        for (OptionRules.Flaw flaw : protocol.rules().flaws(values)) {
            problems.report(
                    Message.BAD_OPTION,
                    protocol.written().place(flaw.name()),
                    protocol.name(),
                    flaw.name(),
                    flaw.text());
        }
    }

    /** The value with its placeholders replaced; one that was reported becomes the default, so that it is reported once. */
    private Object filled(ProtocolAnnotation protocol, OptionRule rule, Object value) {
        if (value instanceof String text && Placeholders.in(text)) {
            String filled = fill(protocol, rule, text, null);
            return filled == null ? rule.otherwise() : filled;
        }
        if (value instanceof List<?> && value.toString().contains("${")) {
            List<String> items = new ArrayList<>();
            for (AnnotationValue item : protocol.written().items(rule.name())) {
                String text = (String) item.getValue();
                String filled = Placeholders.in(text) ? fill(protocol, rule, text, item) : text;
                if (filled != null) {
                    items.add(filled);
                }
            }
            return items;
        }
        return value;
    }

    private String fill(ProtocolAnnotation protocol, OptionRule rule, String text, AnnotationValue item) {
        List<String> samples = new ArrayList<>(List.of("1", "", "a"));
        samples.addAll(rule.oneOf());
        return texts.check(
                item == null
                        ? protocol.written().place(rule.name())
                        : protocol.written().place(item),
                "@" + protocol.name() + "(" + rule.name() + ")",
                text,
                Message.BAD_OPTION_TEXT,
                samples,
                filled -> {
                    String flaw = rule.flaw(filled);
                    if (flaw != null) {
                        throw new GrammarException(flaw);
                    }
                });
    }

    private void validateScheme(LoadTestModel model, ProtocolAnnotation protocol) {
        String url = model.loadTest().text("url");
        String scheme = url == null ? null : scheme(url);
        if (scheme != null && !protocol.rules().schemes().contains(scheme)) {
            problems.report(
                    Message.OPTIONS_UNUSED,
                    protocol.written().place(),
                    protocol.name(),
                    url,
                    scheme,
                    String.join(":// or ", protocol.rules().schemes()));
        }
    }

    /** Null where it is not an absolute URL, or a placeholder decides. */
    private static String scheme(String url) {
        int colon = url.indexOf("://");
        if (colon < 0 || Placeholders.in(url.substring(0, colon))) {
            return null;
        }
        try {
            return TargetUrl.parse(Placeholders.replace(url, (name, otherwise) -> otherwise == null ? "1" : otherwise))
                    .scheme();
        } catch (GrammarException e) {
            return null;
        }
    }
}
