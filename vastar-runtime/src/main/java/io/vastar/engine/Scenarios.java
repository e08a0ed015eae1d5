// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.pace.ThinkTime;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.plan.ScenarioPlan.Step;
import io.vastar.record.CheckCounts;
import io.vastar.record.CodeFailures;
import io.vastar.record.Recorder;
import io.vastar.record.RequestLog;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Leads an agent's virtual users through their scenarios: calls their code, times steps, transactions and iterations, and
 * tells {@link LoadAgent} what a user does next. A step whose exchange got no response ends its iteration, since what
 * follows mostly needs it. Owned by the agent thread; allocates nothing beyond what user code does and new users need.
 */
final class Scenarios {
    /** The composed request is to be sent. */
    static final int SEND = 0;
    /** The user pauses until {@link Slot#dueNs}. */
    static final int THINK = 1;
    /** The iteration is over. */
    static final int END = 2;
    /** There is no data for this user: it has left for good. */
    static final int LEFT = 3;

    private static final int MOST_UNSENT_STEPS = 1000;
    private static final long UNSENT_PAUSE_NS = 1_000_000;

    private final List<ScenarioPlan> plans;
    private final boolean keepUsers;
    private final int index;
    private final int agents;
    private final LaneFactory factory;
    private final CheckCounts checks;
    private final Mix mix;
    private final SplittableRandom random;
    private final CodeFailures failures = new CodeFailures(Scenarios.class, ThreadedUser.class);
    private final ScenarioRows rows;
    private final RequestLog log;
    private final Recorder recorder;
    private final Recorder discarded;
    private final int[] firstStep;
    private final CodeTime time;
    private int entered;

    /**
     * @param countNames how many counts the protocol declared
     * @param recorder of all that is measured
     * @param discarded of the warm-up
     * @param log null when requests are not logged
     */
    Scenarios(
            AgentShare share,
            LaneFactory factory,
            int countNames,
            CheckCounts checks,
            Recorder recorder,
            Recorder discarded,
            RequestLog log) {
        this.recorder = recorder;
        this.discarded = discarded;
        this.log = log;
        plans = share.plan().scenarios();
        keepUsers = !share.plan().model().isOpen();
        this.factory = factory;
        this.checks = checks;
        index = share.index();
        agents = share.agents();
        mix = new Mix(plans, index, agents);
        random = new SplittableRandom(share.plan().model().seed() + share.index());
        rows = new ScenarioRows(plans, countNames, share.plan().model().isOpen());
        firstStep = new int[plans.size()];
        for (int i = 1; i < firstStep.length; i++) {
            firstStep[i] = firstStep[i - 1] + plans.get(i - 1).steps().size();
        }
        time = new CodeTime(plans, firstStep, steps(share.plan()).size(), new GcWatch());
    }

    /** The steps of all scenarios, one scenario after the other. */
    static List<String> steps(LoadPlan plan) {
        List<String> names = new ArrayList<>();
        for (ScenarioPlan scenario : plan.scenarios()) {
            for (Step step : scenario.steps()) {
                names.add(step.name());
            }
        }
        return names;
    }

    /** A user begins an iteration; in an open model it is a new user. */
    int begin(Slot slot) {
        UserState user = slot.state;
        if (user == null || user.code == null || !keepUsers) {
            user = enter(slot);
        }
        user.step = 0;
        user.iterationFine = true;
        user.checksFine = true;
        user.discarded = slot.discarded;
        if (user.code == null) {
            return failed(slot);
        }
        user.iterations++;
        try {
            if (!user.code.begin(user)) {
                leave(slot);
                return LEFT;
            }
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            failures.thrown("the feeders of " + user.plan.name(), e);
            return failed(slot);
        }
        return compose(slot);
    }

    private UserState enter(Slot slot) {
        if (slot.state != null) {
            leave(slot);
        }
        int scenario = mix.next();
        if (slot.states == null) {
            slot.states = new UserState[plans.size()];
        }
        UserState user = slot.states[scenario];
        if (user == null) {
            ScenarioPlan plan = plans.get(scenario);
            user = new UserState(scenario, plan, plan.keepsCookies(), factory, checks);
            slot.states[scenario] = user;
        }
        slot.state = user;
        user.number = keepUsers ? slot.number : index + agents * entered++;
        user.interaction.newUser();
        user.iterations = 0;
        slot.carry(user.interaction);
        long beganNs = System.nanoTime();
        try {
            user.code = user.plan.code().newUser();
            user.code.setUp();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            failures.thrown("the set-up of a user of " + user.plan.name(), e);
            user.code = null;
        }
        time.setUp(scenario, System.nanoTime() - beganNs);
        return user;
    }

    /** User code failed, and not over a response. */
    private int failed(Slot slot) {
        slot.state.iterationFine = false;
        recorderOf(slot).codeFailed();
        rows.codeFailed(slot);
        return END;
    }

    private Recorder recorderOf(Slot slot) {
        return slot.discarded ? discarded : recorder;
    }

    /** A pause is over. */
    int resume(Slot slot) {
        return compose(slot);
    }

    private int compose(Slot slot) {
        UserState user = slot.state;
        for (int unsent = 0; unsent < MOST_UNSENT_STEPS; unsent++) {
            if (user.step == user.plan.steps().size()) {
                return user.checksFine ? finish(slot) : failed(slot);
            }
            Step step = user.current();
            user.interaction.begin(step.reads());
            user.ask(false);
            long beganNs = System.nanoTime();
            try {
                user.code.compose(user.step, user.interaction.request(), user);
            } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                failures.thrown("step '" + step.name() + "'", e);
                return failed(slot);
            }
            time.composed(user.scenario, user.step, System.nanoTime() - beganNs);
            if (user.wanted == UserState.IN_ORDER) {
                return SEND;
            }
            if (user.wanted == UserState.STOP) {
                return user.checksFine ? finish(slot) : failed(slot);
            }
            user.step = user.wanted == UserState.SKIP ? user.step + 1 : user.wanted;
        }
        failures.thrown(
                "step '" + user.current().name() + "'",
                new IllegalStateException(
                        "steps called next() or skip() " + MOST_UNSENT_STEPS + " times in a row and sent nothing"));
        return failed(slot);
    }

    private int finish(Slot slot) {
        rows.iteration(slot, slot.first ? slot.iterationStartedNs : slot.doneNs());
        return END;
    }

    /** The request of a user's step went out. */
    void sent(Slot slot) {
        rows.sent(slot);
    }

    /** The exchange of a user's step has ended. */
    int completed(Slot slot, int judged) {
        UserState user = slot.state;
        Step step = user.current();
        boolean fine = slot.outcome() == Outcome.COMPLETED && judged == Responses.FINE;
        user.ask(true);
        if (slot.outcome() == Outcome.COMPLETED && step.reads()) {
            long beganNs = System.nanoTime();
            try {
                user.code.read(user.step, user.interaction.response(), user);
            } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                failures.thrown("the reader of step '" + step.name() + "'", e);
                user.wanted = UserState.STOP;
                user.checksFine = false;
            }
            time.read(user.scenario, user.step, System.nanoTime() - beganNs);
        }
        if (fine && !user.checksFine) {
            fine = false;
            recorderOf(slot).rejected();
        }
        user.checksFine = true;
        user.iterationFine &= fine;
        rows.ended(slot, judged, fine);
        if (log != null && !slot.discarded) {
            boolean accepted = judged != Responses.REFUSED;
            log.ended(
                    slot,
                    accepted,
                    accepted && !fine,
                    slot.connection,
                    user.number,
                    firstStep[user.scenario] + user.step);
        }
        if (slot.outcome() != Outcome.COMPLETED || user.wanted == UserState.STOP) {
            return finish(slot);
        }
        user.step = user.wanted == UserState.IN_ORDER ? user.step + 1 : user.wanted;
        ThinkTime pause = step.thinkTime();
        if (pause != null) {
            slot.dueNs = slot.doneNs() + pause.nextNs(random);
            return THINK;
        }
        return compose(slot);
    }

    /** How long a user's iterations are apart at least. One that sent nothing gets a short rest. */
    long pacingNs(Slot slot) {
        return Math.max(slot.first ? UNSENT_PAUSE_NS : 0, slot.state.plan.pacingNs());
    }

    /** The run is over: users that are there leave. */
    void leave(Slot[] slots) {
        for (Slot slot : slots) {
            if (slot.state != null) {
                leave(slot);
            }
        }
    }

    private void leave(Slot slot) {
        UserState user = slot.state;
        if (user.code == null) {
            return;
        }
        try {
            user.code.tearDown();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            failures.thrown("the tear-down of a user of " + user.plan.name(), e);
        }
        user.code = null;
    }

    CodeFailures failures() {
        return failures;
    }

    /** How long this thread was in the load test's own code. */
    CodeTime time() {
        return time;
    }

    ScenarioRows rows() {
        return rows;
    }
}
