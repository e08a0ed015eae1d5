// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.api.Session;
import io.vastar.plan.Expectation;
import io.vastar.plan.ScenarioPlan;
import io.vastar.plan.ScenarioPlan.Step;
import io.vastar.record.CheckCounts;
import io.vastar.record.Recorder;
import io.vastar.spi.Checks;
import io.vastar.spi.Feeds;
import io.vastar.spi.Interaction;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.VirtualUser;
import java.util.StringJoiner;
import java.util.concurrent.Callable;

/** Where a virtual user is in its scenario, and what its code asked for. Owned by the agent thread. */
final class UserState implements Session, Feeds, Checks {
    /** Nothing was asked for: the next step in order. */
    static final int IN_ORDER = -1;
    /** The step is not sent. */
    static final int SKIP = -2;
    /** The iteration ends. */
    static final int STOP = -3;

    final ScenarioPlan plan;
    final Interaction interaction;
    private final CheckCounts checks;
    private final TextWatch[] watches;

    /** The user's own code; null until it begins its first iteration, and after it has left. */
    VirtualUser code;

    /** Index of its scenario in the plan. */
    final int scenario;

    /** Number of the virtual user, unique in the run. */
    int number;

    /** Whether no check has failed since it was set. */
    boolean checksFine;

    /** Its iteration belongs to the warm-up, and so do its checks. */
    boolean discarded;

    int step;
    int wanted;
    long iterations;

    /** The transaction that it is in; null when it is in none. */
    Recorder transaction;

    long transactionNs;
    long transactionIntendedNs;
    boolean iterationFine;
    boolean transactionFine;
    private boolean mayRepeat;

    UserState(int scenario, ScenarioPlan plan, boolean keepsCookies, LaneFactory factory, CheckCounts checks) {
        this.scenario = scenario;
        this.plan = plan;
        interaction = factory.newInteraction(keepsCookies, this);
        this.checks = checks;
        watches = new TextWatch[plan.steps().size()];
    }

    /** User code is about to be called. */
    void ask(boolean afterResponse) {
        wanted = IN_ORDER;
        mayRepeat = afterResponse;
    }

    Step current() {
        return plan.steps().get(step);
    }

    Expectation expectation() {
        return current().expect();
    }

    /** Looks for the text that the current step expects. */
    TextWatch watch() {
        if (watches[step] == null) {
            watches[step] = new TextWatch(expectation().body());
        }
        return watches[step];
    }

    @Override
    public Object next(int feeder) {
        return plan.feeds().get(feeder).next(number);
    }

    @Override
    public int user() {
        return number;
    }

    @Override
    public long iteration() {
        return iterations - 1;
    }

    @Override
    public void next(String method) {
        for (int i = 0; i < plan.steps().size(); i++) {
            if (plan.steps().get(i).method().equals(method)) {
                wanted = i;
                return;
            }
        }
        StringJoiner known = new StringJoiner(", ");
        for (Step other : plan.steps()) {
            known.add(other.method());
        }
        throw new IllegalArgumentException("there is no step '" + method + "' in " + plan.name() + "; it has " + known);
    }

    @Override
    public void skip() {
        if (mayRepeat) {
            throw new IllegalStateException("skip() is for @Step methods: this response has arrived; use next(step)");
        }
        wanted = SKIP;
    }

    @Override
    public void repeat() {
        if (!mayRepeat) {
            throw new IllegalStateException("repeat() is for @OnResponse methods: the step has not been sent yet");
        }
        wanted = step;
    }

    @Override
    public void stop() {
        wanted = STOP;
    }

    @Override
    public void check(String name, boolean passed) {
        checksFine &= passed;
        if (!discarded) {
            checks.check(name, passed);
        }
    }

    @Override
    public <T> T measure(String name, Callable<T> part) {
        throw new UnsupportedOperationException(
                "measure is for @Scenario methods; a @Step method must not block, and its request is timed by itself");
    }
}
