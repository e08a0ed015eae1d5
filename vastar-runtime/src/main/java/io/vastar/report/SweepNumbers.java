// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and texts as the sweep's reports show them: three significant digits for people, fixed places for scripts. */
final class SweepNumbers {
    private static final String[] UNITS = {"ns", "µs", "ms", "s"};
    private static final Pattern PASSWORD = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://[^/?#@:]*):[^/?#]*@");

    private SweepNumbers() {}

    /** A duration in the unit that keeps it under 1000, such as {@code 1.55ms}; 0 is {@code 0}. */
    static String duration(double ns) {
        if (ns <= 0) {
            return "0";
        }
        double value = ns;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return (unit == 0 ? String.format(Locale.ROOT, "%.0f", value) : digits(value)) + UNITS[unit];
    }

    /** A throughput with three significant digits or more, never with an exponent. */
    static String digits(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f", value);
    }

    /** A number with fixed decimal places; null when it is not finite, which JSON cannot say. */
    static BigDecimal fixed(double value, int places) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP) : null;
    }

    /** Nanoseconds as milliseconds with three places. */
    static BigDecimal millis(double ns) {
        return fixed(ns / 1e6, 3);
    }

    /** A number with six significant digits, for fitted parameters; null when it is not finite. */
    static BigDecimal significant(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros()
                : null;
    }

    /** The URL with its password hidden: reports are shared. */
    static String shown(String url) {
        Matcher matcher = PASSWORD.matcher(url);
        return matcher.find() ? matcher.group(1) + ":***@" + url.substring(matcher.end()) : url;
    }
}
