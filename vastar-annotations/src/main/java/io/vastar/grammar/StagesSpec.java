// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Load over time, in stages that follow each other: of a rate ({@code 0/s..2000/s in 30s, 2000/s for 2m}) or of a number
 * of users ({@code 0..200 in 30s, 200 for 5m, 200..0 in 10s}). A stage may begin elsewhere than the last one ended: that
 * is a step.
 *
 * @param rates whether the values are arrivals per second; else they are users
 * @param stages in order, at least one
 */
public record StagesSpec(boolean rates, List<Stage> stages) {
    /** Most users at once. */
    public static final int HIGHEST_USERS = ConcurrencySpec.HIGHEST;

    private static final int MOST_STAGES = 1_000;
    private static final long LONGEST_NS = 365L * 24 * 3600 * 1_000_000_000L;
    private static final String FORMS =
            "write A..B in D for a ramp and A for D to stay, such as 0/s..2000/s in 30s, 2000/s for 2m (a rate)"
                    + " or 0..200 in 30s, 200 for 5m (users)";
    private static final Pattern STAGE = Pattern.compile("(.+?)(?:\\s*\\.\\.\\s*(.+?))?\\s+(in|for)\\s+(.+)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?\\s*[kM]?");

    /**
     * A line from one value to another.
     *
     * @param from arrivals per second, or users
     * @param to equal to {@code from} when the stage stays there
     */
    public record Stage(double from, double to, long durationNs) {}

    public StagesSpec {
        stages = List.copyOf(stages);
    }

    /** @throws GrammarException when the text is no list of stages, or one that sends nothing */
    public static StagesSpec parse(String text) {
        String[] items = text.split(",", -1);
        if (items.length > MOST_STAGES) {
            throw new GrammarException("there are " + items.length + " stages; write at most " + MOST_STAGES);
        }
        List<Stage> stages = new ArrayList<>();
        Boolean rates = null;
        String first = null;
        long totalNs = 0;
        for (String item : items) {
            Matcher matcher = matched(item, text);
            boolean rate = isRate(matcher, item);
            if (rates != null && rates != rate) {
                throw new GrammarException("'" + first + "' and '" + item.trim() + "' in '" + text.trim()
                        + "' mix a rate and users; write all stages with a unit (2000/s) or all without (200)");
            }
            rates = rate;
            first = first == null ? item.trim() : first;
            Stage stage = stage(matcher, rate, item);
            stages.add(stage);
            totalNs += stage.durationNs();
            if (totalNs > LONGEST_NS) {
                throw new GrammarException("the stages take more than a year; write shorter ones");
            }
        }
        if (stages.stream().allMatch(stage -> stage.from() == 0 && stage.to() == 0)) {
            throw new GrammarException("'" + text.trim() + "' would send nothing; write a stage above 0");
        }
        return new StagesSpec(rates, stages);
    }

    /** Total of the stages. */
    public long durationNs() {
        return stages.stream().mapToLong(Stage::durationNs).sum();
    }

    /** The largest value that a stage begins or ends with. */
    public double highest() {
        return stages.stream()
                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                .max()
                .orElse(0);
    }

    private static Matcher matched(String item, String text) {
        Matcher matcher = STAGE.matcher(item.trim());
        if (!matcher.matches()) {
            String shown = item.isBlank() ? "an empty stage in '" + text + "'" : "'" + item.trim() + "'";
            throw new GrammarException(shown + " is not a stage; " + FORMS);
        }
        boolean ramp = matcher.group(2) != null;
        String value = matcher.group(1);
        if (ramp && matcher.group(3).equals("for")) {
            throw new GrammarException("'" + item.trim() + "' is a ramp; write '" + value + ".." + matcher.group(2)
                    + " in " + matcher.group(4) + "'");
        }
        if (!ramp && matcher.group(3).equals("in")) {
            throw new GrammarException("'" + item.trim() + "' does not say where the ramp begins; write 'A.." + value
                    + " in " + matcher.group(4) + "', or '" + value + " for " + matcher.group(4) + "' to stay there");
        }
        return matcher;
    }

    /** A unit behind a ramp counts for both of its ends. */
    private static boolean isRate(Matcher stage, String item) {
        boolean from = stage.group(1).indexOf('/') >= 0;
        if (stage.group(2) == null) {
            return from;
        }
        boolean to = stage.group(2).indexOf('/') >= 0;
        if (from && !to) {
            throw new GrammarException("'" + item.trim() + "' goes from a rate to users; write the unit behind both,"
                    + " such as 0/s..2000/s in 30s");
        }
        return to;
    }

    private static Stage stage(Matcher matcher, boolean rate, String item) {
        String fromText = matcher.group(1);
        String toText = matcher.group(2) == null ? fromText : matcher.group(2);
        if (rate && fromText.indexOf('/') < 0) {
            fromText += toText.substring(toText.indexOf('/'));
        }
        long durationNs = Durations.parseNs(matcher.group(4));
        if (durationNs == 0) {
            throw new GrammarException(
                    "'" + item.trim() + "' takes no time; leave it out: a stage may begin where the last did not end");
        }
        return rate
                ? new Stage(RateSpec.perSecondOrZero(fromText), RateSpec.perSecondOrZero(toText), durationNs)
                : new Stage(users(fromText, item), users(toText, item), durationNs);
    }

    private static double users(String text, String item) {
        if (!NUMBER.matcher(text).matches()) {
            throw new GrammarException(
                    "'" + text + "' in '" + item.trim() + "' is neither a rate nor a number of users; " + FORMS);
        }
        BigDecimal users = RateSpec.number(text);
        if (users.stripTrailingZeros().scale() > 0) {
            throw new GrammarException("'" + text + "' in '" + item.trim()
                    + "' is no whole number of users; write a whole number, or a unit for a rate (" + text + "/s)");
        }
        if (users.compareTo(BigDecimal.valueOf(HIGHEST_USERS)) > 0) {
            throw new GrammarException(
                    "'" + text + "' in '" + item.trim() + "' is out of range; use 0 to " + HIGHEST_USERS + " users");
        }
        return users.doubleValue();
    }
}
