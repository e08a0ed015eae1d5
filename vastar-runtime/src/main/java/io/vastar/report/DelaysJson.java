// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.LatencyJson.ms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.record.Delays;
import io.vastar.record.UserCode;

/** What kept the I/O threads from their exchanges, in the JSON of a run. */
final class DelaysJson {
    private DelaysJson() {}

    static void addTo(ObjectNode health, Delays delays) {
        health.put("compiler_ms", ms(delays.compilerNs()));
        health.putObject("stalls")
                .put("count", delays.longTurns())
                .put("total_ms", ms(delays.longTurnsNs()))
                .put("longest_gc_ms", ms(delays.longestGcNs()))
                .put("longest_user_code_ms", ms(delays.longestCodeNs()));
        UserCode code = delays.code();
        if (code.mostIn() == null) {
            health.putNull("user_code");
        } else {
            health.putObject("user_code")
                    .put("share", Units.finite(code.share()))
                    .put("held_share", Units.finite(code.heldShare()))
                    .put("most_in", code.mostIn())
                    .put("most_share", Units.finite(code.mostShare()))
                    .put("mean_ms", ms(code.meanNs()));
        }
    }
}
