// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadPlan;
import io.vastar.record.AgentRecord;
import io.vastar.record.Recorder;
import io.vastar.record.Recording;
import io.vastar.record.RowRecord;
import io.vastar.record.TrialResult;
import io.vastar.spi.ConnectionStats;
import java.util.List;

/** Makes one {@link TrialResult} of the sum of what the agents of a finished {@link Trial} hold. */
final class TrialResults {
    private TrialResults() {}

    static TrialResult of(Trial trial, String protocol, List<String> countNames, WarmUp warmUp) {
        LoadPlan plan = trial.plan();
        AgentRecord all = AgentRecord.sum(AgentRecords.of(trial));
        long fromNs = all.measuredFromNs();
        long plannedNs = trial.isStopped() ? 0 : plan.durationNs();
        long endNs = Math.max(plannedNs, all.moments().endNs());
        long finishedNs = Math.max(plannedNs, all.moments().finishedNs());
        long elapsedNs = Math.max(0, endNs - fromNs);
        Recording recording = all.recorder().recording(elapsedNs);
        return new TrialResult(
                plan.name(),
                plan.request(),
                plan.concurrency(),
                protocol,
                trial.startedEpochMs(),
                elapsedNs,
                plan.durationNs() > 0 ? Math.max(0, finishedNs - plan.durationNs()) : 0,
                recording.counts(),
                recording.bytes(),
                recording.service(),
                recording.unexpected(),
                recording.firstByte(),
                recording.phases(),
                recording.statusCodes(),
                recording.unexpectedCodes(),
                recording.errors(),
                connections(all.connections(), protocol, trial.openedInNs()),
                all.recorder().protocolCounts(countNames),
                recording.rate(),
                HealthResults.of(
                        trial,
                        all,
                        finishedNs,
                        elapsedNs <= 0 ? 0 : recording.counts().responses() * 1e9 / elapsedNs,
                        warmUp),
                trial.isStopped(),
                detail(trial, all, countNames, fromNs, endNs),
                recording.course());
    }

    private static TrialResult.Detail detail(
            Trial trial, AgentRecord all, List<String> countNames, long fromNs, long endNs) {
        LoadModel model = trial.plan().model();
        long scheduleEndNs = trial.isStopped() || trial.plan().durationNs() == 0
                ? endNs
                : trial.plan().durationNs();
        Recorder discarded = all.discarded();
        RowRecord rows = all.rows();
        return new TrialResult.Detail(
                all.recorder().arrivals(Math.max(0, scheduleEndNs - fromNs), model.maxConcurrency()),
                rows.requests().rows(countNames),
                rows.transactions().rows(List.of()),
                all.checks().rows(),
                all.failures().rows(),
                discarded == null
                        ? null
                        : new TrialResult.Discarded(discarded.iterations(), discarded.startedCount(), fromNs),
                rows.handOffs() == null ? null : rows.handOffs().handOffs(),
                trial.lookUp(),
                trial.plan().scenarios().isEmpty() ? null : rows.iterations());
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
