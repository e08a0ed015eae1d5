// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pauses of a virtual user: {@code 2s}, {@code 1s..3s} (uniform) or {@code exp 2s} (exponential with that mean).
 *
 * @param minNs fixed: the pause; uniform: the shortest; exponential: 0
 * @param maxNs fixed: the pause; uniform: the longest; exponential: the mean
 */
public record ThinkTimeSpec(Kind kind, long minNs, long maxNs) {
    private static final Pattern EXPONENTIAL = Pattern.compile("exp\\s+(.+)");
    private static final Pattern UNIFORM = Pattern.compile("(.+?)\\s*\\.\\.\\s*(.+)");
    private static final Pattern BARE = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final String FORMS = "write 2s, 1s..3s or exp 2s";

    /** Distributions. */
    public enum Kind {
        FIXED,
        UNIFORM,
        EXPONENTIAL
    }

    /** @throws GrammarException when the text is none of the forms */
    public static ThinkTimeSpec parse(String text) {
        String spec = text.trim();
        Matcher exponential = EXPONENTIAL.matcher(spec);
        if (exponential.matches()) {
            long meanNs = part(exponential.group(1), text);
            if (meanNs == 0) {
                throw new GrammarException("'" + text + "' has a mean of 0; " + FORMS);
            }
            return new ThinkTimeSpec(Kind.EXPONENTIAL, 0, meanNs);
        }
        Matcher uniform = UNIFORM.matcher(spec);
        if (!uniform.matches()) {
            long ns = part(spec, text);
            return new ThinkTimeSpec(Kind.FIXED, ns, ns);
        }
        String longest = uniform.group(2);
        String shortest = uniform.group(1);
        long minNs = part(BARE.matcher(shortest).matches() ? shortest + unit(longest) : shortest, text);
        long maxNs = part(longest, text);
        if (minNs > maxNs) {
            throw new GrammarException("'" + text + "' has the longer pause first; write the shorter one first");
        }
        return new ThinkTimeSpec(Kind.UNIFORM, minNs, maxNs);
    }

    /** A unit behind a range counts for both of its ends. */
    private static String unit(String duration) {
        return duration.replaceFirst("^[\\d.\\s]*", "");
    }

    private static long part(String part, String text) {
        try {
            return Durations.parseNs(part);
        } catch (GrammarException e) {
            throw part.equals(text.trim())
                    ? new GrammarException("'" + text + "' is not a think time; " + FORMS)
                    : new GrammarException("in the think time '" + text + "', " + e.getMessage());
        }
    }
}
