// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Giving up on responses that do not begin. */
@Timeout(60)
class FirstByteTest {
    private static final long LIMIT_NS = 300_000_000L;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void shouldGiveUpWhenNoByteComes() {
        Script second =
                Script.expectingRequest().send(OK).expectRequest().stall().clientMayLeave();
        try (ScriptedServer server = ScriptedServer.start(second, Script.answeringAll(OK))) {
            TrialResult result = Runs.run(plan(server, 3));
            assertThat(result.counts().ok()).isEqualTo(2);
            assertThat(result.errors().get(0).kind()).isEqualTo("first-byte-timeout");
            assertThat(result.errors().get(0).count()).isEqualTo(1);
        }
    }

    @Test
    void shouldLetAResponseThatHasBegunTakeItsTime() {
        Script slow = Script.expectingRequest()
                .send(OK.substring(0, 5))
                .pause(Duration.ofMillis(900))
                .send(OK.substring(5));
        try (ScriptedServer server = ScriptedServer.start(slow.expectEnd())) {
            TrialResult result = Runs.run(plan(server, 1));
            assertThat(result.counts().ok()).isEqualTo(1);
        }
    }

    private static LoadPlan plan(ScriptedServer server, long requests) {
        return Runs.plan(Runs.get(server.url(), TransportSpec.NONE), 1, requests)
                .withFirstByteTimeoutNs(LIMIT_NS);
    }
}
