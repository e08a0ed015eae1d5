// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.LatencyJson.ms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.record.TrialResult;
import org.HdrHistogram.Histogram;

/** How far the I/O threads had their cores for themselves, as JSON. */
final class CoreJson {
    private CoreJson() {}

    static ObjectNode of(TrialResult.Core core) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (core.othersNs() < 0) {
            node.putNull("others_ms").putNull("others_share");
        } else {
            node.put("others_ms", ms(core.othersNs()));
            node.put("others_share", Units.finite(core.othersShare()));
        }
        node.put("gave_way", core.gaveWay());
        node.put("away_share", Units.finite(core.awayShare()));
        Histogram wakeUps = core.wakeUpNs();
        node.put("wake_up_samples", wakeUps == null ? 0 : wakeUps.getTotalCount());
        if (wakeUps == null || !Percentile.P50.supportedBy(wakeUps.getTotalCount())) {
            node.putNull("wake_up_p50_ms");
        } else {
            node.put("wake_up_p50_ms", ms(wakeUps.getValueAtPercentile(50)));
        }
        if (wakeUps == null) {
            node.putNull("wake_up_max_ms");
        } else {
            node.put("wake_up_max_ms", ms(wakeUps.getMaxValue()));
        }
        return node;
    }
}
