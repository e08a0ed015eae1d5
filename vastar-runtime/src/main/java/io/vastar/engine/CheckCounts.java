// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.record.TrialResult.CheckRow;
import io.vastar.spi.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An agent's checks by name. Bounded: names that user code makes up without end share one row. */
final class CheckCounts implements Checks {
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

    void add(CheckCounts other) {
        other.counts.forEach((name, count) -> {
            Count sum = counts.computeIfAbsent(name, key -> new Count());
            sum.passed += count.passed;
            sum.failed += count.failed;
        });
    }

    List<CheckRow> rows() {
        List<CheckRow> rows = new ArrayList<>();
        counts.forEach((name, count) -> rows.add(new CheckRow(name, count.passed, count.failed)));
        return rows;
    }

    private static final class Count {
        private long passed;
        private long failed;
    }
}
