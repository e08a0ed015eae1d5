// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.engine.RunListener;
import io.vastar.plan.SweepPlan;
import io.vastar.report.SweepCsv;
import io.vastar.report.SweepJson;
import io.vastar.report.SweepNdjson;
import io.vastar.report.SweepProgress;
import io.vastar.report.SweepText;
import io.vastar.sweep.ReferencePoint;
import io.vastar.sweep.Sweep;
import io.vastar.sweep.SweepListener;
import io.vastar.sweep.SweepPoint;
import io.vastar.sweep.SweepResult;
import io.vastar.sweep.SweetSpot;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Joins the commands with the sweep and its reports. */
final class JoinedSweeper implements Services.Sweeper {
    private final Console console;

    JoinedSweeper(Console console) {
        this.console = console;
    }

    @Override
    public Services.SweepOutcome run(
            SweepPlan plan, Services.LoadEngine engine, boolean progress, OutputFormat format) {
        SweepListener shown = progress ? new SweepProgress(writer(console.err())) : SweepListener.NONE;
        SweepListener streamed =
                format == OutputFormat.NDJSON ? new SweepNdjson(writer(console.out())) : SweepListener.NONE;
        Sweep sweep = new Sweep(plan, trial -> engine.run(trial, RunListener.COMPARED), new Both(shown, streamed));
        return new Outcome(sweep.run(), console.outColour());
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private record Outcome(SweepResult result, boolean colour) implements Services.SweepOutcome {
        @Override
        public String render(OutputFormat format) {
            return switch (format) {
                case TEXT -> SweepText.text(result, colour);
                case JSON -> SweepJson.text(result, exitCode(), reason());
                case CSV -> SweepCsv.text(result);
                case NDJSON -> null;
                default -> throw new IllegalArgumentException("a sweep has no form " + format);
            };
        }

        @Override
        public int exitCode() {
            if (result.interrupted()) {
                return ExitCode.INTERRUPTED;
            }
            if (result.everyRequestFailed()) {
                return ExitCode.UNREACHABLE;
            }
            return result.qualified() ? ExitCode.OK : ExitCode.GATE;
        }

        @Override
        public String reason() {
            return result.interrupted() ? "interrupted" : result.failure();
        }

        @Override
        public Services.SweetSpot sweetSpot() {
            SweetSpot spot = result.sweetSpot();
            if (spot.point() == null) {
                return new Services.SweetSpot(0, 0, 0, 0, 0);
            }
            SweepPoint point = spot.point();
            return new Services.SweetSpot(
                    point.concurrency(),
                    point.rps(),
                    point.median().p50Ns() / 1e6,
                    point.median().p99Ns() / 1e6,
                    point.median().errorRate());
        }
    }

    /** Tells two listeners. */
    private record Both(SweepListener first, SweepListener second) implements SweepListener {
        @Override
        public void onTrial(Trial trial) {
            List.of(first, second).forEach(listener -> listener.onTrial(trial));
        }

        @Override
        public void onBaseline(SweepPoint baseline, ReferencePoint reference) {
            List.of(first, second).forEach(listener -> listener.onBaseline(baseline, reference));
        }

        @Override
        public void onPoint(SweepPoint point) {
            List.of(first, second).forEach(listener -> listener.onPoint(point));
        }

        @Override
        public void onNote(String note) {
            List.of(first, second).forEach(listener -> listener.onNote(note));
        }

        @Override
        public void onEnd(SweepResult result) {
            List.of(first, second).forEach(listener -> listener.onEnd(result));
        }
    }
}
