// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.plan.LoadModel;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Arrivals;
import io.vastar.record.TrialResult.Row;
import java.util.List;
import java.util.Locale;

/** The keys of a run's JSON that only schedules, scenarios, checks and warm-ups have. */
final class DetailJson {
    private DetailJson() {}

    static void addTo(ObjectNode node, TrialResult result) {
        TrialResult.Detail detail = result.detail();
        if (detail.arrivals() != null) {
            node.set("response", LatencyJson.node(detail.arrivals().response()));
            arrivals(node.putObject("arrivals"), detail.arrivals());
        }
        if (detail.handOffs() != null) {
            ObjectNode handOffs = node.putObject("hand_offs");
            handOffs.set("to_user", LatencyJson.node(detail.handOffs().toUser()));
            handOffs.set("to_io_thread", LatencyJson.node(detail.handOffs().toAgent()));
            handOffs.set("in_iteration", LatencyJson.node(detail.handOffs().inIteration()));
        }
        if (detail.iterations() != null) {
            node.putObject("iterations")
                    .put("ended", detail.iterations().ended())
                    .put("fine", detail.iterations().fine())
                    .put("per_s", RunJson.rounded(detail.iterations().perSec(result.elapsedNs())));
        }
        rows(node, "steps", detail.steps(), result.elapsedNs());
        rows(node, "transactions", detail.transactions(), result.elapsedNs());
        if (!detail.checks().isEmpty()) {
            ArrayNode checks = node.putArray("checks");
            for (TrialResult.CheckRow check : detail.checks()) {
                checks.addObject()
                        .put("name", check.name())
                        .put("passed", check.passed())
                        .put("failed", check.failed());
            }
        }
        if (!detail.codeFailures().isEmpty()) {
            node.set("code_failures", RunJson.errors(detail.codeFailures()));
        }
        if (detail.discarded() != null) {
            node.putObject("discarded")
                    .put("iterations", detail.discarded().iterations())
                    .put("requests", detail.discarded().exchanges())
                    .put("window_ms", LatencyJson.ms(detail.discarded().windowNs()));
        }
    }

    /** What the plan says of the load. */
    static void addModel(ObjectNode plan, LoadModel model) {
        ObjectNode node = plan.putObject("load");
        node.put("kind", word(model.kind()));
        node.put("max_concurrency", model.maxConcurrency());
        node.put("seed", model.seed());
        if (model.isOpen()) {
            node.put("arrival", word(model.arrival()));
        }
        if (model.arrival() == LoadModel.Arrival.BURST) {
            node.put("burst", model.burst()).put("burst_delay_ms", LatencyJson.ms(model.burstDelayNs()));
        }
        if (model.warmUpNs() > 0) {
            node.put("warm_up_ms", LatencyJson.ms(model.warmUpNs()));
        }
        if (model.warmUpIterations() > 0) {
            node.put("warm_up_iterations", model.warmUpIterations());
        }
        if (model.perUserPerSec() > 0) {
            node.put("per_user_per_s", model.perUserPerSec());
        }
        if (!model.stages().isEmpty()) {
            ArrayNode stages = node.putArray("stages");
            model.stages().forEach(stage -> {
                ObjectNode one = stages.addObject().put("from", stage.from()).put("to", stage.to());
                if (stage.durationNs() == Long.MAX_VALUE) {
                    one.putNull("duration_ms");
                } else {
                    one.put("duration_ms", LatencyJson.ms(stage.durationNs()));
                }
            });
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void arrivals(ObjectNode node, Arrivals arrivals) {
        node.put("due", arrivals.due());
        node.put("started", arrivals.started());
        node.put("target_per_s", RunJson.rounded(arrivals.targetPerSec()));
        node.put("achieved_per_s", RunJson.rounded(arrivals.achievedPerSec()));
        node.put("achieved_share", Units.finite(ScheduleInsights.reached(arrivals)));
        node.put("peak_backlog", arrivals.peakBacklog());
        node.put("backlog_at_end", arrivals.backlogAtEnd());
        node.put("peak_in_flight", arrivals.peakInFlight());
        node.put("max_concurrency", arrivals.maxConcurrency());
        node.set("lateness", LatencyJson.node(arrivals.lateness()));
    }

    private static void rows(ObjectNode node, String key, List<Row> rows, long elapsedNs) {
        if (rows.isEmpty()) {
            return;
        }
        ArrayNode array = node.putArray(key);
        for (Row row : rows) {
            ObjectNode one = array.addObject().put("name", row.name());
            one.put("started", row.counts().started());
            one.put("ok", row.counts().ok());
            one.put("unexpected", row.counts().unexpected());
            one.put("failed", row.counts().failed());
            one.put("aborted", row.counts().aborted());
            one.put("failed_checks", row.failedChecks());
            one.put("error_rate", row.errorRate());
            one.put("per_s", elapsedNs <= 0 ? 0 : RunJson.rounded(row.counts().responses() * 1e9 / elapsedNs));
            one.set("service", LatencyJson.node(row.service()));
            if (row.response() != null) {
                one.set("response", LatencyJson.node(row.response()));
            }
            if (row.firstByte() != null && row.firstByte().getTotalCount() > 0) {
                one.set("first_byte", LatencyJson.node(row.firstByte()));
            }
            ObjectNode codes = one.putObject("status_codes");
            row.statusCodes().forEach((code, count) -> codes.put(code.toString(), count));
            one.set("errors", RunJson.errors(row.errors()));
            if (!row.protocolCounts().isEmpty()) {
                ObjectNode counts = one.putObject("counts");
                row.protocolCounts().forEach(counts::put);
            }
        }
    }
}
