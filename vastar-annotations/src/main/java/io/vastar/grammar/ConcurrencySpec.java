// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The levels of a sweep: {@code auto}, {@code 100}, {@code 10,50,100}, {@code 10..1000:log=6} or {@code 10..200:step=20}.
 *
 * @param auto whether the sweep chooses; the levels are then its first proposal
 * @param levels ascending, each once
 */
public record ConcurrencySpec(boolean auto, List<Integer> levels) {
    /** Most connections that a level may ask for. */
    public static final int HIGHEST = 1_000_000;

    private static final int MOST_LEVELS = 200;
    private static final Pattern RANGE =
            Pattern.compile("(\\d+)\\s*\\.\\.\\s*(\\d+)\\s*:\\s*(log|step)\\s*=\\s*(\\d+)");
    private static final Pattern BARE_RANGE = Pattern.compile("(\\d+)\\s*\\.\\.\\s*(\\d+)");
    private static final int MOST_LEVELS_OF_BARE_RANGE = 16;
    private static final int LEVELS_OF_LONG_RANGE = 8;
    private static final Pattern LIST = Pattern.compile("\\d+(?:\\s*,\\s*\\d+)*");
    private static final String FORMS =
            "write auto, a list (10,50,100), lo..hi (1..8), lo..hi:log=n (10..1000:log=6) or lo..hi:step=s (10..200:step=20)";

    /** @throws GrammarException when the text is none of the forms */
    public static ConcurrencySpec parse(String text) {
        String spec = text.trim();
        if (spec.equals("auto")) {
            return new ConcurrencySpec(true, logSpaced(10, 1000, 7));
        }
        if (LIST.matcher(spec).matches()) {
            TreeSet<Integer> levels = new TreeSet<>();
            for (String part : spec.split(",")) {
                levels.add(level(part.trim(), text));
            }
            return checked(new ArrayList<>(levels), text);
        }
        Matcher bare = BARE_RANGE.matcher(spec);
        if (bare.matches()) {
            return bareRange(level(bare.group(1), text), level(bare.group(2), text), text);
        }
        Matcher range = RANGE.matcher(spec);
        if (!range.matches()) {
            throw new GrammarException("'" + text + "' is not a list of concurrency levels; " + FORMS);
        }
        int low = level(range.group(1), text);
        int high = level(range.group(2), text);
        int argument = level(range.group(4), text);
        checkUpwards(low, high, text);
        return range.group(3).equals("log")
                ? logarithmic(low, high, argument, text)
                : stepped(low, high, argument, text);
    }

    /** {@code count} levels from low to high, evenly spaced on a logarithmic scale, rounded, each once. */
    public static List<Integer> logSpaced(int low, int high, int count) {
        TreeSet<Integer> levels = new TreeSet<>();
        levels.add(low);
        for (int i = 1; i < count; i++) {
            levels.add((int) Math.round(low * Math.pow((double) high / low, (double) i / (count - 1))));
        }
        return new ArrayList<>(levels);
    }

    /** Every number of a short range; of a long one a few, evenly spaced on a logarithmic scale. */
    private static ConcurrencySpec bareRange(int low, int high, String text) {
        checkUpwards(low, high, text);
        return high - low < MOST_LEVELS_OF_BARE_RANGE
                ? stepped(low, high, 1, text)
                : logarithmic(low, high, LEVELS_OF_LONG_RANGE, text);
    }

    private static void checkUpwards(int low, int high, String text) {
        if (low > high) {
            throw new GrammarException(
                    "'" + text + "' goes from " + low + " down to " + high + "; write the lower level first");
        }
    }

    private static ConcurrencySpec logarithmic(int low, int high, int count, String text) {
        if (count > MOST_LEVELS) {
            throw tooMany(text);
        }
        if (count == 1 && low != high) {
            throw new GrammarException("'" + text + "' is one level and leaves out " + high + "; write log=2 or more");
        }
        return checked(logSpaced(low, high, count), text);
    }

    private static ConcurrencySpec stepped(int low, int high, int step, String text) {
        List<Integer> levels = new ArrayList<>();
        for (int level = low; level <= high && levels.size() <= MOST_LEVELS; level += step) {
            levels.add(level);
        }
        return checked(levels, text);
    }

    private static ConcurrencySpec checked(List<Integer> levels, String text) {
        if (levels.size() > MOST_LEVELS) {
            throw tooMany(text);
        }
        return new ConcurrencySpec(false, List.copyOf(levels));
    }

    private static GrammarException tooMany(String text) {
        return new GrammarException("'" + text + "' makes more than " + MOST_LEVELS + " levels; write fewer");
    }

    private static int level(String digits, String text) {
        int value = digits.length() > 7 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (value < 1 || value > HIGHEST) {
            throw new GrammarException("'" + digits + "' in '" + text + "' is out of range; use 1 to " + HIGHEST);
        }
        return value;
    }
}
