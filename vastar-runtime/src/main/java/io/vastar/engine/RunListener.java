// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.record.RequestLogging;
import io.vastar.spi.WireTap;
import java.util.List;

/** Told about the course of a run, on the thread that called the engine, a few times a second. */
public interface RunListener {
    /** Says nothing. */
    RunListener NONE = progress -> {};

    /** Says nothing, and has the run compared with others. */
    RunListener COMPARED = new RunListener() {
        @Override
        public void onProgress(Progress progress) {}

        @Override
        public boolean isCompared() {
            return true;
        }
    };

    void onProgress(Progress progress);

    /** Times to count by, asked for once before the run; {@link Progress#overLimits} has the counts. */
    default List<TimeLimit> watched() {
        return List.of();
    }

    /** Keeps every request, asked for once before the run; null for none. The self-warm-up has none to do with it. */
    default RequestLogging log() {
        return null;
    }

    /**
     * Whether the run is one of several whose figures are held against each other. Then even one of few requests is
     * preceded by the whole self-warm-up, so that all of them find the same machine code.
     */
    default boolean isCompared() {
        return false;
    }

    /** Sees what goes over the connections, asked for once before the run; null for none. */
    default WireTap tap() {
        return null;
    }

    /**
     * @param phase what the engine is doing
     * @param elapsedNs since measuring began; 0 before
     * @param iterations begun, those of the warm-up too
     * @param started exchanges started
     * @param responses complete responses of any code
     * @param unexpected of those, with an unexpected code
     * @param failed exchanges that failed
     * @param rejected of the responses with the right code, those in which a check failed, or whose reader threw an exception
     * @param codeFailures exceptions of user code that belong to no response
     * @param serviceSumNs total service time of the responses, for a mean
     * @param backlog arrivals that are due and have not begun; 0 in a closed model
     * @param inFlight iterations under way
     * @param overLimits exchanges over each of the times of {@link RunListener#watched}
     */
    record Progress(
            Phase phase,
            long elapsedNs,
            long iterations,
            long started,
            long responses,
            long unexpected,
            long failed,
            long rejected,
            long codeFailures,
            long serviceSumNs,
            long backlog,
            long inFlight,
            long[] overLimits) {
        private static final long[] NONE = {};

        /** Without user code and counts of times. */
        public Progress(
                Phase phase,
                long elapsedNs,
                long iterations,
                long started,
                long responses,
                long unexpected,
                long failed,
                long serviceSumNs,
                long backlog,
                long inFlight) {
            this(
                    phase,
                    elapsedNs,
                    iterations,
                    started,
                    responses,
                    unexpected,
                    failed,
                    0,
                    0,
                    serviceSumNs,
                    backlog,
                    inFlight,
                    NONE);
        }

        /** Of a closed model of one request, or before the clock starts. */
        public Progress(
                Phase phase,
                long elapsedNs,
                long started,
                long responses,
                long unexpected,
                long failed,
                long serviceSumNs) {
            this(phase, elapsedNs, started, started, responses, unexpected, failed, serviceSumNs, 0, 0);
        }

        /** All that counts as an error. */
        public long errors() {
            return unexpected + failed + rejected + codeFailures;
        }
    }

    /** The course of a run, in order. */
    enum Phase {
        WARM_UP,
        CONNECT,
        MEASURE,
        DRAIN
    }
}
