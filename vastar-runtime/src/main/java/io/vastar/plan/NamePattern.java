// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.ConfigurationException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What selects load tests: a name, a glob ({@code *} any text, {@code ?} any character), or a regular expression after
 * {@code ~}, which may match anywhere. Each is held against the name and against the class name. One that fits nothing as it
 * stands may be {@link #loosened()}, as patterns of JMH are.
 */
final class NamePattern {
    private final String text;
    private final Pattern pattern;

    private NamePattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    static NamePattern parse(String text) {
        if (text.startsWith("~")) {
            try {
                return new NamePattern(text, Pattern.compile(text.substring(1)));
            } catch (PatternSyntaxException e) {
                throw new ConfigurationException(
                        "'" + text + "' is not a regular expression: " + e.getDescription() + " at position "
                                + Math.max(0, e.getIndex()) + "; leave out the ~ to match names with * and ?",
                        e);
            }
        }
        StringBuilder regex = new StringBuilder("\\A");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return new NamePattern(text, Pattern.compile(regex.append("\\z").toString(), Pattern.DOTALL));
    }

    /** The same text as a regular expression, or as it stands where it is none, anywhere in a name. */
    NamePattern loosened() {
        try {
            return new NamePattern(text, Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            return new NamePattern(text, Pattern.compile(Pattern.quote(text)));
        }
    }

    boolean matches(LoadTestEntry entry) {
        return pattern.matcher(entry.name()).find()
                || pattern.matcher(entry.definition().name()).find()
                || entry.className() != null
                        && pattern.matcher(entry.className()).find();
    }

    String text() {
        return text;
    }
}
