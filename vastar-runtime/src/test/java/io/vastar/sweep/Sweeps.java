// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import io.vastar.grammar.ConcurrencySpec;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.SweepPlan;
import io.vastar.spi.RequestSpec;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Sweeps for tests: a plan with defaults, changed step by step, run on a machine that is always the same. */
public final class Sweeps {
    public static final Environment MACHINE =
            new Environment(8, 16, 20_000, 65_536, "1.2.3", "17.0.15+6", "Linux 6.8.0 amd64");

    private LoadPlan base = new LoadPlan(
            "sweep",
            RequestSpec.get("http://127.0.0.1:8080/plain"),
            50,
            2000,
            0,
            20_000_000_000L,
            5_000_000_000L,
            2_000_000_000L,
            EngineOptions.defaults());
    private String conc = "10,50,100";
    private boolean refine;
    private int repeats = 1;
    private boolean settles;
    private SweepPlan.Pick pick = SweepPlan.Pick.KNEE;
    private double kneeRatio = 0.95;
    private int baselineConcurrency = 1;
    private SweepPlan.Gates gates = SweepPlan.Gates.defaults();
    private RequestSpec reference;
    private Path refFromJson;
    private SweepListener listener = SweepListener.NONE;
    private Environment environment = MACHINE;

    public static Sweeps over(String conc) {
        Sweeps sweeps = new Sweeps();
        sweeps.conc = conc;
        return sweeps;
    }

    public Sweeps base(UnaryOperator<LoadPlan> change) {
        base = change.apply(base);
        return this;
    }

    public Sweeps refine() {
        refine = true;
        return this;
    }

    public Sweeps repeats(int value) {
        repeats = value;
        return this;
    }

    /** As without -n, -z and --repeats. */
    public Sweeps settles() {
        settles = true;
        return base(plan -> plan.withRequests(0).withDurationNs(1_000_000_000L));
    }

    public Sweeps pick(SweepPlan.Pick value) {
        pick = value;
        return this;
    }

    public Sweeps kneeRatio(double value) {
        kneeRatio = value;
        return this;
    }

    public Sweeps baselineConcurrency(int value) {
        baselineConcurrency = value;
        return this;
    }

    public Sweeps gates(SweepPlan.Gates value) {
        gates = value;
        return this;
    }

    public Sweeps reference(RequestSpec value) {
        reference = value;
        return this;
    }

    public Sweeps refFromJson(Path value) {
        refFromJson = value;
        return this;
    }

    public Sweeps listener(SweepListener value) {
        listener = value;
        return this;
    }

    public Sweeps fileLimit(long value) {
        environment = new Environment(8, 16, 20_000, value, "1.2.3", "17.0.15+6", "Linux 6.8.0 amd64");
        return this;
    }

    public SweepPlan plan() {
        return new SweepPlan(
                base,
                ConcurrencySpec.parse(conc),
                refine,
                repeats,
                settles,
                pick,
                kneeRatio,
                baselineConcurrency,
                gates,
                reference,
                refFromJson);
    }

    public SweepResult run(TrialRunner runner) {
        return new Sweep(plan(), runner, listener, environment).run();
    }
}
