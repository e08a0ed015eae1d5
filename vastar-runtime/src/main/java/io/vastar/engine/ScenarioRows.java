// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.ScenarioPlan;
import io.vastar.plan.ScenarioPlan.Step;
import io.vastar.record.Recorder;
import io.vastar.record.TrialResult;
import io.vastar.spi.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A record for each step, each transaction and each scenario's iterations. Owned by the agent thread. */
final class ScenarioRows {
    private final boolean open;
    private final Map<String, Recorder> steps = new LinkedHashMap<>();
    private final Map<String, Recorder> transactions = new LinkedHashMap<>();
    private final Recorder[][] ofStep;
    private final Recorder[][] ofTransaction;
    private final Recorder[] ofIteration;

    ScenarioRows(List<ScenarioPlan> plans, boolean open) {
        this.open = open;
        ofStep = new Recorder[plans.size()][];
        ofTransaction = new Recorder[plans.size()][];
        ofIteration = new Recorder[plans.size()];
        for (int i = 0; i < plans.size(); i++) {
            ScenarioPlan plan = plans.get(i);
            ofStep[i] = new Recorder[plan.steps().size()];
            ofTransaction[i] = new Recorder[plan.steps().size()];
            for (int k = 0; k < ofStep[i].length; k++) {
                Step step = plan.steps().get(k);
                ofStep[i][k] = row(steps, step.name());
                ofTransaction[i][k] = step.transaction() == null ? null : row(transactions, step.transaction());
            }
            ofIteration[i] = row(transactions, plan.name());
        }
    }

    private Recorder row(Map<String, Recorder> rows, String name) {
        return rows.computeIfAbsent(name, key -> Recorder.ofRow(0, open));
    }

    void sent(Slot slot) {
        UserState user = slot.state;
        int scenario = user.scenario;
        if (!slot.discarded) {
            ofStep[scenario][user.step].started();
        }
        Recorder transaction = ofTransaction[scenario][user.step];
        if (transaction != null && user.transaction != transaction) {
            user.transaction = transaction;
            user.transactionNs = slot.startedNs();
            user.transactionIntendedNs = slot.intendedNs();
            user.transactionFine = true;
        }
    }

    void ended(Slot slot, int judged, boolean fine) {
        UserState user = slot.state;
        int scenario = user.scenario;
        if (!slot.discarded) {
            ofStep[scenario][user.step].ended(
                    slot,
                    judged != Responses.REFUSED,
                    !fine && judged != Responses.REFUSED && slot.outcome() == Outcome.COMPLETED);
        }
        user.transactionFine &= fine;
        Recorder transaction = user.transaction;
        if (transaction != null) {
            boolean last = user.step + 1 == ofTransaction[scenario].length
                    || ofTransaction[scenario][user.step + 1] != transaction;
            if (last) {
                if (!slot.discarded) {
                    transaction.part(
                            user.transactionIntendedNs, user.transactionNs, slot.doneNs(), user.transactionFine);
                }
                user.transaction = null;
            }
        }
    }

    /** An iteration has ended. */
    void iteration(Slot slot, long doneNs) {
        UserState user = slot.state;
        user.transaction = null;
        if (!slot.discarded) {
            ofIteration[user.scenario].part(
                    slot.iterationIntendedNs, slot.iterationStartedNs, doneNs, user.iterationFine);
        }
    }

    /** User code failed and ended an iteration: that of the step it was to send, where it was at one. */
    void codeFailed(Slot slot) {
        UserState user = slot.state;
        if (!slot.discarded && user.step < ofStep[user.scenario].length) {
            ofStep[user.scenario][user.step].codeFailed();
        }
        iteration(slot, slot.first ? slot.iterationStartedNs : slot.doneNs());
    }

    void add(ScenarioRows other) {
        steps.forEach((name, row) -> row.add(other.steps.get(name)));
        transactions.forEach((name, row) -> row.add(other.transactions.get(name)));
    }

    TrialResult.Iterations iterationCounts() {
        long ended = 0;
        long fine = 0;
        Set<Recorder> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(Arrays.asList(ofIteration));
        for (Recorder row : distinct) {
            ended += row.startedCount();
            fine += row.okCount();
        }
        return new TrialResult.Iterations(ended, fine);
    }

    List<TrialResult.Row> stepRows() {
        return rows(steps);
    }

    List<TrialResult.Row> transactionRows() {
        return rows(transactions);
    }

    private static List<TrialResult.Row> rows(Map<String, Recorder> recorders) {
        List<TrialResult.Row> rows = new ArrayList<>();
        recorders.forEach((name, recorder) -> rows.add(recorder.row(name)));
        return rows;
    }
}
