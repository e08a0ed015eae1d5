// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.pace.Stage;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadModel.Arrival;
import io.vastar.plan.LoadPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/** Says in one line how load arrives. For the command line and for reports. */
public final class ModelLine {
    private static final int MOST_STAGES = 4;
    private static final int DECIMALS = 3;

    private ModelLine() {}

    /**
     * {@code open model: 5000/s constant for 30 s, at most 1000 in flight} or {@code closed model: 50 users, 200
     * requests}.
     */
    public static String of(LoadPlan plan) {
        LoadModel model = plan.model();
        return (model.isOpen() ? "open model: " + open(plan) : "closed model: " + closed(plan)) + warmUp(plan);
    }

    /** How arrivals of an open model come: {@code 5000/s constant for 30 s, at most 1000 in flight}. */
    static String arrivals(LoadPlan plan) {
        return open(plan);
    }

    /** The load alone, for a title: {@code c=50}, {@code 5000/s} or {@code up to 2000/s}. */
    static String brief(LoadPlan plan) {
        LoadModel model = plan.model();
        if (model.isOpen() && model.arrival() == Arrival.BURST) {
            return "bursts of " + model.burst();
        }
        if (model.isOpen()) {
            double highest = highest(model.stages());
            return (model.stages().size() > 1 ? "up to " : "") + number(highest) + "/s";
        }
        return (model.stages().isEmpty() ? "c=" : "c up to ") + plan.concurrency();
    }

    private static String open(LoadPlan plan) {
        LoadModel model = plan.model();
        String most = ", at most " + model.maxConcurrency() + " in flight";
        if (model.arrival() == Arrival.BURST) {
            return "bursts of " + model.burst() + " every " + seconds(model.burstDelayNs()) + length(plan) + most;
        }
        String arrival = model.arrival() == Arrival.POISSON ? "Poisson" : "constant";
        List<Stage> stages = model.stages();
        if (stages.size() == 1 && stages.get(0).from() == stages.get(0).to()) {
            return number(stages.get(0).from()) + "/s " + arrival + length(plan) + most;
        }
        return stages(stages, "/s") + " (" + arrival + ")" + most;
    }

    private static String closed(LoadPlan plan) {
        LoadModel model = plan.model();
        String limit = model.perUserPerSec() > 0 ? ", each at most " + number(model.perUserPerSec()) + "/s" : "";
        if (model.stages().isEmpty()) {
            String comma = plan.requests() > 0 ? "" : ",";
            boolean alone = plan.request().transport().http().exchangesPerConnection() == 1;
            String on = alone ? "" : " on " + LoadFacts.connections(plan.request(), plan.concurrency());
            return Units.count(plan.concurrency(), "user") + on + comma + length(plan) + limit;
        }
        return "users " + stages(model.stages(), "") + limit;
    }

    private static String length(LoadPlan plan) {
        return plan.requests() > 0
                ? ", " + Units.count(plan.requests(), plan.scenarios().isEmpty() ? "request" : "iteration")
                : " for " + seconds(plan.durationNs());
    }

    private static String warmUp(LoadPlan plan) {
        LoadModel model = plan.model();
        if (model.warmUpNs() > 0) {
            return ", first " + seconds(model.warmUpNs()) + " discarded";
        }
        return model.warmUpIterations() > 0 ? ", first " + model.warmUpIterations() + " discarded" : "";
    }

    private static String stages(List<Stage> stages, String unit) {
        String shown = stages.stream()
                .limit(MOST_STAGES)
                .map(stage -> stage(stage, unit))
                .collect(Collectors.joining(", "));
        return stages.size() > MOST_STAGES ? shown + ", and " + (stages.size() - MOST_STAGES) + " more stages" : shown;
    }

    private static String stage(Stage stage, String unit) {
        return stage.from() == stage.to()
                ? number(stage.from()) + unit + " for " + seconds(stage.durationNs())
                : number(stage.from()) + unit + ".." + number(stage.to()) + unit + " in " + seconds(stage.durationNs());
    }

    private static double highest(List<Stage> stages) {
        return stages.stream()
                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                .max()
                .orElse(0);
    }

    /** Whole seconds from a second on read as such; below, milliseconds do. */
    private static String seconds(long ns) {
        return ns < 1_000_000_000L ? number(ns / 1e6) + " ms" : number(ns / 1e9) + " s";
    }

    private static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = exact.setScale(DECIMALS, RoundingMode.HALF_UP);
        return (rounded.signum() == 0 ? exact : rounded).stripTrailingZeros().toPlainString();
    }
}
