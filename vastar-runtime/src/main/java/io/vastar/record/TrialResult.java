// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.RequestSpec;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * Everything that one run measured. Immutable once built; histograms are private copies in nanoseconds.
 *
 * @param name of the load test, or of the command
 * @param request what was sent
 * @param concurrency exchanges in flight at once, as asked for
 * @param protocol id of the protocol provider
 * @param startedEpochMs wall clock at the start of measuring, for labels only
 * @param elapsedNs the measured window: start of measuring to the last completion, drain included
 * @param drainNs how long the run went on after its deadline; 0 when it was ended by its count
 * @param counts exchanges by outcome
 * @param bytes read and written over the window
 * @param service service times of exchanges with a 2xx code: done minus started
 * @param nonSuccess service times of complete responses with any other code
 * @param firstByte started to the first byte of the response, 2xx only
 * @param phases where the time of 2xx exchanges went
 * @param statusCodes responses by code
 * @param errors failed exchanges by kind, most frequent first
 * @param connections how the connections fared; opening them is not part of the window
 * @param protocolCounts totals of the counts that the protocol declared, such as {@code events}
 * @param rate throughput by interval
 * @param health what the load generator itself went through
 * @param interrupted whether the user ended the run early
 */
public record TrialResult(
        String name,
        RequestSpec request,
        int concurrency,
        String protocol,
        long startedEpochMs,
        long elapsedNs,
        long drainNs,
        Counts counts,
        Bytes bytes,
        Histogram service,
        Histogram nonSuccess,
        Histogram firstByte,
        Phases phases,
        SortedMap<Integer, Long> statusCodes,
        List<ErrorRow> errors,
        Connections connections,
        Map<String, Long> protocolCounts,
        Rate rate,
        Health health,
        boolean interrupted) {

    /** Complete responses of any code per second of the window; 0 for an empty window. */
    public double requestsPerSec() {
        return elapsedNs <= 0 ? 0 : counts.responses() * 1e9 / elapsedNs;
    }

    /**
     * Exchanges by outcome. Invariant: {@code started = ok + nonSuccess + failed + aborted}.
     *
     * @param ok complete responses with a 2xx code
     * @param nonSuccess complete responses with another code
     * @param failed transport errors, protocol errors and timeouts
     * @param aborted in flight when the run ended; neither response nor error
     */
    public record Counts(long started, long ok, long nonSuccess, long failed, long aborted) {
        /** Complete responses of any code. */
        public long responses() {
            return ok + nonSuccess;
        }

        /** Share of ended exchanges that failed or had a non-2xx code, 0..1; aborted ones do not count. */
        public double errorRate() {
            long ended = ok + nonSuccess + failed;
            return ended == 0 ? 0 : (double) (nonSuccess + failed) / ended;
        }
    }

    /**
     * @param in bytes read from the transport
     * @param body decoded payload bytes of complete responses
     * @param out bytes written
     */
    public record Bytes(long in, long body, long out) {}

    /**
     * One kind of failure.
     *
     * @param kind label of the {@link io.vastar.spi.ErrorKind}
     * @param firstExample the first one in words
     */
    public record ErrorRow(String kind, long count, String firstExample) {}

    /** Where the time of successful exchanges went; each with sum, min, max. */
    public record Phases(Phase connect, Phase write, Phase await, Phase read) {}

    /**
     * @param count exchanges that had this phase
     * @param sumNs total, for the mean
     * @param minNs 0 when count is 0
     * @param maxNs 0 when count is 0
     */
    public record Phase(long count, long sumNs, long minNs, long maxNs) {
        public double meanNs() {
            return count == 0 ? 0 : (double) sumNs / count;
        }
    }

    /**
     * @param requested connections that the plan asked for
     * @param opened successful attempts, reconnects included
     * @param peakOpen most open at once
     * @param closedByPeer open connections that the target closed
     * @param staleRetries requests sent again because the target had just closed the idle connection
     * @param setUpNs how long opening all connections took before the clock started
     * @param connectNs durations of successful attempts
     * @param failures failed attempts by kind, most frequent first
     */
    public record Connections(
            int requested,
            long opened,
            int peakOpen,
            long closedByPeer,
            long staleRetries,
            long setUpNs,
            Histogram connectNs,
            List<ErrorRow> failures) {}

    /**
     * Completed responses per second over whole intervals of {@code intervalNs}; all 0 when fewer than two intervals
     * fit into the window.
     */
    public record Rate(long intervalNs, int intervals, double mean, double standardDeviation, double min, double max) {}

    /**
     * What the load generator went through while it measured.
     *
     * @param threads I/O threads
     * @param pinnedCpus one per thread; empty when not pinned
     * @param busyShare share of the window in which the busiest I/O thread was working rather than waiting, 0..1
     * @param longestStallNs longest turn of an I/O thread's duty cycle
     * @param gcCount collections during the window
     * @param gcPauseNs their total duration
     * @param cpuNs CPU time of this process during the window, user and system; -1 where unknown
     * @param ioThreadsCpuNs CPU time of the I/O threads; -1 where unknown
     * @param allocatedBytes allocated by the I/O threads during the window; -1 where unknown
     * @param ceilingPerSec small exchanges per second that the I/O threads could do on this machine if they never had to
     *     wait, found at warm-up against an in-process peer; 0 when there was no self-warm-up
     * @param warmUpNs how long the self-warm-up took
     * @param idle the idle strategy in use
     */
    public record Health(
            int threads,
            List<Integer> pinnedCpus,
            double busyShare,
            long longestStallNs,
            long gcCount,
            long gcPauseNs,
            long cpuNs,
            long ioThreadsCpuNs,
            long allocatedBytes,
            double ceilingPerSec,
            long warmUpNs,
            String idle) {}
}
