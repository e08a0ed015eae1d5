// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

/** How an agent kept its share of the schedule. Peaks of several agents are summed, which is an upper bound. */
final class ScheduleLog {
    private long peakBacklog;
    private int peakInFlight;
    private long due;
    private long begun;

    void backlog(long count) {
        if (count > peakBacklog) {
            peakBacklog = count;
        }
    }

    void inFlight(int count) {
        if (count > peakInFlight) {
            peakInFlight = count;
        }
    }

    void ended(long dueCount, long begunCount) {
        due = dueCount;
        begun = begunCount;
    }

    void add(ScheduleLog other) {
        peakBacklog += other.peakBacklog;
        peakInFlight += other.peakInFlight;
        due += other.due;
        begun += other.begun;
    }

    TrialResult.Arrivals arrivals(long windowNs, int maxConcurrency, Latencies latencies) {
        return new TrialResult.Arrivals(
                due,
                begun,
                windowNs,
                peakBacklog,
                due - begun,
                peakInFlight,
                maxConcurrency,
                latencies.lateness.histogram(),
                latencies.response.histogram(),
                latencies.unexpectedResponse.histogram());
    }

    void write(RecordOutput to) {
        to.number(peakBacklog);
        to.count(peakInFlight);
        to.number(due);
        to.number(begun);
    }

    void read(RecordInput from) {
        peakBacklog = from.number();
        peakInFlight = from.count();
        due = from.number();
        begun = from.number();
    }
}
