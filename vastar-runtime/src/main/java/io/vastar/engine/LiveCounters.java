// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.record.Recorder;
import java.util.concurrent.atomic.AtomicLongArray;

/** An agent's counts for the progress line: written by the agent now and then, read by any thread. */
final class LiveCounters {
    static final int STARTED = 0;
    static final int RESPONSES = 1;
    static final int UNEXPECTED = 2;
    static final int FAILED = 3;
    static final int SERVICE_SUM_NS = 4;
    static final int BACKLOG = 5;
    static final int IN_FLIGHT = 6;
    static final int ITERATIONS = 7;
    static final int REJECTED = 8;
    static final int CODE_FAILURES = 9;
    static final int COUNTERS = 10;

    private static final long INTERVAL_NS = 10_000_000;
    private static final int PADDING = 16;

    private final OverLimits overLimits;
    private final AtomicLongArray values;
    private long nextNs = Long.MIN_VALUE;

    LiveCounters(OverLimits overLimits) {
        this.overLimits = overLimits;
        values = new AtomicLongArray(PADDING + COUNTERS + overLimits.size() + PADDING);
    }

    void publish(long nowNs, Recorder recorder, long iterations, long backlog, int inFlight) {
        if (nowNs - nextNs >= 0 || nextNs == Long.MIN_VALUE) {
            nextNs = nowNs + INTERVAL_NS;
            publishNow(recorder, iterations, backlog, inFlight);
        }
    }

    void publishNow(Recorder recorder, long iterations, long backlog, int inFlight) {
        values.lazySet(PADDING + STARTED, recorder.startedCount());
        values.lazySet(PADDING + RESPONSES, recorder.responses());
        values.lazySet(PADDING + UNEXPECTED, recorder.unexpectedCount());
        values.lazySet(PADDING + FAILED, recorder.failedCount());
        values.lazySet(PADDING + SERVICE_SUM_NS, recorder.serviceSumNs());
        values.lazySet(PADDING + REJECTED, recorder.rejectedCount());
        values.lazySet(PADDING + CODE_FAILURES, recorder.codeFailureCount());
        values.lazySet(PADDING + ITERATIONS, iterations);
        values.lazySet(PADDING + BACKLOG, backlog);
        values.lazySet(PADDING + IN_FLIGHT, inFlight);
        for (int i = 0; i < overLimits.size(); i++) {
            values.lazySet(PADDING + COUNTERS + i, overLimits.get(i));
        }
    }

    long value(int counter) {
        return values.get(PADDING + counter);
    }
}
