// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.ScenarioPlan;
import io.vastar.record.HandOffLog;
import io.vastar.record.Recorder;
import io.vastar.record.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What users with threads of their own did: a row for each scenario's iterations and for each kind of their requests, and
 * what going between threads cost. Written by the agent thread. Bounded: names that user code makes up without end share
 * one row.
 */
final class ThreadedRows {
    private static final int MOST_ROWS = 200;
    private static final String OTHERS = "(further rows)";

    private final int countNames;
    private final boolean open;
    private final Map<String, Recorder> iterations = new LinkedHashMap<>();
    private final Map<String, Recorder> requests = new LinkedHashMap<>();
    private final HandOffLog handOffs = new HandOffLog();

    ThreadedRows(List<ScenarioPlan> plans, int countNames, boolean open) {
        this.countNames = countNames;
        this.open = open;
        for (ScenarioPlan plan : plans) {
            iterations.put(plan.name(), Recorder.ofRow(0, open));
        }
    }

    Recorder iterationsOf(ThreadedUser user) {
        return iterations.get(user.plan.name());
    }

    /** The row of requests, or parts of the code, with this name. */
    Recorder row(String name) {
        Recorder row = requests.get(name);
        if (row == null) {
            row = requests.computeIfAbsent(
                    requests.size() < MOST_ROWS ? name : OTHERS, key -> Recorder.ofRow(countNames, open));
        }
        return row;
    }

    /** The name of the row for this name. */
    String nameOf(String name) {
        return requests.containsKey(name) ? name : OTHERS;
    }

    /** A user was woken up and told something. */
    void handedOver(ThreadedUser user, long toAgentNs) {
        handOffs.toUser(user.wakeNs);
        handOffs.toAgent(toAgentNs);
        user.handOffNs += user.wakeNs;
    }

    /** An iteration ended. */
    void ended(ThreadedUser user, long toAgentNs) {
        handedOver(user, toAgentNs);
        handOffs.inIteration(user.handOffNs);
    }

    /** Adds those of another agent. Both agents have stopped. */
    void add(ThreadedRows other) {
        handOffs.add(other.handOffs);
        other.requests.forEach((name, row) -> row(name).add(row));
        other.iterations.forEach((name, row) -> iterations.get(name).add(row));
    }

    List<TrialResult.Row> requests() {
        return rows(requests);
    }

    List<TrialResult.Row> iterations() {
        return rows(iterations);
    }

    TrialResult.Iterations iterationCounts() {
        long ended = 0;
        long fine = 0;
        for (Recorder row : iterations.values()) {
            ended += row.startedCount();
            fine += row.okCount();
        }
        return new TrialResult.Iterations(ended, fine);
    }

    private static List<TrialResult.Row> rows(Map<String, Recorder> recorders) {
        List<TrialResult.Row> all = new ArrayList<>();
        recorders.forEach((name, recorder) -> all.add(recorder.row(name)));
        return all;
    }

    TrialResult.HandOffs handOffs() {
        return handOffs.handOffs();
    }
}
