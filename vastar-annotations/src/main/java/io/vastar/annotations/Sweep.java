// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Details of a sweep: the load test runs at one concurrency level after another, to find the sweet spot. It stands
 * beside {@link LoadTest}; where {@code sweep = "auto"} says enough, it is not needed.
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080/trigger", requests = 2000)
 * @Sweep(conc = "10..1000:log=6", repeats = 3, maxErrors = 0.001)
 * class Trigger {}
 * }</pre>
 *
 * <p>becomes this part of the generated definition:
 *
 * <pre>{@code
 * .sweep(SweepDefinition.over("10..1000:log=6").repeats(3).maxErrors(0.001))
 * }</pre>
 *
 * <p>Flags of {@code sweep} on the command line win: {@code --max-errors} over {@link #maxErrors()}, and, where the flag is an
 * abbreviation, {@code --baseline-c} over {@link #baselineConcurrency()}, {@code --max-tail-mult} over {@link #maxTailRatio()},
 * {@code --max-overhead-pct} and {@code --max-rps-deficit-pct} over {@link #maxOverheadPercent()} and
 * {@link #maxRpsDeficitPercent()}. A gate that is not written (its default here is not a number) follows the sweep's own rule.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Sweep {
    /** How the sweet spot is chosen among the levels that no gate disqualified. */
    enum Pick {
        /** The smallest level that reaches {@link Sweep#kneeRatio()} of the peak throughput. */
        KNEE,
        /** The highest {@code rps / (p99/p50)²}. */
        SCORE,
        /** The peak of the Universal Scalability Law (Gunther) fitted to the levels; needs three of them. */
        USL
    }

    /** The levels, as in {@link LoadTest#sweep()}; {@code auto} when neither says any. */
    String conc() default "";

    /** Whether to measure four more levels around the first winner. */
    boolean refine() default false;

    /**
     * Runs per level, 1 or more; the median run counts. Where neither this nor the length of a run is written, a level is
     * run for a second at a time, two to four times, until two runs agree within 5 %.
     */
    int repeats() default 1;

    /** How the sweet spot is chosen. */
    Pick pick() default Pick.KNEE;

    /** Share of the peak throughput that the knee must reach, above 0 and up to 1. */
    double kneeRatio() default 0.95;

    /** Concurrency of the baseline run, which shows the target without queues. */
    int baselineConcurrency() default 1;

    /** Disqualifies a level whose p99/p50 is higher; 1 or more. */
    double maxSpread() default Double.NaN;

    /** Disqualifies a level whose p99.9/p50 is higher; 1 or more. */
    double maxP999Ratio() default Double.NaN;

    /** Disqualifies a level whose error rate is higher, answers other than 2xx included; 0 to 1. */
    double maxErrors() default Double.NaN;

    /** Disqualifies a level whose p99 is more than this many times the baseline's; above 0. */
    double maxTailRatio() default Double.NaN;

    /** URL of a reference to measure at each level before the target: a paired sweep, which shows the target's overhead. */
    String vs() default "";

    /** Request method for the reference; that of the target when empty. */
    String vsMethod() default "";

    /** Body for the reference; that of the target when empty. */
    String vsBody() default "";

    /** Content type for the reference; that of the target when empty. */
    String vsContentType() default "";

    /** JSON of an earlier sweep to take as the reference instead of measuring one. Not beside {@link #vs()}. */
    String refFromJson() default "";

    /** Paired only: disqualifies a level whose p99 is more than this many percent over the reference's; 0 or more. */
    double maxOverheadPercent() default Double.NaN;

    /** Paired only: disqualifies a level with a throughput more than this many percent below the reference's; 0 to 100. */
    double maxRpsDeficitPercent() default Double.NaN;
}
