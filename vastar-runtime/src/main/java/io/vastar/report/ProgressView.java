// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.engine.RunListener.Phase;
import io.vastar.engine.RunListener.Progress;
import io.vastar.plan.LoadPlan;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What live progress says. Rate and latency are those of the last second, so that a change shows at once. */
final class ProgressView {
    private static final int BAR_CELLS = 40;
    private static final long WINDOW_NS = 1_000_000_000L;

    private final Ansi ansi;
    private final LoadPlan plan;
    private final ArrayDeque<Progress> window = new ArrayDeque<>();
    private Progress now;
    private boolean recounted;

    ProgressView(Ansi ansi, LoadPlan plan) {
        this.ansi = ansi;
        this.plan = plan;
    }

    void update(Progress progress) {
        now = progress;
        if (progress.elapsedNs() <= 0) {
            return;
        }
        if (!window.isEmpty() && progress.started() < window.peekLast().started()) {
            window.clear();
            recounted = true;
        }
        window.addLast(progress);
        while (window.size() > 2 && second(window).elapsedNs() <= progress.elapsedNs() - WINDOW_NS) {
            window.removeFirst();
        }
    }

    /** Three lines for a terminal. */
    List<String> block() {
        String title =
                ansi.bold(plan.name()) + "  " + RequestFacts.named(plan.request()) + "  " + ModelLine.brief(plan);
        int cells = (int) Math.round(done() * BAR_CELLS);
        String bar = "[" + ansi.paint(Ansi.GREEN, "█".repeat(cells)) + "░".repeat(BAR_CELLS - cells) + "] "
                + Units.format("%3.0f%%", Math.floor(done() * 100)) + "  " + phase();
        return List.of(title, bar, measured() ? figures() : "");
    }

    /** One line for a log. */
    String line(boolean newPhase) {
        String text = "  [run] " + plan.name() + " " + ModelLine.brief(plan) + ": " + phase();
        return measured() && now.responses() + now.failed() + now.codeFailures() > 0
                ? text + ", " + figures()
                : text + (newPhase ? "" : " (still)");
    }

    private boolean measured() {
        return now.phase() == Phase.MEASURE || now.phase() == Phase.DRAIN;
    }

    private String phase() {
        return switch (now.phase()) {
            case WARM_UP -> "warming up the load generator";
            case CONNECT ->
                plan.request().url().startsWith("noop:")
                        ? "starting"
                        : "opening " + LoadFacts.connections(plan.request(), plan.concurrency());
            case MEASURE -> warmingUp() ? "warming up, discarded" + warmUpCourse() : "measuring" + course();
            case DRAIN -> "waiting for the last answers, " + Units.duration(Math.max(0, now.elapsedNs()));
        };
    }

    private boolean warmingUp() {
        return now.elapsedNs() < plan.model().warmUpNs()
                || now.iterations() < plan.model().warmUpIterations();
    }

    private String warmUpCourse() {
        return plan.model().warmUpNs() > 0
                ? ", " + Units.duration(Math.max(0, now.elapsedNs())) + " of "
                        + Units.duration(plan.model().warmUpNs())
                : ", " + now.iterations() + " of " + Units.count(plan.model().warmUpIterations(), "iteration");
    }

    private String course() {
        boolean timed = plan.requests() == 0 && plan.durationNs() > 0;
        if (now.elapsedNs() <= 0) {
            return timed ? " for " + Units.duration(plan.durationNs()) : "";
        }
        return ", " + Units.duration(now.elapsedNs()) + (timed ? " of " + Units.duration(plan.durationNs()) : "");
    }

    /** The errors stand before what a narrow terminal cuts off. */
    private String figures() {
        long errors = now.errors();
        String errorText = Units.count(errors, "error") + (errors == 0 ? "" : " (" + kinds() + ")");
        return count() + ", " + (errors == 0 ? errorText : ansi.paint(Ansi.RED, errorText)) + ", "
                + (plan.model().isOpen() ? openRate() : perSec(Progress::responses) + "/s, mean ") + meanLatency();
    }

    /** What the errors are, the most frequent kind first. */
    private String kinds() {
        record Kind(long count, String name) {}
        return Stream.of(
                        new Kind(now.unexpected(), "unexpected"),
                        new Kind(now.failed(), "failed"),
                        new Kind(now.rejected(), "failed checks"),
                        new Kind(now.codeFailures(), "exceptions"))
                .filter(kind -> kind.count > 0)
                .sorted(Comparator.comparingLong(Kind::count).reversed())
                .map(kind -> kind.count + " " + kind.name)
                .collect(Collectors.joining(", "));
    }

    private String count() {
        long requests = now.responses() + now.failed();
        String of = plan.requests() > 0 ? " of " + plan.requests() : "";
        return plan.scenarios().isEmpty()
                ? (of.isEmpty() ? requests : ended()) + of + " requests"
                : ended() + of + " iterations, " + requests + " requests";
    }

    private String openRate() {
        String target = now.phase() == Phase.MEASURE
                ? " of " + Units.format("%.0f", plan.model().ratePerSecAt(now.elapsedNs())) + "/s"
                : "";
        String backlog = "backlog " + now.backlog();
        return "started " + perSec(Progress::iterations) + "/s" + target + ", "
                + (now.backlog() == 0 ? backlog : ansi.paint(Ansi.ORANGE, backlog)) + ", " + now.inFlight()
                + " in flight, mean service time ";
    }

    /** Iterations that are over, those of the warm-up too. */
    private long ended() {
        return plan.scenarios().isEmpty() && plan.model().warmUpIterations() == 0
                ? now.responses() + now.failed()
                : Math.max(0, now.iterations() - now.inFlight());
    }

    private double done() {
        if (now.phase() == Phase.DRAIN) {
            return 1;
        }
        double share = plan.requests() > 0
                ? (double) ended() / plan.requests()
                : plan.durationNs() > 0 ? (double) now.elapsedNs() / plan.durationNs() : 0;
        return Math.max(0, Math.min(1, share));
    }

    private String perSec(ToLongFunction<Progress> counter) {
        Progress from = from();
        long ns = now.elapsedNs() - (from == null ? 0 : from.elapsedNs());
        long count = counter.applyAsLong(now) - (from == null ? 0 : counter.applyAsLong(from));
        return Units.format("%.0f", ns <= 0 ? 0 : count * 1e9 / ns);
    }

    private String meanLatency() {
        Progress from = from();
        long responses = now.responses() - (from == null ? 0 : from.responses());
        long sumNs = now.serviceSumNs() - (from == null ? 0 : from.serviceSumNs());
        return responses <= 0 ? "-" : Units.duration((double) sumNs / responses);
    }

    /**
     * The state about a second ago; null when measuring began within that second. The counts begin again where a
     * warm-up ends: from there it is the first state since, for a second.
     */
    private Progress from() {
        Progress first = window.peekFirst();
        return first == null || first == now || !recounted && now.elapsedNs() - first.elapsedNs() < WINDOW_NS
                ? null
                : first;
    }

    private static Progress second(ArrayDeque<Progress> window) {
        var iterator = window.iterator();
        iterator.next();
        return iterator.next();
    }
}
