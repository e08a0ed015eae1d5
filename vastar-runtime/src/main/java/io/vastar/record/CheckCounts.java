// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.record.TrialResult.CheckRow;
import io.vastar.spi.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An agent's checks by name. Bounded: names that user code makes up without end share one row. */
public final class CheckCounts implements Checks {
    private static final int MOST_NAMES = 200;
    private static final String OTHERS = "(further checks)";

    private final Map<String, Count> counts = new LinkedHashMap<>();

    @Override
    public void check(String name, boolean passed) {
        Count count = counts.get(name);
        if (count == null) {
            count = counts.computeIfAbsent(counts.size() < MOST_NAMES ? name : OTHERS, key -> new Count());
        }
        if (passed) {
            count.passed++;
        } else {
            count.failed++;
        }
    }

    /** Adds those of another agent. Both agents have stopped. */
    public void add(CheckCounts other) {
        other.counts.forEach((name, count) -> {
            Count sum = counts.computeIfAbsent(name, key -> new Count());
            sum.passed += count.passed;
            sum.failed += count.failed;
        });
    }

    /** In order of their first appearance. */
    public List<CheckRow> rows() {
        List<CheckRow> rows = new ArrayList<>();
        counts.forEach((name, count) -> rows.add(new CheckRow(name, count.passed, count.failed)));
        return rows;
    }

    void write(RecordOutput to) {
        to.count(counts.size());
        counts.forEach((name, count) -> {
            to.text(name);
            to.number(count.passed);
            to.number(count.failed);
        });
    }

    static CheckCounts read(RecordInput from) {
        CheckCounts read = new CheckCounts();
        int size = from.size();
        for (int i = 0; i < size; i++) {
            Count count = new Count();
            read.counts.put(from.text(), count);
            count.passed = from.number();
            count.failed = from.number();
        }
        return read;
    }

    private static final class Count {
        private long passed;
        private long failed;
    }
}
