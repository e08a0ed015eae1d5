// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.ConfigurationException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What selects load tests: a name, a glob ({@code *} any text, {@code ?} any character), or a regular expression after
 * {@code ~}, which may match anywhere. Each is held against the name and against the class name.
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
