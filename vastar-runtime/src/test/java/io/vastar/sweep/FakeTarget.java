// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A target whose behaviour at each concurrency is a formula, and a runner that remembers what it was asked. */
public final class FakeTarget implements TrialRunner {
    private final List<LoadPlan> asked = new ArrayList<>();
    private final BiFunction<LoadPlan, Integer, Behaviour> model;

    private FakeTarget(BiFunction<LoadPlan, Integer, Behaviour> model) {
        this.model = model;
    }

    /** @param model what a plan's trial shows; the second argument counts the trials from 0, warm-ups included */
    public static FakeTarget of(BiFunction<LoadPlan, Integer, Behaviour> model) {
        return new FakeTarget(model);
    }

    /** Follows the Universal Scalability Law exactly, with a tail of twice the median. */
    public static FakeTarget scalable(double lambda, double sigma, double kappa) {
        return of((plan, trial) -> usl(plan.concurrency(), lambda, sigma, kappa));
    }

    /** As many workers, each busy for the same time with one request: throughput grows linearly and is then flat. */
    public static FakeTarget workers(int workers, double perWorker) {
        return of((plan, trial) -> Behaviour.at(plan.concurrency(), Math.min(plan.concurrency(), workers) * perWorker));
    }

    static Behaviour usl(int concurrency, double lambda, double sigma, double kappa) {
        return Behaviour.at(concurrency, UslFit.throughput(lambda, sigma, kappa, concurrency));
    }

    @Override
    public TrialResult run(LoadPlan plan) {
        Behaviour behaviour = model.apply(plan, asked.size());
        asked.add(plan);
        return behaviour.result(plan);
    }

    /** Every plan that was run, warm-ups included. */
    List<LoadPlan> asked() {
        return asked;
    }

    List<Integer> askedLevels() {
        return asked.stream().map(LoadPlan::concurrency).toList();
    }
}
