// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What is discarded at the beginning of a run: a duration ({@code 5s}) or a number of iterations ({@code 1000},
 * {@code 10k}). A bare number is a number of iterations.
 *
 * @param durationNs 0 when the number decides
 * @param iterations 0 when the duration decides
 */
public record WarmUpSpec(long durationNs, long iterations) {
    private static final Pattern COUNT = Pattern.compile("\\d+(?:\\.\\d+)?\\s*[kM]?");
    private static final BigDecimal MOST_ITERATIONS = BigDecimal.valueOf(1_000_000_000_000L);

    /** @throws GrammarException when the text is neither */
    public static WarmUpSpec parse(String text) {
        String spec = text.trim();
        if (COUNT.matcher(spec).matches()) {
            return new WarmUpSpec(0, count(spec, text));
        }
        try {
            return new WarmUpSpec(Durations.parseNs(spec), 0);
        } catch (GrammarException e) {
            throw new GrammarException("'" + text
                    + "' is no warm-up; write a duration such as 5s, or a number of iterations such as 1000 or 10k");
        }
    }

    private static long count(String spec, String text) {
        BigDecimal count = RateSpec.number(spec);
        if (count.stripTrailingZeros().scale() > 0) {
            throw new GrammarException("'" + text + "' is no whole number of iterations; write a whole number, or a"
                    + " unit for a duration (" + text.trim() + "s)");
        }
        if (count.compareTo(MOST_ITERATIONS) > 0) {
            throw new GrammarException("'" + text + "' is out of range; use at most " + MOST_ITERATIONS);
        }
        return count.longValueExact();
    }
}
