// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.Placeholders;
import io.vastar.grammar.Tokens;
import io.vastar.processor.model.Written;
import java.util.List;

/** Checks request methods (RFC 9110 §9.1). Any token is one; near misses of the usual ones are questioned. */
final class MethodValidator {
    private static final List<String> USUAL =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

    private final Problems problems;
    private final TextChecker texts;

    MethodValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(Written annotation, String attribute) {
        if (!annotation.has(attribute)) {
            return;
        }
        String method = annotation.text(attribute);
        if (Placeholders.in(method)) {
            texts.check(annotation.place(attribute), attribute, method, Message.BAD_METHOD, List.of("X"), text -> {
                if (!Tokens.isToken(text)) {
                    throw new GrammarException(text);
                }
            });
        } else if (!Tokens.isToken(method)) {
            problems.report(Message.BAD_METHOD, annotation.place(attribute), attribute, visible(method));
        } else if (Near.to(method, USUAL) != null) {
            problems.report(Message.ODD_METHOD, annotation.place(attribute), attribute, method, Near.to(method, USUAL));
        }
    }

    private static String visible(String method) {
        return method.replaceAll("\\p{Cntrl}", "?");
    }
}
