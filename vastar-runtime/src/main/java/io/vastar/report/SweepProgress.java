// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.sweep.ReferencePoint;
import io.vastar.sweep.SweepListener;
import io.vastar.sweep.SweepPoint;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells on stderr how far a sweep is: one line a trial, and one for each level that is complete. */
public final class SweepProgress implements SweepListener {
    private final PrintWriter out;

    /** @param out gets whole lines; not closed */
    public SweepProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void onTrial(Trial trial) {
        String what = switch (trial.kind()) {
            case WARM_UP -> "warm-up";
            case BASELINE -> "baseline";
            case REFERENCE -> "reference";
            case LEVEL -> "level";
            case REFINE -> "refine";
        };
        line(what + " c=" + trial.concurrency()
                + (trial.repeats() > 1 ? ", run " + trial.repeat() + " of " + trial.repeats() : "") + " …");
    }

    @Override
    public void onBaseline(SweepPoint baseline, ReferencePoint reference) {
        measured(baseline);
    }

    @Override
    public void onPoint(SweepPoint point) {
        measured(point);
    }

    @Override
    public void onNote(String note) {
        line(note);
    }

    private void measured(SweepPoint point) {
        line(String.format(
                Locale.ROOT,
                "c=%d: rps=%s p50=%s p99=%s%s",
                point.concurrency(),
                SweepNumbers.digits(point.rps()),
                SweepNumbers.duration(point.median().p50Ns()),
                SweepNumbers.duration(point.median().p99Ns()),
                point.qualified() ? "" : " DISQ (" + point.disqualified() + ")"));
    }

    private void line(String text) {
        out.print("  [sweep] " + text + "\n");
        out.flush();
    }
}
