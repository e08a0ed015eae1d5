// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import org.HdrHistogram.Histogram;

/** What it costs to go from an I/O thread to a user's thread and back, nanoseconds. Single writer, as {@link Recorder}. */
public final class HandOffLog {
    private static final long HIGHEST_NS = 3_600_000_000_000L;

    private final Histogram toUser = new Histogram(1, HIGHEST_NS, 3);
    private final Histogram toAgent = new Histogram(1, HIGHEST_NS, 3);
    private final Histogram inIteration = new Histogram(1, HIGHEST_NS, 3);

    /** A user's thread ran, so long after it was handed something. */
    public void toUser(long tookNs) {
        toUser.recordValue(inRange(tookNs));
    }

    /** An I/O thread took what a user's thread had put on its queue so long ago. */
    public void toAgent(long tookNs) {
        toAgent.recordValue(inRange(tookNs));
    }

    /** An iteration ended, whose latency holds so much of both. */
    public void inIteration(long tookNs) {
        inIteration.recordValue(inRange(tookNs));
    }

    private static long inRange(long ns) {
        return Math.max(1, Math.min(ns, HIGHEST_NS));
    }

    /** Adds another agent's log to this one. Both agents have stopped. */
    public void add(HandOffLog from) {
        toUser.add(from.toUser);
        toAgent.add(from.toAgent);
        inIteration.add(from.inIteration);
    }

    /** What was recorded, as a report wants it. */
    public TrialResult.HandOffs handOffs() {
        return new TrialResult.HandOffs(toUser, toAgent, inIteration);
    }

    void write(RecordOutput to) {
        to.histogram(toUser);
        to.histogram(toAgent);
        to.histogram(inIteration);
    }

    static HandOffLog read(RecordInput from) {
        HandOffLog log = new HandOffLog();
        log.toUser.add(from.histogram());
        log.toAgent.add(from.histogram());
        log.inIteration.add(from.histogram());
        return log;
    }
}
