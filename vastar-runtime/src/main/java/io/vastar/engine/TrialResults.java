// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadPlan;
import io.vastar.record.Recorder;
import io.vastar.record.Recording;
import io.vastar.record.TrialResult;
import io.vastar.spi.ConnectionStats;
import java.util.List;

/** Merges what the agents of a finished {@link Trial} hold into one {@link TrialResult}. */
final class TrialResults {
    private TrialResults() {}

    static TrialResult of(Trial trial, String protocol, List<String> countNames, WarmUp warmUp) {
        LoadPlan plan = trial.plan();
        Recorder merged = new Recorder(countNames.size(), plan.model().isOpen());
        long fromNs = measuredFromNs(trial);
        merged.begin(fromNs);
        ConnectionStats connections = new ConnectionStats();
        long endNs = trial.startNs() + (trial.isStopped() ? 0 : plan.durationNs());
        long finishedNs = endNs;
        for (LoadAgent agent : trial.agents()) {
            merged.add(agent.parts().recorder());
            connections.add(agent.parts().lane().connections());
            endNs = Math.max(endNs, agent.iterations().lastEndNs());
            finishedNs = Math.max(finishedNs, agent.finishedNs());
        }
        long elapsedNs = Math.max(0, endNs - fromNs);
        Recording recording = merged.recording(elapsedNs);
        TrialResult.Detail detail = detail(trial, merged, countNames, fromNs, endNs);
        return new TrialResult(
                plan.name(),
                plan.request(),
                plan.concurrency(),
                protocol,
                trial.startedEpochMs(),
                elapsedNs,
                plan.durationNs() > 0 ? Math.max(0, finishedNs - trial.startNs() - plan.durationNs()) : 0,
                recording.counts(),
                recording.bytes(),
                recording.service(),
                recording.nonSuccess(),
                recording.firstByte(),
                recording.phases(),
                recording.statusCodes(),
                recording.errors(),
                connections(connections, protocol, trial.openedInNs()),
                merged.protocolCounts(countNames),
                recording.rate(),
                HealthResults.of(
                        trial,
                        finishedNs - trial.startNs(),
                        elapsedNs <= 0 ? 0 : recording.counts().responses() * 1e9 / elapsedNs,
                        warmUp),
                trial.isStopped(),
                detail,
                recording.course());
    }

    /** Null unless users have threads of their own. */
    private static ThreadedRows threaded(LoadAgent agent) {
        return agent.parts().threaded() == null
                ? null
                : agent.parts().threaded().rows();
    }

    /** Where the warm-up ends. */
    private static long measuredFromNs(Trial trial) {
        long fromNs = trial.startNs() + trial.plan().model().warmUpNs();
        if (trial.plan().model().warmUpIterations() > 0) {
            fromNs = Long.MAX_VALUE;
            for (LoadAgent agent : trial.agents()) {
                fromNs = Math.min(fromNs, agent.iterations().measuredFromNs());
            }
        }
        return fromNs;
    }

    private static TrialResult.Detail detail(
            Trial trial, Recorder merged, List<String> countNames, long fromNs, long endNs) {
        LoadModel model = trial.plan().model();
        long scheduleEndNs = trial.isStopped() || trial.plan().durationNs() == 0
                ? endNs
                : trial.startNs() + trial.plan().durationNs();
        CheckCounts checks = new CheckCounts();
        CodeFailures failures = new CodeFailures();
        ThreadedRows threaded = threaded(trial.agents().get(0));
        ScenarioRows rows =
                threaded != null ? null : new ScenarioRows(trial.plan().scenarios(), countNames.size(), model.isOpen());
        Recorder discarded = new Recorder(merged.protocolCounts(), model.isOpen());
        for (LoadAgent agent : trial.agents()) {
            AgentParts parts = agent.parts();
            checks.add(parts.responses().checks());
            if (parts.scenarios() != null) {
                failures.add(parts.scenarios().failures());
                rows.add(parts.scenarios().rows());
            }
            if (threaded != null) {
                failures.add(parts.threaded().failures());
                if (parts.threaded().rows() != threaded) {
                    threaded.add(parts.threaded().rows());
                }
            }
            if (parts.discarded() != parts.recorder()) {
                discarded.add(parts.discarded());
            }
        }
        boolean warmsUp = model.warmUpNs() > 0 || model.warmUpIterations() > 0;
        return new TrialResult.Detail(
                merged.arrivals(Math.max(0, scheduleEndNs - fromNs), model.maxConcurrency()),
                threaded != null ? threaded.requests(countNames) : rows.stepRows(countNames),
                threaded != null ? threaded.iterations() : rows.transactionRows(),
                checks.rows(),
                failures.rows(),
                warmsUp
                        ? new TrialResult.Discarded(
                                discarded.iterations(), discarded.startedCount(), fromNs - trial.startNs())
                        : null,
                threaded != null ? threaded.handOffs() : null,
                trial.lookUp(),
                trial.plan().scenarios().isEmpty()
                        ? null
                        : threaded != null ? threaded.iterationCounts() : rows.iterationCounts());
    }

    private static TrialResult.Connections connections(ConnectionStats stats, String protocol, long openedInNs) {
        return new TrialResult.Connections(
                stats.requested(),
                stats.opened(),
                stats.peakOpen(),
                stats.closedByPeer(),
                stats.staleRetries(),
                openedInNs,
                stats.connectNs(),
                Recording.errors(stats.failures(), stats.firstFailures()),
                tls(stats),
                protocol.equals("http2") ? streams(stats) : null);
    }

    private static TrialResult.Streams streams(ConnectionStats stats) {
        return new TrialResult.Streams(
                stats.streamLimit() == Long.MAX_VALUE ? -1 : stats.streamLimit(), stats.announcedEnds());
    }

    private static TrialResult.Tls tls(ConnectionStats stats) {
        long handshakes = stats.handshakeNs().getTotalCount();
        return handshakes == 0
                ? null
                : new TrialResult.Tls(
                        stats.handshakeNs(), handshakes - stats.resumed(), stats.resumed(), stats.security());
    }
}
