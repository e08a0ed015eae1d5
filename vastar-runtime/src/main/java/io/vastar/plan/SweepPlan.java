// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.ConcurrencySpec;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import java.nio.file.Path;

/**
 * A sweep, decided. Immutable plain data.
 *
 * @param base the plan of each trial, but for its concurrency
 * @param conc the levels
 * @param refine whether to measure four more levels around the first winner
 * @param repeats runs per level; the median run counts
 * @param settles whether runs are repeated until two of them agree, whatever {@code repeats} is
 * @param pick how the sweet spot is chosen
 * @param kneeRatio share of the peak throughput that the knee must reach, (0,1]
 * @param baselineConcurrency concurrency of the baseline run
 * @param gates what disqualifies a level
 * @param reference the request to compare with at each level; null when not paired live
 * @param refFromJson an earlier sweep's JSON to compare with; null when not paired with a file
 */
public record SweepPlan(
        LoadPlan base,
        ConcurrencySpec conc,
        boolean refine,
        int repeats,
        boolean settles,
        Pick pick,
        double kneeRatio,
        int baselineConcurrency,
        Gates gates,
        RequestSpec reference,
        Path refFromJson) {

    /** @throws ConfigurationException when a value is out of range; the message names the flag */
    public SweepPlan {
        if (conc.levels().isEmpty()) {
            throw new ConfigurationException(
                    "--conc names no concurrency level; write at least one, such as 10,50,100");
        }
        if (repeats < 1) {
            throw new ConfigurationException("--repeats " + repeats + " is out of range; use 1 or more");
        }
        if (!(kneeRatio > 0 && kneeRatio <= 1)) {
            throw new ConfigurationException(
                    "--knee-ratio " + kneeRatio + " is out of range; use more than 0 and at most 1, such as 0.95");
        }
        if (baselineConcurrency < 1 || baselineConcurrency > ConcurrencySpec.HIGHEST) {
            throw new ConfigurationException(
                    "--baseline-c " + baselineConcurrency + " is out of range; use 1 to " + ConcurrencySpec.HIGHEST);
        }
        if (reference != null && refFromJson != null) {
            throw new ConfigurationException("--vs " + reference.url() + " and --ref-from-json " + refFromJson
                    + " both name the reference; use one of them");
        }
    }

    /** Whether each level is compared with a reference. */
    public boolean paired() {
        return reference != null || refFromJson != null;
    }

    /**
     * The request of a live reference: what the target gets, sent to another URL. Headers, authorization, accept,
     * keep-alive and compression carry over, and so do method, body and content type where nothing else is given.
     *
     * @param method null takes the target's
     * @param body null takes the target's
     * @param contentType null takes the target's
     */
    public static RequestSpec referenceOf(
            RequestSpec target, String url, String method, byte[] body, String contentType) {
        return new RequestSpec(
                url,
                method == null ? target.method() : method,
                target.headers(),
                contentType == null ? target.contentType() : contentType,
                target.accept(),
                target.basicAuth(),
                body == null ? target.body() : body,
                target.keepAlive(),
                target.compression(),
                target.transport(),
                target.content(),
                target.options());
    }

    /** How the sweet spot is chosen. */
    public enum Pick {
        /** The smallest level that reaches {@link SweepPlan#kneeRatio()} of the peak. */
        KNEE,
        /** The highest throughput over squared spread, {@code rps / (p99/p50)²}. */
        SCORE,
        /**
         * The level nearest to where the Universal Scalability Law, fitted to all levels, reaches {@link
         * SweepPlan#kneeRatio()} of the throughput that it predicts at best.
         */
        USL
    }

    /**
     * Limits; a level beyond one of them is disqualified. Null where the user gave none and the sweep's own rule counts.
     *
     * @param maxSpread of p99/p50
     * @param maxP999Ratio of p99.9/p50
     * @param maxErrors of the error rate, 0..1, unexpected responses included
     * @param maxTailRatio of p99 over the baseline's p99
     * @param maxOverheadPercent of p99 over the reference's, percent; paired only
     * @param maxRpsDeficitPercent of throughput below the reference's, percent; paired only
     */
    public record Gates(
            Double maxSpread,
            Double maxP999Ratio,
            Double maxErrors,
            Double maxTailRatio,
            Double maxOverheadPercent,
            Double maxRpsDeficitPercent) {
        public static final double DEFAULT_MAX_SPREAD = 4.0;
        public static final double DEFAULT_MAX_P999_RATIO = 8.0;
        public static final double DEFAULT_MAX_ERRORS = 0.01;
        public static final double DEFAULT_MAX_TAIL_RATIO = 3.0;
        public static final double DEFAULT_MAX_OVERHEAD_PERCENT = 25;
        public static final double DEFAULT_MAX_RPS_DEFICIT_PERCENT = 50;

        /** @throws ConfigurationException when a limit is out of range; the message names the flag */
        public Gates {
            check("--max-spread", maxSpread, 1, Double.MAX_VALUE, "1 or more, as p99 is never below p50");
            check("--max-p999-ratio", maxP999Ratio, 1, Double.MAX_VALUE, "1 or more, as p99.9 is never below p50");
            check("--max-errors", maxErrors, 0, 1, "a share from 0 to 1, such as 0.01");
            check("--max-tail-mult", maxTailRatio, Double.MIN_VALUE, Double.MAX_VALUE, "more than 0, such as 3.0");
            check("--max-overhead-pct", maxOverheadPercent, -100, Double.MAX_VALUE, "a percentage, such as 25");
            check("--max-rps-deficit-pct", maxRpsDeficitPercent, -Double.MAX_VALUE, 100, "a percentage up to 100");
        }

        /** No limit given: the sweep's own rules count. */
        public static Gates defaults() {
            return new Gates(null, null, null, null, null, null);
        }

        private static void check(String flag, Double value, double low, double high, String use) {
            if (value != null && !(value >= low && value <= high)) {
                throw new ConfigurationException(flag + " " + value + " is out of range; use " + use);
            }
        }
    }
}
