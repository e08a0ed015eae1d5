// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Objectives as users write them: {@code p99<200ms, errors<0.1%, rps>5000, ttfb.p95<50ms}. Latency is response time where
 * there is a schedule, else service time. Times need a unit; shares are a percentage or a fraction.
 */
public final class SloSpec {
    private static final Pattern FORM =
            Pattern.compile("(?:([a-z]+)\\.)?([a-z]+[0-9.]*|[a-z]+)\\s*(<=|>=|<|>|==?)\\s*(\\S.*)");
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,4})?)");
    private static final Pattern TARGET =
            Pattern.compile("(p50|p75|p90|p95|p99|p999|p99\\.9)\\s*=\\s*(\\d+(?:\\.\\d+)?)\\s*(ms|s)?");
    private static final String NUMBER = "\\d{1,15}(\\.\\d{1,15})?";
    private static final String EXAMPLES = "write for example p99<200ms, errors<0.1%, rps>5000 or ttfb.p95<50ms";

    private SloSpec() {}

    /**
     * Reads a list of objectives.
     *
     * @throws GrammarException when one is none: what, and how to write it
     */
    public static List<Objective> parse(String text) {
        List<Objective> objectives = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (part.isBlank()) {
                throw new GrammarException("'" + text + "' has an empty objective; " + EXAMPLES);
            }
            objectives.add(objective(part.strip()));
        }
        return List.copyOf(objectives);
    }

    private static Objective objective(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new GrammarException("'" + text + "' is not an objective; " + EXAMPLES);
        }
        if (matcher.group(3).startsWith("=")) {
            throw new GrammarException("'" + text + "' compares with =; use <, <=, > or >=");
        }
        Comparison comparison = Comparison.of(matcher.group(3));
        String name = matcher.group(2);
        if (matcher.group(4).matches(".*[<>=].*")) {
            throw new GrammarException("'" + text + "' compares twice; put a comma between two objectives");
        }
        Metric metric = Metric.of(name);
        if (name.equals("p100")) {
            throw new GrammarException("'p100' in '" + text + "' is the slowest of all; write max");
        }
        if (metric == null) {
            throw new GrammarException("'" + name + "' in '" + text
                    + "' is not a metric; there are p50 to p99.9999, mean, min, max, errors, checks, rps, iterations and"
                    + " achieved");
        }
        Scope scope = scope(matcher.group(1), metric, text);
        double percentile = 0;
        if (metric == Metric.PERCENTILE) {
            percentile = Double.parseDouble(name.substring(1));
            if (percentile <= 0) {
                throw new GrammarException("'" + name + "' in '" + text + "' is not a percentile; write p50 or p99.9");
            }
        }
        double limit = limit(metric, matcher.group(4).strip(), text);
        checkPossible(text, metric, comparison, limit);
        return new Objective(text, scope, metric, percentile, comparison, limit);
    }

    private static void checkPossible(String text, Metric metric, Comparison comparison, double limit) {
        boolean belowNothing =
                limit == 0 && (comparison == Comparison.LESS || metric.isTime() && comparison.isUpperLimit());
        boolean aboveAll = limit == 1 && metric.isShare() && comparison == Comparison.GREATER;
        if (belowNothing || aboveAll) {
            throw new GrammarException("'" + text + "' can never be met; "
                    + (metric.isTime()
                            ? "write a time above 0, such as 5ms"
                            : "write " + (aboveAll ? ">= 100%" : "<= 0") + " instead"));
        }
    }

    private static Scope scope(String prefix, Metric metric, String text) {
        if (prefix == null) {
            return metric.isTime() ? Scope.LATENCY : Scope.NONE;
        }
        for (Scope scope : Scope.values()) {
            if (scope != Scope.NONE && scope.name().toLowerCase(Locale.ROOT).equals(prefix)) {
                if (!metric.isTime()) {
                    throw new GrammarException(
                            "'" + text + "' has '" + prefix + ".' before something that is no time;" + " leave it out");
                }
                return scope;
            }
        }
        throw new GrammarException("'" + prefix + "' in '" + text
                + "' is not a kind of time; use service, response, ttfb, lateness or connect");
    }

    private static double limit(Metric metric, String value, String text) {
        if (metric.isTime()) {
            return time(value, text);
        }
        return metric.isShare() ? share(metric, value, text) : rate(value, text);
    }

    private static double time(String value, String text) {
        if (value.matches("[0-9.]+")) {
            throw new GrammarException(
                    "'" + text + "' has a time without a unit; write " + value + "ms or " + value + "s");
        }
        if (!value.matches("[0-9.]+\\s*(ns|us|ms|s)")) {
            throw new GrammarException(
                    "'" + text + "': '" + value + "' is not a time; write a number and ns, us, ms or s, such as 200ms");
        }
        try {
            return Durations.parseNs(value);
        } catch (GrammarException e) {
            throw new GrammarException("'" + text + "': " + e.getMessage());
        }
    }

    private static double share(Metric metric, String value, String text) {
        boolean percent = value.endsWith("%");
        String number = percent ? value.substring(0, value.length() - 1).strip() : value;
        if (!number.matches(NUMBER)) {
            throw new GrammarException("'" + text + "': '" + value + "' is not a share; write 0.1% or 0.001");
        }
        double share = percent ? Double.parseDouble(number) / 100 : Double.parseDouble(number);
        if (share > 1) {
            throw new GrammarException("'" + text + "' is more than everything"
                    + (percent ? "; write at most 100%" : "; did you mean " + value + "%?"));
        }
        if (share == 1 && !percent && metric != Metric.ACHIEVED) {
            throw new GrammarException("'" + text + "' is all of them; did you mean 1%? Else write 100%");
        }
        return share;
    }

    private static double rate(String value, String text) {
        if (value.endsWith("%")) {
            throw new GrammarException("'" + text + "': a rate has no %; write a number per second, such as 5000");
        }
        String number = value.replaceFirst("\\s*/\\s*s$", "");
        if (!number.matches(NUMBER + "[km]?")) {
            throw new GrammarException(
                    "'" + text + "': '" + value + "' is not a number per second; write 5000, 5k or 5000/s");
        }
        double factor = number.endsWith("k") ? 1e3 : number.endsWith("m") ? 1e6 : 1;
        return Double.parseDouble(number.replaceFirst("[km]$", "")) * factor;
    }

    /**
     * Reads a list of objectives of one step of a scenario.
     *
     * @throws GrammarException as {@link #parse} does, and for what only a whole run has
     */
    public static List<Objective> parseForStep(String text) {
        List<Objective> objectives = parse(text);
        for (Objective objective : objectives) {
            if (!objective.isOfAStep()) {
                throw new GrammarException(
                        "'" + objective.text() + "' is about the whole run, and this is a step; write"
                                + " it on the load test's class or as --slo");
            }
        }
        return objectives;
    }

    /**
     * Reads the targets of the original vastar: {@code p50=20ms,p95=100ms,p99=250}; a bare number is milliseconds.
     *
     * @throws GrammarException when one is none
     */
    public static List<Objective> parseTargets(String text) {
        List<Objective> objectives = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = TARGET.matcher(part.strip().toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new GrammarException("'" + part.strip() + "' is not a target; write for example"
                        + " p50=20ms,p95=100ms,p99=250ms, with p50, p75, p90, p95, p99 or p99.9");
            }
            String key = matcher.group(1).equals("p999") ? "p99.9" : matcher.group(1);
            String unit = matcher.group(3) == null ? "ms" : matcher.group(3);
            objectives.add(objective(key + "<=" + matcher.group(2) + unit));
        }
        return List.copyOf(objectives);
    }

    /** What is measured. */
    public enum Metric {
        PERCENTILE,
        MEAN,
        MIN,
        MAX,
        /** Share of ended requests that failed, were answered otherwise than expected, or failed a check. */
        ERRORS,
        /** Share of failed checks. */
        CHECKS,
        /** Responses per second. */
        RPS,
        /** Iterations per second. */
        ITERATIONS,
        /** Share of the schedule that was started. */
        ACHIEVED;

        static Metric of(String name) {
            if (PERCENTILE_NAME.matcher(name).matches()) {
                return PERCENTILE;
            }
            for (Metric metric : values()) {
                if (metric != PERCENTILE
                        && metric.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return metric;
                }
            }
            return null;
        }

        private static final Pattern PERCENTILE_NAME = SloSpec.PERCENTILE;

        /** Whether it is a duration. */
        public boolean isTime() {
            return this == PERCENTILE || this == MEAN || this == MIN || this == MAX;
        }

        /** Whether it is a share of a whole, 0 to 1. */
        public boolean isShare() {
            return this == ERRORS || this == CHECKS || this == ACHIEVED;
        }
    }

    /** Which time is measured. */
    public enum Scope {
        /** Response time where there is a schedule, else service time. */
        LATENCY,
        SERVICE,
        RESPONSE,
        /** To the first byte. */
        TTFB,
        /** From the moment an iteration was to start until it did. */
        LATENESS,
        /** To open a connection. */
        CONNECT,
        /** What is measured is no time. */
        NONE
    }

    /** How the measured value stands to the limit. */
    public enum Comparison {
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        static Comparison of(String sign) {
            for (Comparison comparison : values()) {
                if (comparison.sign.equals(sign)) {
                    return comparison;
                }
            }
            throw new IllegalArgumentException(sign);
        }

        /** Whether it holds. */
        public boolean holds(double measured, double limit) {
            return switch (this) {
                case LESS -> measured < limit;
                case LESS_OR_EQUAL -> measured <= limit;
                case GREATER -> measured > limit;
                case GREATER_OR_EQUAL -> measured >= limit;
            };
        }

        /** Whether small values are what is wanted. */
        public boolean isUpperLimit() {
            return this == LESS || this == LESS_OR_EQUAL;
        }
    }

    /**
     * One objective.
     *
     * @param text as it was written
     * @param percentile above 0 and below 100; 0 when the metric is none
     * @param limit nanoseconds, a share from 0 to 1, or a number per second
     */
    public record Objective(
            String text, Scope scope, Metric metric, double percentile, Comparison comparison, double limit) {
        /** Whether a step can be held against it; else only the whole run can. */
        public boolean isOfAStep() {
            return switch (metric) {
                case CHECKS, ITERATIONS, ACHIEVED -> false;
                default -> scope != Scope.LATENESS && scope != Scope.CONNECT;
            };
        }

        /** Whether another one is about the same thing, with perhaps another limit. */
        public boolean isAbout(Objective other) {
            return scope == other.scope
                    && metric == other.metric
                    && percentile == other.percentile
                    && comparison.isUpperLimit() == other.comparison.isUpperLimit();
        }
    }
}
