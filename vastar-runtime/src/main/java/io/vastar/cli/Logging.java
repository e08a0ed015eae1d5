// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.engine.RunListener;
import io.vastar.engine.TimeLimit;
import io.vastar.log.LogSummary;
import io.vastar.log.RequestLogs;
import io.vastar.log.RunLog;
import io.vastar.plan.LoadPlan;
import io.vastar.record.RequestLogging;
import io.vastar.report.RequestFacts;
import java.io.IOException;
import java.util.List;

/** The request logs of a command, run by run; does nothing where none is asked for. */
final class Logging implements AutoCloseable {
    static final Logging NONE = new Logging(null);

    private final RequestLogs logs;
    private RunLog current;

    private Logging(RequestLogs logs) {
        this.logs = logs;
    }

    /** @throws io.vastar.spi.ConfigurationException when a file cannot be written */
    static Logging of(RequestsFlags flags) {
        RequestLogs logs = flags == null ? null : flags.open();
        return logs == null ? NONE : new Logging(logs);
    }

    /** The run's listener, with a log; {@link #end} ends it. */
    RunListener begin(LoadPlan plan, RunListener listener) {
        if (logs == null) {
            return listener;
        }
        RunLog log = logs.run(
                plan.name(),
                plan.request().method(),
                RequestFacts.url(plan.request().url()));
        current = log;
        return new RunListener() {
            @Override
            public void onProgress(Progress progress) {
                listener.onProgress(progress);
            }

            @Override
            public List<TimeLimit> watched() {
                return listener.watched();
            }

            @Override
            public RequestLogging log() {
                return log;
            }
        };
    }

    /** Waits until the requests of the run that has ended are written; null without a log. */
    LogSummary end() {
        if (current == null) {
            return null;
        }
        LogSummary summary = current.end();
        current = null;
        return summary;
    }

    /** Adds what became of a run to its log; the outcome, which is worse when the log is not complete. */
    TestOutcome added(TestOutcome outcome) {
        String lost = logs == null ? null : add(outcome);
        return lost == null ? outcome : outcome.with("the request log is not complete: " + lost, ExitCode.INTERNAL);
    }

    private String add(TestOutcome outcome) {
        if (outcome.run() == null) {
            logs.withoutRequests(outcome.name());
        }
        String failure = logs.summary(outcome.row());
        LogSummary log = outcome.run() == null ? null : outcome.run().log();
        return log == null || log.failure() == null ? failure : log.failure();
    }

    /** Completes the files; why that was not possible, or null. */
    String finish() {
        if (logs == null) {
            return null;
        }
        try {
            logs.close();
            return null;
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** After what went wrong elsewhere: what was written until then is kept. */
    @Override
    public void close() {
        end();
        finish();
    }
}
