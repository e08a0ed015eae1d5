// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.function.Function;

/** {@code ${name}} and {@code ${name:default}} in texts of annotations; {@code $${} stands for a literal {@code ${}. */
public final class Placeholders {
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
     * @throws GrammarException when a placeholder is not closed, or has neither value nor default
     */
    public static String resolve(String text, Function<String, String> lookup) {
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
            int end = text.indexOf('}', at);
            if (end < 0) {
                throw new GrammarException(
                        "'" + text + "' has a ${ without }; close it, or write $${ for a literal ${");
            }
            out.append(text, from, at).append(value(text, text.substring(at + 2, end), lookup));
            from = end + 1;
        }
    }

    private static String value(String text, String inner, Function<String, String> lookup) {
        int colon = inner.indexOf(':');
        String name = (colon < 0 ? inner : inner.substring(0, colon)).trim();
        if (name.isEmpty()) {
            throw new GrammarException("'" + text + "' has a placeholder without a name; write ${name:default}");
        }
        String value = lookup.apply(name);
        if (value != null) {
            return value;
        }
        if (colon < 0) {
            throw new GrammarException("'" + text + "' needs a value for '" + name + "'; pass -P " + name
                    + "=value, or write ${" + name + ":default}");
        }
        return inner.substring(colon + 1);
    }
}
