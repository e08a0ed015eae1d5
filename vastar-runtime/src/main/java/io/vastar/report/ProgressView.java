// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.engine.RunListener.Phase;
import io.vastar.engine.RunListener.Progress;
import io.vastar.plan.LoadPlan;
import java.util.ArrayDeque;
import java.util.List;

/** What live progress says. Rate and latency are those of the last second, so that a change shows at once. */
final class ProgressView {
    private static final int BAR_CELLS = 40;
    private static final long WINDOW_NS = 1_000_000_000L;

    private final Ansi ansi;
    private final LoadPlan plan;
    private final ArrayDeque<Progress> window = new ArrayDeque<>();
    private Progress now;

    ProgressView(Ansi ansi, LoadPlan plan) {
        this.ansi = ansi;
        this.plan = plan;
    }

    void update(Progress progress) {
        now = progress;
        if (progress.elapsedNs() <= 0) {
            return;
        }
        window.addLast(progress);
        while (window.size() > 2 && second(window).elapsedNs() <= progress.elapsedNs() - WINDOW_NS) {
            window.removeFirst();
        }
    }

    /** Three lines for a terminal. */
    List<String> block() {
        String title = ansi.bold(plan.name()) + "  " + plan.request().method() + " "
                + RequestFacts.url(plan.request().url()) + "  " + ModelLine.brief(plan);
        int cells = (int) Math.round(done() * BAR_CELLS);
        String bar = "[" + ansi.paint(Ansi.GREEN, "█".repeat(cells)) + "░".repeat(BAR_CELLS - cells) + "] "
                + Units.format("%3.0f%%", Math.floor(done() * 100)) + "  " + phase();
        return List.of(title, bar, measured() ? figures() : "");
    }

    /** One line for a log. */
    String line(boolean newPhase) {
        String text = "  [run] " + plan.name() + " " + ModelLine.brief(plan) + ": " + phase();
        return measured() && now.responses() + now.failed() > 0
                ? text + ", " + figures()
                : text + (newPhase ? "" : " (still)");
    }

    private boolean measured() {
        return now.phase() == Phase.MEASURE || now.phase() == Phase.DRAIN;
    }

    private String phase() {
        return switch (now.phase()) {
            case WARM_UP -> "warming up the load generator";
            case CONNECT -> "opening " + Units.count(plan.concurrency(), "connection");
            case MEASURE -> "measuring" + course();
            case DRAIN -> "waiting for the last answers, " + Units.duration(Math.max(0, now.elapsedNs()));
        };
    }

    private String course() {
        boolean timed = plan.requests() == 0 && plan.durationNs() > 0;
        if (now.elapsedNs() <= 0) {
            return timed ? " for " + Units.duration(plan.durationNs()) : "";
        }
        return ", " + Units.duration(now.elapsedNs()) + (timed ? " of " + Units.duration(plan.durationNs()) : "");
    }

    private String figures() {
        long ended = now.responses() + now.failed();
        long errors = now.nonSuccess() + now.failed();
        String count = ended + (plan.requests() > 0 ? " of " + plan.requests() : "") + " requests";
        String errorText = Units.count(errors, "error") + (errors == 0 ? "" : " (" + now.nonSuccess() + " non-2xx)");
        return count + ", " + Units.format("%.0f", perSec()) + "/s, mean " + meanLatency() + ", "
                + (errors == 0 ? errorText : ansi.paint(Ansi.RED, errorText));
    }

    private double done() {
        if (now.phase() == Phase.DRAIN) {
            return 1;
        }
        double share = plan.requests() > 0
                ? (double) (now.responses() + now.failed()) / plan.requests()
                : plan.durationNs() > 0 ? (double) now.elapsedNs() / plan.durationNs() : 0;
        return Math.max(0, Math.min(1, share));
    }

    private double perSec() {
        Progress from = from();
        long ns = now.elapsedNs() - (from == null ? 0 : from.elapsedNs());
        return ns <= 0 ? 0 : (now.responses() - (from == null ? 0 : from.responses())) * 1e9 / ns;
    }

    private String meanLatency() {
        Progress from = from();
        long responses = now.responses() - (from == null ? 0 : from.responses());
        long sumNs = now.serviceSumNs() - (from == null ? 0 : from.serviceSumNs());
        return responses <= 0 ? "-" : Units.duration((double) sumNs / responses);
    }

    /** The state about a second ago; null when measuring began within that second. */
    private Progress from() {
        Progress first = window.peekFirst();
        return first == null || first == now || now.elapsedNs() - first.elapsedNs() < WINDOW_NS ? null : first;
    }

    private static Progress second(ArrayDeque<Progress> window) {
        var iterator = window.iterator();
        iterator.next();
        return iterator.next();
    }
}
