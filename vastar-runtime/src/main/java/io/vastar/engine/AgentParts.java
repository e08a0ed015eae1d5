// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadPlan;
import io.vastar.record.CheckCounts;
import io.vastar.record.Recorder;
import io.vastar.record.RequestLog;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.Metrics;
import java.util.List;
import org.agrona.concurrent.NanoClock;

/**
 * What a {@link LoadAgent} works with. Made before its thread begins; what it has recorded is read after the thread has
 * ended.
 *
 * @param lane takes the exchanges of its users
 * @param discarded what the warm-up was; the same as {@code recorder} when there is none
 * @param scenarios null when the users repeat one request, or have threads of their own
 * @param threaded null unless its users have threads of their own
 * @param variants null when all requests are the same
 * @param log of single requests; null when there is none
 */
record AgentParts(
        Lane lane,
        Slot[] slots,
        Recorder recorder,
        Recorder discarded,
        Responses responses,
        Scenarios scenarios,
        ThreadedLane threaded,
        Variants variants,
        OverLimits overLimits,
        LiveCounters live,
        WaitPolicy waitPolicy,
        ThreadMeter meter,
        DutyCycle dutyCycle,
        WakeUps wakeUps,
        RequestLog log) {
    static AgentParts of(
            AgentShare share,
            Lane lane,
            LaneFactory factory,
            Metrics metrics,
            NanoClock clock,
            List<TimeLimit> watched,
            RequestLog log) {
        LoadPlan plan = share.plan();
        int countNames = metrics.counters().size();
        AcceptedCodes accepted = new AcceptedCodes(metrics.codes());
        boolean open = plan.model().isOpen();
        Recorder recorder = new Recorder(countNames, open);
        Recorder discarded = share.warmsUp() ? new Recorder(countNames, open) : recorder;
        OverLimits overLimits = new OverLimits(watched, open);
        CheckCounts checks = new CheckCounts();
        ThreadedLane threaded = share.threaded()
                ? new ThreadedLane(share, lane, factory, countNames, accepted, checks, clock, recorder, overLimits, log)
                : null;
        boolean steps = threaded == null && !plan.scenarios().isEmpty();
        Slot[] slots = slots(share, countNames);
        if (threaded == null && !steps) {
            for (Slot slot : slots) {
                slot.carry(factory.newRepeatedInteraction());
            }
        }
        ThreadMeter meter = new ThreadMeter(share.cpu());
        Scenarios scenarios =
                steps ? new Scenarios(share, factory, countNames, checks, recorder, discarded, log) : null;
        return new AgentParts(
                threaded == null ? lane : threaded,
                slots,
                recorder,
                discarded,
                new Responses(plan, accepted, checks),
                scenarios,
                threaded,
                Variants.of(share),
                overLimits,
                new LiveCounters(overLimits),
                WaitPolicy.of(plan.engine().idle(), share.agents(), WaitPolicy.cores(plan.engine()), meter.core()),
                meter,
                new DutyCycle(new GcWatch(), scenarios == null ? null : scenarios.time()),
                new WakeUps(),
                log);
    }

    private static Slot[] slots(AgentShare share, int countNames) {
        Slot[] slots = new Slot[share.users()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot(countNames, share.index() + i * share.agents());
        }
        return slots;
    }

    /** How long a user's iterations are apart at least; 0 when they are not paced. */
    long pacingNs(Slot slot) {
        if (threaded != null) {
            return slot.threaded == null ? 0 : slot.threaded.plan.pacingNs();
        }
        return scenarios == null ? 0 : scenarios.pacingNs(slot);
    }

    /** All iterations have ended. */
    void usersLeave() {
        if (scenarios != null) {
            scenarios.leave(slots);
        } else if (threaded != null) {
            threaded.leave(slots);
        }
    }
}
