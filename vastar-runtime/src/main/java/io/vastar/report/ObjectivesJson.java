// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.slo.Verdict;
import java.util.List;

/** The key {@code objectives} of a run's JSON. */
public final class ObjectivesJson {
    private ObjectivesJson() {}

    /** Adds nothing when there are none. Times are in milliseconds, shares 0 to 1, rates per second. */
    public static void addTo(ObjectNode run, List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        ArrayNode array = run.putArray("objectives");
        for (Verdict verdict : verdicts) {
            ObjectNode node = array.addObject();
            node.put("objective", verdict.slo().objective().text());
            node.put("step", verdict.slo().step());
            node.put("verdict", ObjectivesText.word(verdict));
            boolean time = verdict.slo().objective().metric().isTime();
            if (verdict.known()) {
                node.put("measured", time ? LatencyJson.ms(verdict.measured()) : Units.finite(verdict.measured()));
            } else {
                node.putNull("measured");
            }
            node.put("unit", time ? "ms" : verdict.slo().objective().metric().isShare() ? "share" : "per_s");
            node.put("reason", verdict.reason());
        }
    }
}
