// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link Recorder} for each name, in the order of their first appearance. Bounded: further names share one row. Single
 * writer, as {@link Recorder}.
 */
public final class NamedRows {
    private static final String OTHERS = "(further rows)";

    private final int protocolCounts;
    private final boolean scheduled;
    private final int most;
    private final Map<String, Recorder> rows = new LinkedHashMap<>();

    /** With as many rows as there are names: those of a plan. */
    public NamedRows(int protocolCounts, boolean scheduled) {
        this(protocolCounts, scheduled, Integer.MAX_VALUE);
    }

    /**
     * @param protocolCounts how many counts the protocol declared; 0 when rows are not of its exchanges
     * @param scheduled whether there is a schedule, against which response times are measured
     * @param most how many names have a row of their own
     */
    public NamedRows(int protocolCounts, boolean scheduled, int most) {
        this.protocolCounts = protocolCounts;
        this.scheduled = scheduled;
        this.most = most;
    }

    /** The row of this name. */
    public Recorder row(String name) {
        Recorder row = rows.get(name);
        if (row == null) {
            row = rows.computeIfAbsent(
                    rows.size() < most ? name : OTHERS, key -> Recorder.ofRow(protocolCounts, scheduled));
        }
        return row;
    }

    /** The name of the row for this name. */
    public String nameOf(String name) {
        return rows.containsKey(name) ? name : OTHERS;
    }

    /** Adds those of another agent. Both agents have stopped. */
    public void add(NamedRows other) {
        other.rows.forEach((name, row) -> row(name).add(row));
    }

    /** With the same names to be and none yet. */
    NamedRows empty() {
        return new NamedRows(protocolCounts, scheduled, most);
    }

    void write(RecordOutput to) {
        to.count(protocolCounts);
        to.flag(scheduled);
        to.count(most);
        to.count(rows.size());
        rows.forEach((name, row) -> {
            to.text(name);
            RecorderBytes.write(row, to);
        });
    }

    static NamedRows read(RecordInput from) {
        NamedRows read = new NamedRows(from.size(), from.flag(), from.count());
        int size = from.size();
        for (int i = 0; i < size; i++) {
            String name = from.text();
            read.rows.put(name, RecorderBytes.read(from));
        }
        return read;
    }

    /** Of rows of iterations: how many ended. */
    public TrialResult.Iterations iterationCounts() {
        long ended = 0;
        long fine = 0;
        for (Recorder row : rows.values()) {
            ended += row.startedCount();
            fine += row.okCount();
        }
        return new TrialResult.Iterations(ended, fine);
    }

    /** What was recorded. */
    public List<TrialResult.Row> rows(List<String> countNames) {
        List<TrialResult.Row> all = new ArrayList<>();
        rows.forEach((name, recorder) -> all.add(recorder.row(name, countNames)));
        return all;
    }
}
