// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.ScenarioPlan;
import io.vastar.record.HandOffLog;
import io.vastar.record.NamedRows;
import io.vastar.record.Recorder;
import io.vastar.record.RowRecord;
import java.util.List;

/**
 * What users with threads of their own did: a row for each scenario's iterations and for each kind of their requests, and
 * what going between threads cost. Written by the agent thread. Bounded: names that user code makes up without end share
 * one row.
 */
final class ThreadedRows {
    private static final int MOST_ROWS = 200;

    private final NamedRows iterations;
    private final NamedRows requests;
    private final HandOffLog handOffs = new HandOffLog();

    ThreadedRows(List<ScenarioPlan> plans, int countNames, boolean open) {
        iterations = new NamedRows(0, open);
        requests = new NamedRows(countNames, open, MOST_ROWS);
        for (ScenarioPlan plan : plans) {
            iterations.row(plan.name());
        }
    }

    Recorder iterationsOf(ThreadedUser user) {
        return iterations.row(user.plan.name());
    }

    /** The row of requests, or parts of the code, with this name. */
    Recorder row(String name) {
        return requests.row(name);
    }

    /** The name of the row for this name. */
    String nameOf(String name) {
        return requests.nameOf(name);
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

    RowRecord record() {
        return new RowRecord(requests, iterations, iterations.iterationCounts(), handOffs);
    }
}
