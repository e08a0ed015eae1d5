// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Lane} owes the engine, whatever it carries. */
@Timeout(20)
public abstract class LaneContract {
    private static final long INTENDED_NS = 4_711;

    public static final class Probe extends Exchange {
        public Probe() {
            this(0);
        }

        /** Of the user with this number. */
        public Probe(int owner) {
            super(4);
            intendedNs = INTENDED_NS;
            user = owner;
        }
    }

    protected final List<Exchange> completed = new ArrayList<>();
    private boolean polling;
    protected Lane lane;

    /** A lane whose peer answers at once. */
    protected abstract Lane answering(LaneContext context) throws Exception;

    /** A lane whose peer takes requests and never answers. */
    protected abstract Lane silent(LaneContext context) throws Exception;

    protected static LaneContext context(int connections) {
        return new LaneContext(connections, 5_000_000_000L, SystemNanoClock.INSTANCE);
    }

    @AfterEach
    void closeLane() {
        if (lane != null) {
            lane.close();
        }
    }

    protected final Lane opened(Lane fresh) {
        lane = fresh;
        lane.open();
        while (lane.readiness() == Lane.Readiness.OPENING) {
            poll();
        }
        return lane;
    }

    protected final int poll() {
        polling = true;
        int work = lane.poll(this::onCompletion, 1_000_000);
        polling = false;
        return work;
    }

    private void onCompletion(Exchange exchange) {
        assertThat(polling).as("completions come only inside poll").isTrue();
        completed.add(exchange);
    }

    protected final void pollUntilCompleted(int count) {
        while (completed.size() < count) {
            poll();
        }
    }

    protected final List<Probe> offerAll(int count) {
        List<Probe> probes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Probe probe = new Probe();
            assertThat(lane.offer(probe)).isTrue();
            probes.add(probe);
        }
        return probes;
    }

    @Test
    void shouldCompleteEveryAcceptedExchangeOnceAndInsidePoll() throws Exception {
        opened(answering(context(3)));
        List<Probe> probes = offerAll(3);
        assertThat(completed).isEmpty();
        pollUntilCompleted(3);
        poll();
        assertThat(completed).containsExactlyInAnyOrderElementsOf(probes);
        assertThat(probes).allSatisfy(probe -> assertThat(probe.outcome()).isEqualTo(Outcome.COMPLETED));
    }

    @Test
    void shouldRefuseWithoutSideEffectWhenThereIsNoCapacity() throws Exception {
        opened(silent(context(2)));
        offerAll(2);
        Probe refused = new Probe();
        refused.begin(17);
        assertThat(lane.offer(refused)).isFalse();
        assertThat(refused.startedNs()).isEqualTo(17);
        assertThat(refused.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(completed).isEmpty();
    }

    @Test
    void shouldHaveCapacityAgainOnceAnExchangeIsComplete() throws Exception {
        opened(answering(context(1)));
        for (int i = 1; i <= 50; i++) {
            offerAll(1);
            pollUntilCompleted(i);
        }
        assertThat(completed).hasSize(50);
    }

    @Test
    void shouldAcceptTheSameExchangeAgainFromWithinItsCompletion() throws Exception {
        opened(answering(context(1)));
        Probe probe = offerAll(1).get(0);
        int[] completions = {0};
        while (completions[0] < 20) {
            lane.poll(
                    exchange -> {
                        completions[0]++;
                        assertThat(lane.offer(probe)).isTrue();
                    },
                    1_000_000);
        }
        assertThat(completions[0]).isGreaterThanOrEqualTo(20);
    }

    @Test
    void shouldNeverTouchTheIntendedStart() throws Exception {
        opened(answering(context(2)));
        List<Probe> probes = offerAll(2);
        pollUntilCompleted(2);
        assertThat(probes).allSatisfy(probe -> assertThat(probe.intendedNs()).isEqualTo(INTENDED_NS));
    }

    @Test
    void shouldStampInOrder() throws Exception {
        opened(answering(context(1)));
        Probe probe = offerAll(1).get(0);
        pollUntilCompleted(1);
        assertThat(probe.startedNs()).isLessThanOrEqualTo(probe.firstByteNs());
        assertThat(probe.firstByteNs()).isLessThanOrEqualTo(probe.doneNs());
    }

    @Test
    void shouldDeliverACancelledExchangeAsFailedInALaterPoll() throws Exception {
        opened(silent(context(2)));
        List<Probe> probes = offerAll(2);
        lane.cancel(probes.get(0), ErrorKind.TIMEOUT);
        assertThat(completed).isEmpty();
        pollUntilCompleted(1);
        assertThat(completed).containsExactly(probes.get(0));
        assertThat(probes.get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(probes.get(0).errorKind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(probes.get(0).errorDetail()).isNotBlank();
    }

    @Test
    void shouldDeliverAnExchangeCancelledWithoutReasonAsAborted() throws Exception {
        opened(silent(context(1)));
        Probe probe = offerAll(1).get(0);
        lane.cancel(probe, null);
        pollUntilCompleted(1);
        assertThat(probe.outcome()).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void shouldTakeAnotherExchangeInPlaceOfACancelledOne() throws Exception {
        opened(silent(context(1)));
        lane.cancel(offerAll(1).get(0), ErrorKind.TIMEOUT);
        pollUntilCompleted(1);
        assertThat(lane.offer(new Probe())).isTrue();
    }

    @Test
    void shouldDeliverNothingAfterClose() throws Exception {
        opened(silent(context(1)));
        offerAll(1);
        lane.close();
        lane = null;
        assertThat(completed).isEmpty();
    }
}
