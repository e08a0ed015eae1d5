// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.buffer.Printable;
import java.util.Locale;

/** Numbers as people read them. Every text is free of the locale, and of NaN and infinity. */
final class Units {
    private static final String[] BYTE_UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB", "EB"};

    private Units() {}

    /** A duration with three digits and its own unit, four from a second on: 312 µs, 4.21 ms, 1.203 s. */
    static String duration(double ns) {
        if (ns < 999.5) {
            return format("%.0f ns", finite(ns));
        }
        if (ns < 999.5e3) {
            return threeDigits(ns / 1e3) + " µs";
        }
        if (ns < 999.5e6) {
            return threeDigits(ns / 1e6) + " ms";
        }
        return fourDigits(finite(ns) / 1e9) + " s";
    }

    /** An amount of bytes in decimal units (1 KB = 1000 bytes): 980 bytes, 12.3 MB. */
    static String bytes(double bytes) {
        double value = finite(bytes);
        int unit = 0;
        while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return (unit == 0 ? format("%.0f", value) : threeDigits(value)) + " " + BYTE_UNITS[unit];
    }

    /** A rate as a plain number with two decimals, as hey prints it. */
    static String rate(double perSec) {
        return format("%.2f", finite(perSec));
    }

    /** A share in percent: 0.050%, 1.3%, 43%, 99.97%. Only what is nothing or all reads 0% or 100%. */
    static String percent(double share) {
        double value = finite(share) * 100;
        if (value == 0 || value >= 100) {
            return format("%.0f%%", value);
        }
        if (value < 0.0005) {
            return "<0.001%";
        }
        if (value >= 99.5) {
            return format("%.2f%%", Math.floor(value * 100) / 100);
        }
        return format(value < 0.095 ? "%.3f%%" : value < 9.95 ? "%.1f%%" : "%.0f%%", value);
    }

    /** How many times as much: 1.3x. */
    static String times(double ratio) {
        return format("%.1fx", finite(ratio));
    }

    /** {@code 1 request}, {@code 2 requests}. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The text with control characters made visible: what a target sent must not steer the user's terminal. */
    static String printable(String text) {
        return Printable.text(text);
    }

    /** Appends the text in lines of at most so many columns, broken between words, each behind the indent. */
    static void wrap(StringBuilder out, String indent, String text, int columns) {
        int width = indent.length();
        out.append(indent);
        boolean first = true;
        for (String word : text.split(" ")) {
            if (!first && width + 1 + word.length() > columns) {
                out.append('\n').append(indent);
                width = indent.length();
                first = true;
            }
            out.append(first ? "" : " ").append(word);
            width += word.length() + (first ? 0 : 1);
            first = false;
        }
        out.append('\n');
    }

    static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private static String threeDigits(double value) {
        return format(value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
    }

    private static String fourDigits(double value) {
        return format(value < 9.9995 ? "%.3f" : value < 99.995 ? "%.2f" : value < 999.95 ? "%.1f" : "%.0f", value);
    }
}
