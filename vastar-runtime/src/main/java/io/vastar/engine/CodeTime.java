// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.ScenarioPlan;
import io.vastar.record.AgentHealth.CodeUse;
import java.util.List;

/**
 * How long an I/O thread was in the load test's own code, call by call. Meanwhile no other user of the thread gets on, and
 * what arrives for them waits. Single writer.
 */
final class CodeTime {
    /** Such a call is one that computes much, or sleeps; it is compared with collections, and counts as held up. */
    static final long LONG_NS = 100_000;

    /** The first calls of all load classes, which is no fault of theirs. */
    private static final int UNJUDGED_CALLS = 50;

    private final List<ScenarioPlan> plans;
    private final int[] firstStep;
    private final GcWatch collections;
    private final long[] calls;
    private final long[] spentNs;
    private final long[] heldNs;
    private long unjudged = UNJUDGED_CALLS;
    private long allHeldNs;
    private long insideNs;

    CodeTime(List<ScenarioPlan> plans, int[] firstStep, int steps, GcWatch collections) {
        this.plans = plans;
        this.firstStep = firstStep;
        this.collections = collections;
        int kinds = plans.size() + 2 * steps;
        calls = new long[kinds];
        spentNs = new long[kinds];
        heldNs = new long[kinds];
    }

    /** The set-up of a user. */
    void setUp(int scenario, long tookNs) {
        took(scenario, tookNs);
    }

    void composed(int scenario, int step, long tookNs) {
        took(plans.size() + 2 * (firstStep[scenario] + step), tookNs);
    }

    void read(int scenario, int step, long tookNs) {
        took(plans.size() + 2 * (firstStep[scenario] + step) + 1, tookNs);
    }

    private void took(int kind, long tookNs) {
        calls[kind]++;
        insideNs += tookNs;
        if (unjudged > 0) {
            unjudged--;
        } else if (tookNs < LONG_NS) {
            spentNs[kind] += tookNs;
        } else {
            held(kind, tookNs);
        }
    }

    private void held(int kind, long tookNs) {
        long ownNs = tookNs - collections.ofLastNs(tookNs);
        spentNs[kind] += ownNs;
        heldNs[kind] += ownNs;
        allHeldNs += ownNs;
    }

    /** Once in a while, so that collections of long ago are not taken for recent ones. */
    void look() {
        collections.look();
    }

    /** In calls of any length, the first ones and collections included. */
    long insideNs() {
        return insideNs;
    }

    /** In long calls, collections not counted. */
    long heldNs() {
        return allHeldNs;
    }

    /** What of it was spent where. */
    CodeUse used() {
        int most = 0;
        long sumNs = 0;
        for (int kind = 0; kind < spentNs.length; kind++) {
            sumNs += spentNs[kind];
            most = spentNs[kind] > spentNs[most] ? kind : most;
        }
        return sumNs == 0 ? CodeUse.NONE : new CodeUse(sumNs, allHeldNs, name(most), spentNs[most], calls[most]);
    }

    private String name(int kind) {
        if (kind < plans.size()) {
            return "the set-up of a user of " + plans.get(kind).name();
        }
        int step = (kind - plans.size()) / 2;
        int scenario = plans.size() - 1;
        while (firstStep[scenario] > step) {
            scenario--;
        }
        String name =
                plans.get(scenario).steps().get(step - firstStep[scenario]).name();
        return ((kind - plans.size()) % 2 == 0 ? "step '" : "the reader of step '") + name + "'";
    }
}
