// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 10s}, {@code 500ms}, {@code 1.5m}, {@code 2h}, {@code 250us}; bare is seconds. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|m|h)?");
    private static final BigDecimal LONGEST_NS =
            BigDecimal.valueOf(365L * 24 * 3600).movePointRight(9);

    private Durations() {}

    /**
     * Nanoseconds of a duration text; may be 0.
     *
     * @throws GrammarException when it is not a duration or longer than a year
     */
    public static long parseNs(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (text.trim().startsWith("-")) {
            throw new GrammarException("'" + text + "' is negative; write a duration such as 10s or 500ms");
        }
        if (!matcher.matches()) {
            throw new GrammarException(
                    "'" + text + "' is not a duration; write a number and a unit, such as 10s, 500ms, 1.5m or 2h");
        }
        BigDecimal ns = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNs(matcher.group(2))));
        if (ns.compareTo(LONGEST_NS) > 0) {
            throw new GrammarException("'" + text + "' is longer than a year; write a shorter duration, such as 2h");
        }
        return ns.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static long unitNs(String unit) {
        if (unit == null) {
            return 1_000_000_000L;
        }
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000_000_000L;
        };
    }
}
