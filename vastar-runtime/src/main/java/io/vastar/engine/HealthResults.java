// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.record.AgentHealth;
import io.vastar.record.AgentRecord;
import io.vastar.record.Delays;
import io.vastar.record.TrialResult;
import java.util.Locale;

/** What the agents of a finished {@link Trial} went through, as shares of its time. */
final class HealthResults {
    /** With fewer responses the time that they took is a matter of chance. */
    private static final long ENOUGH = 1_000;

    private HealthResults() {}

    /**
     * @param wallNs from the start of the clock until the last agent had finished
     * @param reachedPerSec responses per second of the window
     */
    static TrialResult.Health of(Trial trial, AgentRecord all, long wallNs, double reachedPerSec, WarmUp warmUp) {
        AgentHealth health = all.health();
        return new TrialResult.Health(
                health.threads(),
                trial.plan().engine().pinnedCpus(),
                share(health.mostWorkedNs(), wallNs),
                health.turns().longestNs(),
                trial.process().gcCount(),
                trial.process().gcPauseNs(),
                trial.process().cpuNs(),
                health.cpuNs(),
                health.allocatedBytes(),
                ceilingPerSec(all, reachedPerSec, warmUp),
                warmUp.tookNs(),
                trial.plan().engine().idle().name().toLowerCase(Locale.ROOT),
                core(health, wallNs),
                delays(health, wallNs, trial.process().compilerNs()));
    }

    /**
     * What the self-warm-up found, or this run itself where it did better, so that no rate is above it: exchanges over
     * the time in which the threads worked are never fewer than over the time that went by.
     */
    private static double ceilingPerSec(AgentRecord all, double reachedPerSec, WarmUp warmUp) {
        if (warmUp.ceilingPerSec() <= 0) {
            return 0;
        }
        long responses = all.allResponses();
        long busyNs = all.health().workedNs();
        double least = Math.max(warmUp.ceilingPerSec(), reachedPerSec);
        boolean chance = responses < ENOUGH || busyNs <= 0;
        return chance
                ? least
                : Math.max(least, responses * 1e9 / busyNs * all.health().threads());
    }

    private static Delays delays(AgentHealth health, long wallNs, long compilerNs) {
        AgentHealth.Turns turns = health.turns();
        return new Delays(
                turns.longTurns(),
                turns.longTurnsNs() / health.threads(),
                turns.longestGcNs(),
                turns.longestCodeNs(),
                health.code().over(wallNs),
                compilerNs);
    }

    private static TrialResult.Core core(AgentHealth health, long wallNs) {
        AgentHealth.Cores core = health.core();
        double wholeNs = (double) wallNs * health.threads();
        return new TrialResult.Core(
                core.waitedNs(),
                core.waitedNs() < 0 ? -1 : share(core.waitedNs(), wholeNs),
                core.gaveWay(),
                share(core.awayNs(), wholeNs),
                core.wakeUps());
    }

    private static double share(double partNs, double wholeNs) {
        return wholeNs <= 0 ? 0 : Math.min(1, partNs / wholeNs);
    }
}
