// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.ScenarioPlan;
import io.vastar.plan.ScenarioPlan.Step;
import io.vastar.record.NamedRows;
import io.vastar.record.Recorder;
import io.vastar.record.RowRecord;
import io.vastar.record.TrialResult;
import io.vastar.spi.Outcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A record for each step, each transaction and each scenario's iterations. Owned by the agent thread. */
final class ScenarioRows {
    private final NamedRows steps;
    private final NamedRows transactions;
    private final Recorder[][] ofStep;
    private final Recorder[][] ofTransaction;
    private final Recorder[] ofIteration;

    /** @param countNames how many counts the protocol declared */
    ScenarioRows(List<ScenarioPlan> plans, int countNames, boolean open) {
        steps = new NamedRows(countNames, open);
        transactions = new NamedRows(0, open);
        ofStep = new Recorder[plans.size()][];
        ofTransaction = new Recorder[plans.size()][];
        ofIteration = new Recorder[plans.size()];
        for (int i = 0; i < plans.size(); i++) {
            ScenarioPlan plan = plans.get(i);
            ofStep[i] = new Recorder[plan.steps().size()];
            ofTransaction[i] = new Recorder[plan.steps().size()];
            for (int k = 0; k < ofStep[i].length; k++) {
                Step step = plan.steps().get(k);
                ofStep[i][k] = steps.row(step.name());
                ofTransaction[i][k] = step.transaction() == null ? null : transactions.row(step.transaction());
            }
            ofIteration[i] = transactions.row(plan.name());
        }
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

    private TrialResult.Iterations iterationCounts() {
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

    RowRecord record() {
        return new RowRecord(steps, transactions, iterationCounts(), null);
    }
}
