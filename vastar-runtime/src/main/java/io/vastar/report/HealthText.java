// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.count;
import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.format;
import static io.vastar.report.Units.percent;

import io.vastar.record.TrialResult;
import io.vastar.record.UserCode;
import io.vastar.spi.LookUp;
import java.util.List;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The blocks of a report that say under which conditions it was measured: connections, rate, load generator. */
final class HealthText {
    private HealthText() {}

    static void connections(StringBuilder out, Ansi ansi, TrialResult result) {
        TrialResult.Connections connections = result.connections();
        if (connections.requested() == 0) {
            return;
        }
        title(out, ansi, "Connections:");
        row(
                out,
                "Requested",
                connections.requested() + ", opened " + connections.opened() + ", most at once "
                        + (result.health().threads() > 1 ? "up to " : "") + connections.peakOpen()
                        + ", closed by the target " + connections.closedByPeer());
        if (result.detail().lookUp() != null) {
            row(out, "Look-up", lookUp(result.detail().lookUp()));
        }
        if (connections.opened() > 0) {
            row(
                    out,
                    "Set-up",
                    duration(connections.setUpNs()) + " before the clock started; connect "
                            + connect(connections.connectNs()));
        }
        if (connections.tls() != null) {
            tls(out, connections.tls());
        }
        if (connections.streams() != null) {
            streams(out, connections.streams());
        }
        if (connections.staleRetries() > 0) {
            row(out, "Sent again", count(connections.staleRetries(), "request") + " that the target had not processed");
        }
        if (!connections.failures().isEmpty()) {
            out.append("  Failed attempts:\n");
            for (TrialResult.ErrorRow failure : connections.failures()) {
                out.append("  ");
                RunText.error(out, failure);
            }
        }
    }

    private static void tls(StringBuilder out, TrialResult.Tls tls) {
        row(
                out,
                "TLS",
                tls.sessions().size() == 1
                        ? tls.sessions().keySet().iterator().next()
                        : tls.sessions().entrySet().stream()
                                .map(session -> session.getKey() + " (" + session.getValue() + ")")
                                .collect(Collectors.joining("; ")));
        row(out, "Handshakes", tls.full() + " full, " + tls.resumed() + " resumed; " + connect(tls.handshakeNs()));
    }

    private static void streams(StringBuilder out, TrialResult.Streams streams) {
        row(
                out,
                "Streams",
                streams.limit() < 0
                        ? "the target sets no limit for a connection"
                        : "the target allows " + streams.limit() + " at once on a connection");
        if (!streams.goAways().isEmpty()) {
            row(
                    out,
                    "GOAWAY",
                    streams.goAways().entrySet().stream()
                            .map(reason -> reason.getKey() + " from " + count(reason.getValue(), "connection"))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String lookUp(LookUp lookUp) {
        return String.join(", ", lookUp.names()) + " in " + duration(lookUp.tookNs()) + ", in no latency: "
                + (lookUp.addresses().size() == 1
                        ? "1 address"
                        : lookUp.addresses().size() + " addresses")
                + (lookUp.repeats() == 0 ? "" : "; looked up again " + count(lookUp.repeats(), "time"))
                + (lookUp.failures() == 0 ? "" : ", " + lookUp.failures() + " of them in vain");
    }

    private static String connect(Histogram connectNs) {
        StringBuilder text = new StringBuilder();
        for (Percentile percentile : List.of(Percentile.P50, Percentile.P99)) {
            if (percentile.supportedBy(connectNs.getTotalCount())) {
                text.append(percentile.key())
                        .append(' ')
                        .append(percentile.text(connectNs))
                        .append(", ");
            }
        }
        return text.append("slowest ").append(duration(connectNs.getMaxValue())).toString();
    }

    static void rate(StringBuilder out, Ansi ansi, TrialResult.Rate rate) {
        if (rate.intervals() < 2) {
            return;
        }
        title(out, ansi, "Requests/sec by interval:");
        row(out, "Intervals", rate.intervals() + " of " + duration(rate.intervalNs()));
        double variation = rate.mean() > 0 ? rate.standardDeviation() / rate.mean() : 0;
        row(
                out,
                "Mean",
                Units.rate(rate.mean()) + ", standard deviation " + Units.rate(rate.standardDeviation()) + " ("
                        + percent(variation) + ")");
        row(out, "Range", Units.rate(rate.min()) + " to " + Units.rate(rate.max()));
    }

    static void generator(StringBuilder out, Ansi ansi, TrialResult result) {
        TrialResult.Health health = result.health();
        title(out, ansi, "Generator health:");
        String pinned = health.pinnedCpus().isEmpty()
                ? "not pinned"
                : "pinned to CPU "
                        + health.pinnedCpus().toString().replace("[", "").replace("]", "");
        row(
                out,
                "I/O threads",
                health.threads() + " (" + health.idle() + ", " + pinned + "), busiest worked "
                        + percent(health.busyShare()) + " of the time");
        if (health.ceilingPerSec() > 0) {
            row(
                    out,
                    "Ceiling",
                    format("%.0f", Units.finite(health.ceilingPerSec())) + "/s of small responses on this machine, "
                            + percent(result.requestsPerSec() / health.ceilingPerSec()) + " of it used");
        }
        row(
                out,
                "Pauses",
                "longest stall " + duration(health.longestStallNs()) + ", "
                        + (health.gcCount() == 0
                                ? "no GC"
                                : count(health.gcCount(), "GC") + " " + duration(health.gcPauseNs()) + " in all"));
        core(out, health);
        cpu(out, result);
        if (health.delays().compilerNs() > 0) {
            row(out, "Compiler", duration(health.delays().compilerNs()) + " of work while the clock ran");
        }
        userCode(out, health.delays().code());
        handOffs(out, result.detail().handOffs());
        if (health.allocatedBytes() >= 0) {
            row(out, "Allocated", Units.bytes(health.allocatedBytes()) + " by the I/O threads");
        }
        row(
                out,
                "Warm-up",
                health.warmUpNs() > 0
                        ? duration(health.warmUpNs()) + " of its own code before the clock started"
                        : "none: the first requests also measure a cold JVM");
    }

    private static void core(StringBuilder out, TrialResult.Health health) {
        TrialResult.Core core = health.core();
        if (core.othersNs() >= 0) {
            row(
                    out,
                    "Core",
                    percent(core.othersShare()) + " of the time, " + duration(core.othersNs())
                            + " in all, went to others while the I/O threads were ready to run"
                            + (core.gaveWay() == 0
                                    ? ""
                                    : "; gave way " + count(core.gaveWay(), "time") + ", for "
                                            + percent(core.awayShare()) + " of the run"));
        }
        if (core.wakeUpNs() != null) {
            row(
                    out,
                    "Wake-ups",
                    percentiles(core.wakeUpNs()) + " from a signal to the sleeping I/O thread's going on ("
                            + count(core.wakeUpNs().getTotalCount(), "sample")
                            + "); responses that ended a sleep contain as much");
        }
    }

    private static void userCode(StringBuilder out, UserCode code) {
        if (code.mostIn() != null) {
            row(
                    out,
                    "Own code",
                    percent(code.share()) + " of an I/O thread's time, most of it in " + code.mostIn() + " ("
                            + duration(code.meanNs()) + " a call)");
        }
    }

    private static void handOffs(StringBuilder out, TrialResult.HandOffs handOffs) {
        if (handOffs == null || handOffs.inIteration().getTotalCount() == 0) {
            return;
        }
        row(
                out,
                "Hand-offs",
                "to users' threads " + percentiles(handOffs.toUser()) + "; back "
                        + percentiles(handOffs.toAgent()) + "; of an iteration "
                        + (Percentile.P50.supportedBy(handOffs.inIteration().getTotalCount())
                                ? "p50 " + Percentile.P50.text(handOffs.inIteration())
                                : "at most " + duration(handOffs.inIteration().getMaxValue())));
    }

    /** Those that there are enough samples for; the slowest where there are too few. */
    private static String percentiles(Histogram ns) {
        StringBuilder text = new StringBuilder();
        for (Percentile percentile : List.of(Percentile.P50, Percentile.P99)) {
            if (percentile.supportedBy(ns.getTotalCount())) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(percentile.key())
                        .append(' ')
                        .append(percentile.text(ns));
            }
        }
        return text.isEmpty() ? "at most " + duration(ns.getMaxValue()) : text.toString();
    }

    private static void cpu(StringBuilder out, TrialResult result) {
        TrialResult.Health health = result.health();
        if (health.cpuNs() < 0 || result.elapsedNs() <= 0) {
            return;
        }
        String ioThreads = health.ioThreadsCpuNs() < 0
                ? ""
                : ", I/O threads " + cores(health.ioThreadsCpuNs(), result.elapsedNs());
        String perRequest = result.counts().responses() == 0
                ? ""
                : ", " + duration((double) health.cpuNs() / result.counts().responses()) + " a response";
        row(out, "CPU", cores(health.cpuNs(), result.elapsedNs()) + " cores" + ioThreads + perRequest);
    }

    private static String cores(long cpuNs, long elapsedNs) {
        return format("%.2f", (double) cpuNs / elapsedNs);
    }

    private static void row(StringBuilder out, String key, String value) {
        out.append(format("  %-14s", key + ":")).append(value).append('\n');
    }

    private static void title(StringBuilder out, Ansi ansi, String title) {
        out.append('\n').append(ansi.bold(title)).append('\n');
    }
}
