// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.Expectation;
import io.vastar.plan.LoadPlan;
import io.vastar.record.CheckCounts;
import io.vastar.spi.Exchange;
import io.vastar.spi.Outcome;

/** Holds responses against what is expected of them. Owned by the agent thread. */
final class Responses {
    /** As expected, or no response at all. */
    static final int FINE = 0;
    /** Another code than expected. */
    static final int REFUSED = 1;
    /** The right code, but not the right body. */
    static final int CHECK_FAILED = 2;

    private final Expectation ofAll;
    private final AcceptedCodes accepted;
    private final CheckCounts checks;

    Responses(LoadPlan plan, AcceptedCodes accepted, CheckCounts checks) {
        this.accepted = accepted;
        ofAll = plan.scenarios().isEmpty() ? plan.expect() : null;
        this.checks = checks;
    }

    /** Before a request is sent: lets the lane look for the text in the body. */
    void expect(Slot slot) {
        Expectation expect = expectation(slot);
        if (expect == null || expect.body() == null) {
            if (slot.watch() != null) {
                slot.watchFor(null);
            }
        } else if (slot.state != null) {
            slot.watchFor(slot.state.watch());
        } else if (slot.watch() == null) {
            slot.watchFor(new TextWatch(expect.body()));
        }
    }

    /** After an exchange has ended: {@link #FINE}, {@link #REFUSED} or {@link #CHECK_FAILED}. */
    int judge(Slot slot) {
        return judge(slot, expectation(slot), accepted, slot.discarded, checks);
    }

    /**
     * Judges an exchange that has ended.
     *
     * @param expect null expects an accepted code
     * @param accepted what the protocol accepts where no code is expected
     * @param discarded whether its checks are not to be counted
     */
    static int judge(
            Exchange exchange, Expectation expect, AcceptedCodes accepted, boolean discarded, CheckCounts checks) {
        if (exchange.outcome() != Outcome.COMPLETED) {
            return FINE;
        }
        int code = exchange.code();
        boolean right = expect == null || expect.specifiesNoCode() ? accepted.has(code) : expect.accepts(code);
        if (!right) {
            return REFUSED;
        }
        if (expect == null) {
            return FINE;
        }
        boolean found = expect.body() == null || exchange.watch().found();
        boolean small = exchange.bodyBytes() <= expect.maxBytes();
        if (!discarded && expect.body() != null) {
            checks.check(expect.bodyCheck(), found);
        }
        if (!discarded && expect.maxBytes() != Long.MAX_VALUE) {
            checks.check(expect.sizeCheck(), small);
        }
        return found && small ? FINE : CHECK_FAILED;
    }

    private Expectation expectation(Slot slot) {
        return slot.state == null ? ofAll : slot.state.expectation();
    }

    CheckCounts checks() {
        return checks;
    }
}
