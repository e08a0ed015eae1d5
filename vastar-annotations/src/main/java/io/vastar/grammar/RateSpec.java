// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as users write them: {@code 5000/s}, {@code 2.5k/s}, {@code 300/min}, {@code 10/h}; bare is per second. */
public final class RateSpec {
    /** Most arrivals per second: far above what one machine can send. */
    public static final double HIGHEST_PER_SEC = 100_000_000;

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?\\s*[kM]?)\\s*(?:/\\s*(s|min|m|h))?");
    private static final String FORMS = "write a number and a unit, such as 5000/s, 2.5k/s, 300/min or 10/h";

    private RateSpec() {}

    /**
     * Arrivals per second; more than 0.
     *
     * @throws GrammarException when it is not a rate, or none that can be sent
     */
    public static double perSecond(String text) {
        double perSecond = perSecondOrZero(text);
        if (perSecond == 0) {
            throw new GrammarException("'" + text + "' would send nothing; " + FORMS);
        }
        return perSecond;
    }

    /** As {@link #perSecond}, for a stage, which may begin or end with nothing. */
    static double perSecondOrZero(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (text.trim().startsWith("-")) {
            throw new GrammarException("'" + text + "' is negative; " + FORMS);
        }
        if (!matcher.matches()) {
            throw new GrammarException("'" + text + "' is not a rate; " + FORMS);
        }
        BigDecimal perSecond =
                number(matcher.group(1)).divide(BigDecimal.valueOf(seconds(matcher.group(2))), MathContext.DECIMAL64);
        if (perSecond.compareTo(BigDecimal.valueOf(HIGHEST_PER_SEC)) > 0) {
            throw new GrammarException("'" + text + "' is out of range; use at most " + (long) HIGHEST_PER_SEC + "/s");
        }
        return perSecond.doubleValue();
    }

    /** A number that may end in k (thousand) or M (million). */
    static BigDecimal number(String text) {
        char last = text.charAt(text.length() - 1);
        if (last != 'k' && last != 'M') {
            return new BigDecimal(text.trim());
        }
        return new BigDecimal(text.substring(0, text.length() - 1).trim()).movePointRight(last == 'k' ? 3 : 6);
    }

    private static long seconds(String unit) {
        if (unit == null) {
            return 1;
        }
        return switch (unit) {
            case "min", "m" -> 60;
            case "h" -> 3600;
            default -> 1;
        };
    }
}
