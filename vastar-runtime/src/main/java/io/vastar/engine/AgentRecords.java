// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.record.AgentHealth;
import io.vastar.record.AgentHealth.CodeUse;
import io.vastar.record.AgentHealth.Cores;
import io.vastar.record.AgentHealth.Turns;
import io.vastar.record.AgentRecord;
import io.vastar.record.CodeFailures;
import io.vastar.record.RowRecord;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Gathers what the agents of a finished {@link Trial} hold; {@link TrialResults} adds it up. */
final class AgentRecords {
    private AgentRecords() {}

    static List<AgentRecord> of(Trial trial) {
        List<AgentRecord> records = new ArrayList<>();
        for (LoadAgent agent : trial.agents()) {
            records.add(of(agent, trial.startNs()));
        }
        return records;
    }

    private static AgentRecord of(LoadAgent agent, long originNs) {
        AgentParts parts = agent.parts();
        return new AgentRecord(
                new AgentRecord.Moments(
                        originNs, agent.iterations().lastEndNs() - originNs, agent.finishedNs() - originNs),
                parts.recorder(),
                parts.discarded() == parts.recorder() ? null : parts.discarded(),
                rows(parts),
                parts.responses().checks(),
                failures(parts),
                parts.lane().connections(),
                health(parts));
    }

    private static RowRecord rows(AgentParts parts) {
        if (parts.threaded() != null) {
            return parts.threaded().rows().record();
        }
        return parts.scenarios() == null
                ? RowRecord.none()
                : parts.scenarios().rows().record();
    }

    private static CodeFailures failures(AgentParts parts) {
        if (parts.threaded() != null) {
            return parts.threaded().failures();
        }
        return parts.scenarios() == null
                ? new CodeFailures()
                : parts.scenarios().failures();
    }

    private static AgentHealth health(AgentParts parts) {
        DutyCycle cycle = parts.dutyCycle();
        CodeTime code = parts.scenarios() == null ? null : parts.scenarios().time();
        WaitPolicy policy = parts.waitPolicy();
        Histogram wakeUps = parts.wakeUps().lagNs();
        long heldNs = code == null ? 0 : code.heldNs();
        // Turns that did work, less what other processes took of them; code that sleeps keeps its thread without using
        // a CPU.
        long workedNs = Math.min(cycle.busyNs(), parts.meter().cpuNs() + heldNs);
        return new AgentHealth(
                1,
                new Turns(
                        cycle.longestNs(),
                        cycle.longestGcNs(),
                        cycle.longestCodeNs(),
                        cycle.longTurns(),
                        cycle.longTurnsNs()),
                workedNs,
                Math.max(0, workedNs),
                parts.meter().cpuNs(),
                parts.meter().allocatedBytes(),
                new Cores(
                        parts.meter().waitedNs(!policy.maySleep()),
                        policy.gaveWay(),
                        policy.awayNs(),
                        wakeUps.getTotalCount() == 0 ? null : wakeUps),
                code == null ? CodeUse.NONE : code.used());
    }
}
