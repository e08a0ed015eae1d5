// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.record.Delays;
import io.vastar.record.TrialResult;
import io.vastar.record.UserCode;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Merges what the agents of a finished {@link Trial} went through. */
final class HealthResults {
    /** With fewer responses the time that they took is a matter of chance. */
    private static final long ENOUGH = 1_000;

    private HealthResults() {}

    /**
     * @param wallNs from the start of the clock until the last agent had finished
     * @param reachedPerSec responses per second of the window
     */
    static TrialResult.Health of(Trial trial, long wallNs, double reachedPerSec, WarmUp warmUp) {
        long longestNs = 0;
        double busyShare = 0;
        long cpuNs = 0;
        long allocatedBytes = 0;
        for (LoadAgent agent : trial.agents()) {
            AgentParts parts = agent.parts();
            longestNs = Math.max(longestNs, parts.dutyCycle().longestNs());
            busyShare = Math.max(busyShare, wallNs <= 0 ? 0 : Math.min(1, (double) workedNs(parts) / wallNs));
            cpuNs += parts.meter().cpuNs();
            allocatedBytes += parts.meter().allocatedBytes();
        }
        return new TrialResult.Health(
                trial.agents().size(),
                trial.plan().engine().pinnedCpus(),
                busyShare,
                longestNs,
                trial.process().gcCount(),
                trial.process().gcPauseNs(),
                trial.process().cpuNs(),
                cpuNs,
                allocatedBytes,
                ceilingPerSec(trial, reachedPerSec, warmUp),
                warmUp.tookNs(),
                trial.plan().engine().idle().name().toLowerCase(Locale.ROOT),
                core(trial, wallNs),
                delays(trial, wallNs));
    }

    /** Turns that did work, less what other processes took of them; code that sleeps keeps its thread without using a CPU. */
    private static long workedNs(AgentParts parts) {
        long heldNs = parts.scenarios() == null ? 0 : parts.scenarios().time().heldNs();
        return Math.min(parts.dutyCycle().busyNs(), parts.meter().cpuNs() + heldNs);
    }

    /**
     * What the self-warm-up found, or this run itself where it did better, so that no rate is above it: exchanges over
     * the time in which the threads worked are never fewer than over the time that went by.
     */
    private static double ceilingPerSec(Trial trial, double reachedPerSec, WarmUp warmUp) {
        long responses = 0;
        long busyNs = 0;
        for (LoadAgent agent : trial.agents()) {
            AgentParts parts = agent.parts();
            responses += parts.recorder().responses();
            responses += parts.discarded() == parts.recorder()
                    ? 0
                    : parts.discarded().responses();
            busyNs += workedNs(parts);
        }
        if (warmUp.ceilingPerSec() <= 0) {
            return 0;
        }
        double least = Math.max(warmUp.ceilingPerSec(), reachedPerSec);
        boolean chance = responses < ENOUGH || busyNs <= 0;
        return chance
                ? least
                : Math.max(least, responses * 1e9 / busyNs * trial.agents().size());
    }

    private static Delays delays(Trial trial, long wallNs) {
        long longTurns = 0;
        long longTurnsNs = 0;
        DutyCycle longest = trial.agents().get(0).parts().dutyCycle();
        UserCode code = UserCode.NONE;
        for (LoadAgent agent : trial.agents()) {
            DutyCycle cycle = agent.parts().dutyCycle();
            longTurns += cycle.longTurns();
            longTurnsNs += cycle.longTurnsNs();
            longest = cycle.longestNs() > longest.longestNs() ? cycle : longest;
            if (agent.parts().scenarios() != null) {
                UserCode its = agent.parts().scenarios().time().over(wallNs);
                code = its.share() > code.share() ? its : code;
            }
        }
        return new Delays(
                longTurns,
                longTurnsNs / trial.agents().size(),
                longest.longestGcNs(),
                longest.longestCodeNs(),
                code,
                trial.process().compilerNs());
    }

    private static TrialResult.Core core(Trial trial, long wallNs) {
        long othersNs = 0;
        long gaveWay = 0;
        double awayNs = 0;
        boolean known = true;
        Histogram wakeUps = null;
        for (LoadAgent agent : trial.agents()) {
            AgentParts parts = agent.parts();
            WaitPolicy policy = parts.waitPolicy();
            long waitedNs = parts.meter().waitedNs(!policy.maySleep());
            known &= waitedNs >= 0;
            othersNs += waitedNs;
            gaveWay += policy.gaveWay();
            awayNs += policy.awayNs();
            Histogram lagNs = parts.wakeUps().lagNs();
            if (lagNs.getTotalCount() > 0) {
                wakeUps = wakeUps == null ? new Histogram(lagNs) : wakeUps;
                wakeUps.add(lagNs);
            }
        }
        double wholeNs = (double) wallNs * trial.agents().size();
        return new TrialResult.Core(
                known ? othersNs : -1, known ? share(othersNs, wholeNs) : -1, gaveWay, share(awayNs, wholeNs), wakeUps);
    }

    private static double share(double partNs, double wholeNs) {
        return wholeNs <= 0 ? 0 : Math.min(1, partNs / wholeNs);
    }
}
