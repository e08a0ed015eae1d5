// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as users write them: {@code 10s}, {@code 500ms}, {@code 1.5m}, {@code 2h}, {@code 250us}, or several units
 * in turn, as in {@code 1m30s}; bare is seconds.
 */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|m|h)?");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
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
        BigDecimal ns = matcher.matches()
                ? new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNs(matcher.group(2))))
                : sumNs(text);
        if (ns.compareTo(LONGEST_NS) > 0) {
            throw new GrammarException("'" + text + "' is longer than a year; write a shorter duration, such as 2h");
        }
        return ns.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** Of several units, the longest one first, each once. */
    private static BigDecimal sumNs(String text) {
        Matcher part = PART.matcher(text.trim());
        BigDecimal sum = BigDecimal.ZERO;
        long lastUnitNs = Long.MAX_VALUE;
        int end = 0;
        while (part.find() && part.start() == end && unitNs(part.group(2)) < lastUnitNs) {
            lastUnitNs = unitNs(part.group(2));
            sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(lastUnitNs)));
            end = part.end();
        }
        if (end == 0 || end < text.trim().length()) {
            throw new GrammarException("'" + text
                    + "' is not a duration; write a number and a unit, such as 10s, 500ms, 1.5m, 2h or 1m30s");
        }
        return sum;
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
