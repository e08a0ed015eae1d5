// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A URL whose path and query are a regular expression, from which URLs are generated. Scheme, host and port are literal.
 * A dot is a dot and not any character, as URLs have so many of them; {@code ?} makes what is before it optional, so that
 * a query begins with {@code \?}.
 *
 * @param origin scheme, host and port as they are; empty for a path
 * @param expression of path and query, as {@link Pattern} reads it
 */
public record UrlPattern(String origin, String expression) {
    /** Longest repetition that can be asked for: what request lines of servers carry. */
    public static final int MOST_REPEATS = 8_192;

    private static final Pattern ORIGIN = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)(\\[[0-9A-Fa-f:.]*\\])?([^/]*)");
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");
    private static final String LITERAL = ".-_~:@%";

    /**
     * Checks a pattern.
     *
     * @param text an absolute URL, or a path that begins with {@code /}
     * @throws GrammarException with the position of what is wrong
     */
    public static UrlPattern parse(String text) {
        Matcher origin = ORIGIN.matcher(text);
        String literal = "";
        int from = 0;
        if (origin.lookingAt()) {
            String host = origin.group(3).replace("\\.", ".");
            checkHost(host, origin.group(3), text, origin.start(3));
            literal = origin.group(1) + (origin.group(2) == null ? "" : origin.group(2)) + host;
            from = origin.end();
        } else if (!text.startsWith("/")) {
            throw new GrammarException(
                    "'" + text + "' has no scheme; write a pattern such as http://localhost:8080/[a-z]{3}");
        }
        if (from == text.length()) {
            throw new GrammarException("'" + text + "' has nothing to generate after its host; write a pattern such as "
                    + text + "/[a-z]{3}");
        }
        String expression = text.substring(from);
        check(expression, text, from);
        return new UrlPattern(literal, literalDots(expression));
    }

    private static void checkHost(String host, String written, String text, int at) {
        if (host.isEmpty() && at > 0 && text.charAt(at - 1) != ']') {
            throw new GrammarException("'" + text + "' has no host; write it as in http://localhost:8080/[a-z]{3}");
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!alphanumeric && LITERAL.indexOf(c) < 0) {
                throw new GrammarException("'" + text + "' has '" + c + "' in its host, at position "
                        + (at + written.indexOf(c)) + "; scheme, host and port must be literal, write the expression"
                        + " behind them");
            }
        }
    }

    private static void check(String expression, String text, int from) {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            int position = from + Math.max(0, Math.min(e.getIndex(), expression.length()));
            throw new GrammarException(
                    "'" + text + "' is not a regular expression: " + e.getDescription() + " at position " + position
                            + "; mend it there, or write \\ before a character that is meant itself");
        }
        Matcher repeats = REPEAT.matcher(expression);
        while (repeats.find()) {
            for (int group = 1; group <= 2; group++) {
                String count = repeats.group(group);
                if (count != null
                        && !count.isEmpty()
                        && (count.length() > 5 || Integer.parseInt(count) > MOST_REPEATS)) {
                    throw new GrammarException("'" + text + "' repeats something " + count + " times at position "
                            + (from + repeats.start()) + "; " + MOST_REPEATS + " is the most");
                }
            }
        }
    }

    private static String literalDots(String expression) {
        StringBuilder out = new StringBuilder(expression.length() + 8);
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\' && i + 1 < expression.length()) {
                out.append(c).append(expression.charAt(++i));
                continue;
            }
            inClass = c == '[' || (inClass && c != ']');
            if (c == '.' && !inClass) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
