// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.LoadPlan;
import io.vastar.plan.Planned;
import io.vastar.plan.SweepPlan;
import io.vastar.report.ModelLine;
import io.vastar.report.RequestFacts;
import io.vastar.report.WayLine;
import io.vastar.spi.RequestVariety;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says on stderr, before anything runs, with what and what will run. */
final class RunHeader {
    private RunHeader() {}

    static void print(Console console, List<String> lines) {
        Runtime runtime = Runtime.getRuntime();
        console.err().println("# " + Version.line());
        console.err()
                .println("# Machine: " + runtime.availableProcessors() + " CPUs, "
                        + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch") + ", heap at most " + runtime.maxMemory() / (1024 * 1024)
                        + " MB");
        lines.forEach(line -> console.err().println("# " + line));
        console.err().println();
    }

    static List<String> of(Planned planned) {
        List<String> lines = new ArrayList<>();
        boolean bringsClient = planned.run().request().url().startsWith("noop:");
        lines.add(
                bringsClient
                        ? "Target: what the load test's own client calls"
                        : "Target: " + RequestFacts.named(planned.run().request()));
        String way = WayLine.of(planned.run().request());
        if (way != null) {
            lines.add(way);
        }
        RequestVariety variety = planned.run().request().content().variety();
        if (variety != null) {
            lines.add("Requests: " + variety.summary() + ", " + (variety.random() ? "in random order" : "in turn"));
        }
        lines.add(planned.sweep() == null ? load(planned.run()) : sweep(planned.sweep()));
        return lines;
    }

    private static String load(LoadPlan plan) {
        return "Load: " + ModelLine.of(plan) + ", timeout " + time(plan.timeoutNs());
    }

    private static String sweep(SweepPlan plan) {
        String levels = plan.conc().levels().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "Sweep: c=" + levels + (plan.conc().auto() ? " (auto)" : "") + ", " + length(plan.base()) + " at each"
                + (plan.settles()
                        ? ", until two runs agree"
                        : plan.repeats() > 1 ? ", " + plan.repeats() + " times" : "")
                + ", baseline c=" + plan.baselineConcurrency()
                + ", pick " + plan.pick().name().toLowerCase(Locale.ROOT) + ", timeout "
                + time(plan.base().timeoutNs());
    }

    private static String length(LoadPlan plan) {
        return plan.requests() > 0 ? plan.requests() + " requests" : "for " + time(plan.durationNs());
    }

    /** A duration in its largest unit that needs at most three decimals. */
    static String time(long ns) {
        if (ns == 0) {
            return "none";
        }
        if (ns >= 1_000_000_000L) {
            return decimal(ns, 1_000_000_000L) + " s";
        }
        return ns >= 1_000_000L ? decimal(ns, 1_000_000L) + " ms" : decimal(ns, 1_000L) + " µs";
    }

    private static String decimal(long value, long unit) {
        return java.math.BigDecimal.valueOf(value)
                .divide(java.math.BigDecimal.valueOf(unit), 3, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
