// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

/** What a run does where neither the command line nor the annotation says anything. */
public final class Defaults {
    /** hey's default, so that {@code http URL} and {@code hey URL} can be compared as they are. */
    public static final int CONCURRENCY = 50;

    /** Of {@code http}: hey's default again. Short, but honest, as the engine warms itself up before the clock starts. */
    public static final long HTTP_REQUESTS = 200;

    /**
     * Of a sweep, one run at a level: in less, start-up and chance decide which level wins. Runs are repeated until two
     * of them agree. In text form.
     */
    public static final String SWEEP_LEVEL_DURATION = "1s";

    /**
     * Iterations of an open model under way at once. Enough for 5,000 a second that take 200 ms; a target that answers
     * slower is overloaded, and more would only fill this machine.
     */
    public static final int MAX_CONCURRENCY = 1_000;

    /** Of all random choices. Fixed, so that two runs differ by their target and not by their luck. */
    public static final long SEED = 1;

    /** Of an annotated load test, and of {@code http} with a rate: long enough for a steady state, short enough to wait for. In text form. */
    public static final String LOAD_TEST_DURATION = "10s";

    /** hey's: longer than any answer a user waits for. In text form. */
    public static final String TIMEOUT = "20s";

    /** A second SYN retransmission comes after 3 s, a third after 7 s; a target that needs a fourth is down. */
    public static final String CONNECT_TIMEOUT = "10s";

    /** After the deadline exchanges in flight get as long as most answers need, but no run grows by much. */
    public static final String DRAIN_TIMEOUT = "2s";

    /** One run a level of a length that the user chose: each repeat costs its whole length again. */
    public static final int SWEEP_REPEATS = 1;

    /** The last 5 % of throughput usually cost more latency than they are worth. */
    public static final double SWEEP_KNEE_RATIO = 0.95;

    /** One exchange at a time shows the target without queueing. */
    public static final int SWEEP_BASELINE_CONCURRENCY = 1;

    /** Levels from 10 to 1000, and beyond while throughput still grows. */
    public static final String SWEEP_LEVELS = "auto";

    private Defaults() {}
}
