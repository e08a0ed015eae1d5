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
import io.vastar.report.RunCsv;
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
        RequestLogs logs = flags.open();
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

    /** What went wrong with the log of a run, after its figures have been added; null when nothing did. */
    String complete(Services.Measured run) {
        if (run.log() == null) {
            return null;
        }
        String failure = logs.summary(RunCsv.row(run.result(), run.verdicts()));
        return run.log().failure() == null ? failure : run.log().failure();
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
