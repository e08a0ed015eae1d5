// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.plan.SweepPlan;
import io.vastar.spi.RequestSpec;
import io.vastar.sweep.Behaviour;
import io.vastar.sweep.FakeTarget;
import io.vastar.sweep.SweepListener;
import io.vastar.sweep.SweepResult;
import io.vastar.sweep.Sweeps;

/** Results that the report tests share; each call measures the same. */
final class SweepResults {
    private SweepResults() {}

    /** Seven levels over five orders of magnitude, one full of errors, one spiky, one bound by the generator. */
    static SweepResult single(SweepListener listener) {
        FakeTarget target = FakeTarget.of((plan, trial) -> switch (plan.concurrency()) {
            case 200 -> Behaviour.at(200, 24_000).tails(6.5, 12).meanTimes(0.9);
            case 1000 -> Behaviour.at(1000, 9_000).errors(0.25, 0.1).connections(900, 2400);
            default -> law(plan.concurrency());
        });
        return Sweeps.over("10,50,100,200,1000")
                .refine()
                .repeats(3)
                .base(plan -> plan.withRequest(RequestSpec.get("http://me:secret@127.0.0.1:8080/api?q=1")))
                .listener(listener)
                .run(target);
    }

    /** A gateway with 60 workers before an upstream that scales. */
    static SweepResult paired() {
        RequestSpec upstream = RequestSpec.get("http://127.0.0.1:4545/up");
        FakeTarget target = FakeTarget.of((plan, trial) -> Behaviour.at(
                plan.concurrency(),
                100.0 * (plan.request() == upstream ? plan.concurrency() : Math.min(60, plan.concurrency()))));
        return Sweeps.over("10,50,100").reference(upstream).run(target);
    }

    /** Nothing but errors. */
    static SweepResult dead() {
        return Sweeps.over("10").run(FakeTarget.of((plan, trial) -> Behaviour.at(plan.concurrency(), 0)));
    }

    /** Ended by the user in the second level; picked by score. */
    static SweepResult interrupted() {
        return Sweeps.over("10,50")
                .pick(SweepPlan.Pick.SCORE)
                .base(plan -> plan.withRequests(0).withDurationNs(2_500_000_000L))
                .run(FakeTarget.of(
                        (plan, trial) -> plan.concurrency() == 50 ? law(50).cutOff() : law(plan.concurrency())));
    }

    private static Behaviour law(int n) {
        Behaviour behaviour = Behaviour.at(n, 1000.0 * n / (1 + 0.02 * (n - 1) + 0.0001 * n * (n - 1)));
        return n == 104 ? behaviour.busy(0.96) : behaviour;
    }
}
