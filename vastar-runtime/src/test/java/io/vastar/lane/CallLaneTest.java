// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallLaneTest extends LaneContract {
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    protected Lane answering(LaneContext context) {
        return new CallLane(context, () -> 200);
    }

    @Override
    protected Lane silent(LaneContext context) {
        return new CallLane(context, () -> {
            never.await();
            return 200;
        });
    }

    @AfterEach
    void letCallsEnd() {
        never.countDown();
    }

    @Test
    void shouldCountACallThatThrowsByItsException() {
        opened(new CallLane(context(1), () -> {
            throw new IllegalStateException("no stock");
        }));
        offerAll(1);
        pollUntilCompleted(1);
        Exchange exchange = completed.get(0);
        assertThat(exchange.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(exchange.errorKind()).isEqualTo(ErrorKind.CALL_FAILED);
        assertThat(exchange.errorDetail()).contains("IllegalStateException", "no stock");
    }

    @Test
    void shouldIgnoreTheLateAnswerOfACancelledCall() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        opened(new CallLane(context(1), () -> {
            if (calls.incrementAndGet() == 1) {
                release.await();
                return 500;
            }
            return 200;
        }));
        Probe probe = offerAll(1).get(0);
        while (calls.get() == 0) {
            poll();
        }
        lane.cancel(probe, ErrorKind.TIMEOUT);
        pollUntilCompleted(1);
        assertThat(lane.offer(probe)).isTrue();
        release.countDown();
        pollUntilCompleted(2);
        assertThat(probe.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(probe.code()).isEqualTo(200);
        assertThat(completed).hasSize(2);
    }

    @Test
    void shouldLoseCapacityWhenCallsThatNeverReturnHaveUsedUpTheReplacements() {
        opened(silent(context(2)));
        for (int i = 0; i < 4; i++) {
            lane.cancel(offerAll(1).get(0), ErrorKind.TIMEOUT);
            pollUntilCompleted(i + 1);
        }
        assertThat(lane.offer(new Probe())).isFalse();
    }
}
