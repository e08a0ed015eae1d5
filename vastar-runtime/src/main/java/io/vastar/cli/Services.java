// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.engine.RunListener;
import io.vastar.log.LogSummary;
import io.vastar.plan.FileLimits;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.LoadTestCatalog;
import io.vastar.plan.PlaceholderValues;
import io.vastar.plan.SweepPlan;
import io.vastar.record.TrialResult;
import io.vastar.slo.Verdict;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All that the commands need from the rest of vastar. Each part is made when it is first asked for. */
interface Services {
    /** The load tests in the jar. */
    LoadTestCatalog catalog();

    FileLimits fileLimits();

    PlaceholderValues placeholders(Map<String, String> given);

    /**
     * Loads the data of a feeder, in whose texts no placeholder is left.
     *
     * @throws ConfigurationException when the file is missing or wrong: where, and what it should be
     */
    default Feed feed(FeederDefinition feeder, long seed) {
        throw new ConfigurationException("the feeder " + feeder.field() + " cannot be loaded in this version");
    }

    /** The same one for the whole process. */
    LoadEngine engine();

    Reports reports();

    Sweeper sweeper();

    /**
     * Starts the embedded target.
     *
     * @throws io.vastar.spi.ConfigurationException when it cannot listen there
     */
    RunningTarget startTarget(String host, int port, int threads);

    /** This machine, looked at by {@code doctor}. */
    List<DoctorCheck> doctor();

    /** Runs plans. */
    interface LoadEngine {
        TrialResult run(LoadPlan plan, RunListener listener);

        /** Ends the current run early, and every later one at once. Any thread. */
        void stop();

        /** Ends the current run early, and no other. The thread that runs it. */
        default void endRun() {
            stop();
        }
    }

    /**
     * A run, the plan that it followed, what became of its objectives, and of the log of its requests.
     *
     * @param log null without one
     */
    record Measured(LoadPlan plan, TrialResult result, List<Verdict> verdicts, LogSummary log) {
        /** Without a log of its requests. */
        Measured(LoadPlan plan, TrialResult result, List<Verdict> verdicts) {
            this(plan, result, verdicts, null);
        }
    }

    /** Turns results into text. */
    interface Reports {
        String text(Measured run);

        /** The document of runs, also of those that have no result. */
        String json(List<TestOutcome> outcomes, int exitCode);

        /** Runs in a form other than text; forms of other tools take one. Null when that form has no place for what happened. */
        String render(OutputFormat format, List<TestOutcome> outcomes, int exitCode);

        /** Live progress on stderr until it is closed. */
        LiveView progress(LoadPlan plan);

        /**
         * Writes all or nothing.
         *
         * @throws IOException when that is not possible, in a sentence
         */
        void write(Path file, String content) throws IOException;
    }

    /** Shows the course of a run. */
    interface LiveView extends RunListener, AutoCloseable {
        /** Says nothing. */
        LiveView NONE = new LiveView() {
            @Override
            public void onProgress(Progress progress) {}

            @Override
            public void close() {}
        };

        @Override
        void close();
    }

    /** Runs sweeps. */
    interface Sweeper {
        /**
         * @param progress whether to tell on stderr how far it is
         * @param format what stdout will get; NDJSON is written to stdout while the sweep runs
         */
        SweepOutcome run(SweepPlan plan, LoadEngine engine, boolean progress, OutputFormat format);
    }

    /** A sweep that has ended. */
    interface SweepOutcome {
        /** Null for NDJSON, which has been written already. */
        String render(OutputFormat format);

        /** OK, GATE where no level qualified, UNREACHABLE where no request succeeded, or INTERRUPTED. */
        int exitCode();

        /** Why the exit code is not OK; null when it is. */
        String reason();

        SweetSpot sweetSpot();
    }

    /** The level that a sweep picked; concurrency 0 when it picked none. */
    record SweetSpot(int concurrency, double requestsPerSec, double p50Ms, double p99Ms, double errorRate) {}

    /** An embedded target that listens. */
    interface RunningTarget extends AutoCloseable {
        String url();

        @Override
        void close();
    }
}
