// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.LookUp;
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
 * @param service service times of exchanges with an expected code: done minus started
 * @param unexpected service times of complete responses with any other code
 * @param firstByte started to the first byte of the response, expected codes only
 * @param phases where the time of exchanges with an expected code went
 * @param statusCodes responses by code
 * @param unexpectedCodes of those, the ones with another code than expected
 * @param errors failed exchanges by kind, most frequent first
 * @param connections how the connections fared; opening them is not part of the window
 * @param protocolCounts totals of the counts that the protocol declared, such as {@code events}
 * @param rate throughput by interval
 * @param health what the load generator itself went through
 * @param interrupted whether the user ended the run early
 * @param detail what a schedule, a scenario or checks add
 * @param course how the run went over time
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
        Histogram unexpected,
        Histogram firstByte,
        Phases phases,
        SortedMap<Integer, Long> statusCodes,
        SortedMap<Integer, Long> unexpectedCodes,
        List<ErrorRow> errors,
        Connections connections,
        Map<String, Long> protocolCounts,
        Rate rate,
        Health health,
        boolean interrupted,
        Detail detail,
        Course course) {
    /** Complete responses of any code per second of the window; 0 for an empty window. */
    public double requestsPerSec() {
        return elapsedNs <= 0 ? 0 : counts.responses() * 1e9 / elapsedNs;
    }

    /**
     * Requests by outcome, and what user code made of them. Invariant: {@code started = ok + unexpected + failed + aborted}.
     *
     * @param ok complete responses with an expected code
     * @param unexpected complete responses with another code
     * @param failed transport errors, protocol errors and timeouts
     * @param aborted in flight when the run ended; neither response nor error
     * @param rejected of the ok ones, those in which a check failed, or whose reader threw an exception
     * @param codeFailures exceptions of user code that belong to no response, each of which ended an iteration
     */
    public record Counts(
            long started, long ok, long unexpected, long failed, long aborted, long rejected, long codeFailures) {
        /** With nothing for user code to object to. */
        public Counts(long started, long ok, long unexpected, long failed, long aborted) {
            this(started, ok, unexpected, failed, aborted, 0, 0);
        }

        /** All that counts as an error. */
        public long errors() {
            return unexpected + failed + rejected + codeFailures;
        }

        /** All that came to an end of its own, exceptions of user code that belong to no response among them. */
        public long ended() {
            return ok + unexpected + failed + codeFailures;
        }

        /** Complete responses of any code. */
        public long responses() {
            return ok + unexpected;
        }

        /** Share of what ended that is an {@linkplain #errors() error}, 0..1; aborted requests do not count. */
        public double errorRate() {
            return ended() == 0 ? 0 : (double) errors() / ended();
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
     * @param peakOpen most open at once; of several I/O threads the sum of their peaks, an upper bound
     * @param closedByPeer open connections that the target closed
     * @param staleRetries requests sent again, each time, because the target had not processed them
     * @param setUpNs how long opening all connections took before the clock started
     * @param connectNs durations of successful attempts, TLS handshakes not counted
     * @param failures failed attempts by kind, most frequent first
     * @param tls null without TLS
     * @param streams null unless connections carry several exchanges at once
     */
    public record Connections(
            int requested,
            long opened,
            int peakOpen,
            long closedByPeer,
            long staleRetries,
            long setUpNs,
            Histogram connectNs,
            List<ErrorRow> failures,
            Tls tls,
            Streams streams) {
        /** Without TLS and streams. */
        public Connections(
                int requested,
                long opened,
                int peakOpen,
                long closedByPeer,
                long staleRetries,
                long setUpNs,
                Histogram connectNs,
                List<ErrorRow> failures) {
            this(requested, opened, peakOpen, closedByPeer, staleRetries, setUpNs, connectNs, failures, null, null);
        }
    }

    /**
     * How HTTP/2 connections were shared.
     *
     * @param limit streams at once on a connection that the target allows; -1 when it set no limit
     * @param goAways connections whose end the target announced, by the name of the reason's code
     */
    public record Streams(long limit, Map<String, Long> goAways) {}

    /**
     * How connections were secured.
     *
     * @param handshakeNs durations of the handshakes
     * @param full handshakes in which certificates were shown
     * @param resumed handshakes that went on with an earlier session
     * @param sessions connections by version, cipher suite and implementation
     */
    public record Tls(Histogram handshakeNs, long full, long resumed, Map<String, Long> sessions) {}

    /**
     * Completed responses per second over whole intervals of {@code intervalNs}; all 0 when fewer than two intervals
     * fit into the window.
     */
    public record Rate(long intervalNs, int intervals, double mean, double standardDeviation, double min, double max) {}

    /**
     * How the run went over time.
     *
     * @param lastStartNs when the last of the exchanges that ended was started, since the start of the window; -1 where
     *     unknown
     * @param perSec completed responses per second in each whole interval of {@link Rate#intervalNs}, in order
     * @param perThreadPerSec the same for each I/O thread, one thread after the other; empty where unknown
     */
    public record Course(long lastStartNs, List<Double> perSec, List<Double> perThreadPerSec) {
        public static final Course UNKNOWN = new Course(-1, List.of(), List.of());

        public Course {
            perSec = List.copyOf(perSec);
            perThreadPerSec = List.copyOf(perThreadPerSec);
        }
    }

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
     *     wait: found at warm-up against an in-process peer, or by this run where it did better; 0 when there was no self-warm-up
     * @param warmUpNs how long the self-warm-up took
     * @param idle the idle strategy in use
     * @param core how far the I/O threads had their cores for themselves
     * @param delays what kept the I/O threads from their exchanges
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
            String idle,
            Core core,
            Delays delays) {
        /** Without knowledge of cores and delays. */
        public Health(
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
                String idle) {
            this(
                    threads,
                    pinnedCpus,
                    busyShare,
                    longestStallNs,
                    gcCount,
                    gcPauseNs,
                    cpuNs,
                    ioThreadsCpuNs,
                    allocatedBytes,
                    ceilingPerSec,
                    warmUpNs,
                    idle,
                    Core.UNKNOWN,
                    Delays.NONE);
        }
    }

    /**
     * How far the I/O threads had their cores for themselves.
     *
     * @param othersNs how long I/O threads were ready to run while others had their cores, in all; -1 where unknown
     * @param othersShare the same as a share of the window, of all I/O threads, 0..1; -1 where unknown
     * @param gaveWay how often an I/O thread stopped spinning because others wanted its core
     * @param awayShare share of the window in which I/O threads did not spin for that reason, 0..1
     * @param wakeUpNs samples of how long a sleeping I/O thread took to go on; null when none was taken
     */
    public record Core(long othersNs, double othersShare, long gaveWay, double awayShare, Histogram wakeUpNs) {
        public static final Core UNKNOWN = new Core(-1, -1, 0, 0, null);
    }

    /**
     * What only some runs have.
     *
     * @param arrivals null in a closed model
     * @param steps one row for each kind of request, in order; empty when there is only one
     * @param transactions one row for each transaction and each scenario's iterations; their "service time" is from the
     *     start of the first step to the end of the last, think times included
     * @param checks by name, in order of their first appearance
     * @param codeFailures what user code threw, by exception type; {@code firstExample} is the first stack trace
     * @param discarded what was left out as warm-up; null when nothing was asked for
     * @param handOffs null unless users have threads of their own
     * @param lookUp how names were looked up; null when none had to be
     * @param iterations how often users went through their steps or their method; null where each request is one
     */
    public record Detail(
            Arrivals arrivals,
            List<Row> steps,
            List<Row> transactions,
            List<CheckRow> checks,
            List<ErrorRow> codeFailures,
            Discarded discarded,
            HandOffs handOffs,
            LookUp lookUp,
            Iterations iterations) {
        public static final Detail NONE = new Detail(null, List.of(), List.of(), List.of(), List.of(), null);

        /** Without threads of users. */
        public Detail(
                Arrivals arrivals,
                List<Row> steps,
                List<Row> transactions,
                List<CheckRow> checks,
                List<ErrorRow> codeFailures,
                Discarded discarded) {
            this(arrivals, steps, transactions, checks, codeFailures, discarded, null, null, null);
        }

        public Detail {
            steps = List.copyOf(steps);
            transactions = List.copyOf(transactions);
            checks = List.copyOf(checks);
            codeFailures = List.copyOf(codeFailures);
        }

        /** Whether users have threads of their own, on which their code may block. */
        public boolean hasUserThreads() {
            return handOffs != null;
        }

        /** Checks that failed, of all names. */
        public long failedChecks() {
            long failed = 0;
            for (CheckRow check : checks) {
                failed += check.failed();
            }
            return failed;
        }
    }

    /**
     * How an open model's schedule was kept.
     *
     * @param due iterations that the schedule asked for in the window
     * @param started iterations that were started
     * @param windowNs how long the schedule ran
     * @param peakBacklog most arrivals that were due and not started; as peakInFlight of several I/O threads the sum of
     *     their peaks, an upper bound
     * @param backlogAtEnd those due and never started; they have no response time
     * @param peakInFlight most iterations under way at once
     * @param maxConcurrency the limit on that
     * @param lateness started minus intended, nanoseconds, of each iteration: the generator's delay and the backlog's
     * @param response done minus intended, nanoseconds, of 2xx exchanges
     * @param unexpectedResponse the same of complete responses with any other code
     */
    public record Arrivals(
            long due,
            long started,
            long windowNs,
            long peakBacklog,
            long backlogAtEnd,
            int peakInFlight,
            int maxConcurrency,
            Histogram lateness,
            Histogram response,
            Histogram unexpectedResponse) {
        /** Arrivals per second that the schedule asked for, on average; 0 for an empty window. */
        public double targetPerSec() {
            return windowNs <= 0 ? 0 : due * 1e9 / windowNs;
        }

        /** Arrivals per second that were started, on average; 0 for an empty window. */
        public double achievedPerSec() {
            return windowNs <= 0 ? 0 : started * 1e9 / windowNs;
        }
    }

    /**
     * One kind of request, transaction or scenario.
     *
     * @param response null in a closed model
     * @param protocolCounts totals of the counts that the protocol declared; empty for transactions and scenarios
     */
    public record Row(
            String name,
            Counts counts,
            Histogram service,
            Histogram response,
            Histogram firstByte,
            SortedMap<Integer, Long> statusCodes,
            List<ErrorRow> errors,
            Map<String, Long> protocolCounts) {
        /** Responses in which a check failed, or whose reader threw an exception; of iterations, those with such a response. */
        public long failedChecks() {
            return counts.rejected();
        }

        /** How many are errors. */
        public long bad() {
            return counts.errors();
        }

        /** Their share of the ended ones, 0..1, as objectives about a step judge it. */
        public double errorRate() {
            return counts.errorRate();
        }
    }

    /**
     * What it cost to go between I/O threads and users' threads; nanoseconds, without the warm-up.
     *
     * @param toUser from handing over an iteration or an answer until the user's thread ran
     * @param toAgent from a user's thread putting a request or the end of an iteration on the queue until an I/O thread
     *     took it
     * @param inIteration what the latency of each ended iteration holds of both: all but the way back at its end
     */
    public record HandOffs(Histogram toUser, Histogram toAgent, Histogram inIteration) {}

    /**
     * Iterations that ended.
     *
     * @param fine those in which nothing counted as an error
     */
    public record Iterations(long ended, long fine) {
        /** Per second of a run that took so long; 0 for an empty window. */
        public double perSec(long elapsedNs) {
            return elapsedNs <= 0 ? 0 : ended * 1e9 / elapsedNs;
        }
    }

    /** How often a check held, and did not. */
    public record CheckRow(String name, long passed, long failed) {}

    /** Warm-up of the run itself, against the target. */
    public record Discarded(long iterations, long exchanges, long windowNs) {}
}
