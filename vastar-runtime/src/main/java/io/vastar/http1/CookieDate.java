// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dates that servers write into {@code Expires}, read as leniently as RFC 6265 §5.1.1 wants. */
final class CookieDate {
    /** No date at all. */
    static final long NONE = Long.MIN_VALUE;

    private static final Pattern DELIMITERS = Pattern.compile("[\\x09\\x20-\\x2F\\x3B-\\x40\\x5B-\\x60\\x7B-\\x7E]+");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\D.*)?");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})(?:\\D.*)?");
    private static final Pattern YEAR = Pattern.compile("(\\d{2,4})(?:\\D.*)?");
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private CookieDate() {}

    /** Milliseconds since the epoch, or {@link #NONE}. */
    static long parseMs(String text) {
        Matcher time = null;
        int day = -1;
        int month = -1;
        int year = -1;
        for (String token : DELIMITERS.split(text)) {
            if (time == null && matches(TIME, token) != null) {
                time = matches(TIME, token);
            } else if (day < 0 && matches(DAY, token) != null) {
                day = number(matches(DAY, token), 1);
            } else if (month < 0 && monthOf(token) > 0) {
                month = monthOf(token);
            } else if (year < 0 && matches(YEAR, token) != null) {
                year = fullYear(number(matches(YEAR, token), 1));
            }
        }
        if (time == null || day < 0 || month < 0 || year < 1601) {
            return NONE;
        }
        try {
            return LocalDateTime.of(year, month, day, number(time, 1), number(time, 2), number(time, 3))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    private static Matcher matches(Pattern pattern, String token) {
        Matcher matcher = pattern.matcher(token);
        return matcher.matches() ? matcher : null;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int monthOf(String token) {
        if (token.length() < 3) {
            return -1;
        }
        int at = MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : -1;
    }

    private static int fullYear(int year) {
        if (year > 99) {
            return year;
        }
        return year >= 70 ? 1900 + year : 2000 + year;
    }
}
