// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@code ${name}} and {@code ${name:default}} in texts of annotations; <code>$$&#123;</code> stands for a literal
 * <code>$&#123;</code>. A default may hold placeholders of its own, and braces in pairs: {@code ${body:{"a":1}}}.
 */
public final class Placeholders {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    private Placeholders() {}

    /** Whether the text has a placeholder, so that its final form is known only at run time. */
    public static boolean in(String text) {
        int at = text.indexOf("${");
        while (at > 0 && text.charAt(at - 1) == '$') {
            at = text.indexOf("${", at + 2);
        }
        return at >= 0;
    }

    /**
     * Replaces every placeholder.
     *
     * @param lookup the value of a name, or null when there is none
     * @throws GrammarException when a placeholder is malformed, or has neither value nor default
     */
    public static String resolve(String text, Function<String, String> lookup) {
        return replace(text, (name, fallback) -> {
            String value = lookup.apply(name);
            if (value != null) {
                return value;
            }
            if (fallback == null) {
                throw new GrammarException("'" + text + "' needs a value for '" + name + "'; pass -P " + name
                        + "=value, or write ${" + name + ":default}");
            }
            return resolve(fallback, lookup);
        });
    }

    /**
     * Replaces every placeholder.
     *
     * @param replacement of a name and its default, which is unreplaced, and null where there is none
     * @throws GrammarException when a placeholder is malformed
     */
    public static String replace(String text, BinaryOperator<String> replacement) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (true) {
            int at = text.indexOf("${", from);
            if (at < 0) {
                return out.append(text, from, text.length()).toString();
            }
            if (at > from && text.charAt(at - 1) == '$') {
                out.append(text, from, at - 1).append("${");
                from = at + 2;
                continue;
            }
            int end = closingBrace(text, at + 2);
            out.append(text, from, at).append(replaced(text, text.substring(at + 2, end), replacement));
            from = end + 1;
        }
    }

    private static int closingBrace(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                open++;
            } else if (c == '}' && --open == 0) {
                return i;
            }
        }
        throw new GrammarException("'" + text + "' has a ${ without }; close it, or write $${ for a literal ${");
    }

    private static String replaced(String text, String inner, BinaryOperator<String> replacement) {
        int colon = inner.indexOf(':');
        String name = (colon < 0 ? inner : inner.substring(0, colon)).trim();
        if (name.isEmpty()) {
            throw new GrammarException("'" + text + "' has a placeholder without a name; write ${name:default}");
        }
        if (!NAME.matcher(name).matches()) {
            throw new GrammarException("'" + name + "' in '" + text + "' is not a name of a placeholder; use letters, "
                    + "digits, '.', '-' and '_', or write $${ for a literal ${");
        }
        return replacement.apply(name, colon < 0 ? null : inner.substring(colon + 1));
    }
}
