// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.pace.Schedule;
import io.vastar.pace.Schedules;
import io.vastar.pace.Stage;
import java.util.List;

/**
 * How load arrives. In a closed model a fixed number of virtual users each start their next iteration when the last one
 * has ended; in an open model iterations arrive by a schedule, whatever the target does (Schroeder, Wierman,
 * Harchol-Balter, "Open Versus Closed", NSDI 2006). An iteration is one request, or one pass through a scenario.
 *
 * @param kind closed or open
 * @param arrival how arrivals are spread; {@link Arrival#CONSTANT} in a closed model
 * @param stages what the rate (open, arrivals per second) or the number of users (closed) is over time; empty in a closed
 *     model of a constant number of users
 * @param burst arrivals at once, with {@link Arrival#BURST}; else 0
 * @param burstDelayNs from one burst to the next; else 0
 * @param maxConcurrency most iterations under way at once; in a closed model the most users
 * @param perUserPerSec closed: iterations that one user starts per second at most; 0 does not limit
 * @param warmUpNs what starts in this time from the beginning is discarded
 * @param warmUpIterations the first so many iterations are discarded; 0 discards none by count
 * @param seed of all random choices
 */
public record LoadModel(
        Kind kind,
        Arrival arrival,
        List<Stage> stages,
        int burst,
        long burstDelayNs,
        int maxConcurrency,
        double perUserPerSec,
        long warmUpNs,
        long warmUpIterations,
        long seed) {
    public LoadModel {
        stages = List.copyOf(stages);
    }

    /** So many users for the whole run, as fast as they can. */
    public static LoadModel closed(int users) {
        return new LoadModel(Kind.CLOSED, Arrival.CONSTANT, List.of(), 0, 0, users, 0, 0, 0, 0);
    }

    public LoadModel withMaxConcurrency(int most) {
        return new LoadModel(
                kind, arrival, stages, burst, burstDelayNs, most, perUserPerSec, warmUpNs, warmUpIterations, seed);
    }

    public boolean isOpen() {
        return kind == Kind.OPEN;
    }

    /** Total of the stages; 0 when there are none, {@link Long#MAX_VALUE} when the last one has no end. */
    public long stagesNs() {
        long sum = 0;
        for (Stage stage : stages) {
            sum = stage.durationNs() == Long.MAX_VALUE ? Long.MAX_VALUE : sum + stage.durationNs();
        }
        return sum;
    }

    /** The arrivals of an open model: those of its stages, or bursts without end. */
    public Schedule schedule() {
        if (!isOpen()) {
            throw new IllegalStateException("a closed model has no schedule");
        }
        return switch (arrival) {
            case CONSTANT -> Schedules.constant(stages);
            case POISSON -> Schedules.poisson(stages, seed);
            case BURST -> Schedules.bursts(burst, burstDelayNs);
        };
    }

    /**
     * Closed: how many users there are to be, so long after the start of the run; after the last stage, as many as at its
     * end. Allocates nothing.
     */
    public int usersAt(long elapsedNs) {
        return stages.isEmpty() ? maxConcurrency : (int) Math.round(stageAt(elapsedNs));
    }

    /**
     * Open: how many arrivals per second there are to be, so long after the start of the run; bursts count as their
     * average. Allocates nothing.
     */
    public double ratePerSecAt(long elapsedNs) {
        if (arrival == Arrival.BURST) {
            return burst * 1e9 / burstDelayNs;
        }
        return stages.isEmpty() ? 0 : stageAt(elapsedNs);
    }

    private double stageAt(long elapsedNs) {
        long inStageNs = Math.max(0, elapsedNs);
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            if (inStageNs < stage.durationNs()) {
                double share = (double) inStageNs / stage.durationNs();
                return stage.from() + (stage.to() - stage.from()) * share;
            }
            inStageNs -= stage.durationNs();
        }
        return stages.get(stages.size() - 1).to();
    }

    /** Who decides when the next iteration starts. */
    public enum Kind {
        CLOSED,
        OPEN
    }

    /** How arrivals are spread. */
    public enum Arrival {
        /** Evenly. */
        CONSTANT,
        /** With exponential times between them: independent users. */
        POISSON,
        /** So many at once, again and again. */
        BURST
    }
}
