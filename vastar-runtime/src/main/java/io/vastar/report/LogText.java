// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.count;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.log.LogSummary;

/** What a report says about the log of its run's requests. */
public final class LogText {
    private static final double DROPPED_MUCH = 0.01;

    private LogText() {}

    /** A section of the text report; empty without a log. */
    public static String render(LogSummary log, boolean colour) {
        if (log == null) {
            return "";
        }
        Ansi ansi = new Ansi(colour);
        StringBuilder out = new StringBuilder();
        out.append('\n').append(ansi.bold("Request log:")).append('\n');
        log.files().forEach(file -> out.append("  ").append(file).append('\n'));
        out.append("  ").append(count(log.records(), "record"));
        out.append(log.sample().equals("all") ? ", every request" : ", a sample of " + log.sample())
                .append('\n');
        if (log.dropped() > 0) {
            out.append("  ").append(ansi.paint(Ansi.ORANGE, dropped(log))).append('\n');
        }
        if (log.failure() != null) {
            out.append("  ").append(ansi.paint(Ansi.RED, log.failure())).append('\n');
        }
        return out.toString();
    }

    private static String dropped(LogSummary log) {
        long all = log.records() + log.dropped();
        String text = count(log.dropped(), "more request") + " (" + Units.percent((double) log.dropped() / all)
                + ") could not be written" + (log.failure() == null ? " as fast as they came" : "")
                + ", and are missing";
        return log.failure() != null || log.dropped() < DROPPED_MUCH * all
                ? text
                : text + "; log a sample, such as --log-sample 1/10";
    }

    /** The key {@code log} of a run's JSON; nothing without a log. */
    public static void addTo(ObjectNode run, LogSummary log) {
        if (log == null) {
            return;
        }
        ObjectNode node = run.putObject("log");
        ArrayNode files = node.putArray("files");
        log.files().forEach(file -> files.add(file.toString()));
        node.put("sample", log.sample());
        node.put("records", log.records());
        node.put("dropped", log.dropped());
        node.put("failure", log.failure());
    }
}
