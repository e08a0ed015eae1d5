// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import io.vastar.report.ObjectivesText;
import io.vastar.run.LoadTestExecution;
import io.vastar.run.LoadTestResult;
import io.vastar.slo.Slo;
import io.vastar.slo.Verdict;
import io.vastar.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.opentest4j.TestAbortedException;

/**
 * What is tested of the result of a load test:
 *
 * <ul>
 *   <li><b>{@value #RESPONDS}</b>, and <b>each objective</b> by its text. The first fails when no request was answered as
 *       expected, since most objectives are inconclusive then. How many errors are too many is an objective of its own.
 *   <li><b>{@value #EXPECTED}</b> where there is no objective: every request has to be answered as expected, and every
 *       check to hold. A test without an assertion that is green while requests fail would mislead; who tolerates errors
 *       says how many, as in {@code @Slo("errors<1%")}.
 *   <li><b>{@value #SWEET_SPOT}</b> of a sweep: a level passed every gate. Objectives of a sweep are skipped, for gates
 *       judge it.
 * </ul>
 *
 * <p>An objective that the run does not tell is skipped with the reason, or fails where {@link VastarTestEngine#STRICT}.
 *
 * @param assertion of a result, and whether to be strict; throws an {@link AssertionError} or a {@link
 *     TestAbortedException}
 */
record Check(String name, BiConsumer<LoadTestResult, Boolean> assertion) {
    static final String RESPONDS = "responds";
    static final String EXPECTED = "meets expectations";
    static final String SWEET_SPOT = "has a sweet spot";

    /** Of a load test whose objectives cannot be read, as its run will tell: one test in their place. */
    private static final Check UNREAD = new Check("runs", (result, strict) -> {});

    static List<Check> of(LoadTestExecution execution) {
        List<Slo> objectives;
        try {
            objectives = execution.objectives();
        } catch (ConfigurationException e) {
            return List.of(UNREAD);
        }
        List<Check> checks = new ArrayList<>();
        if (execution.sweeps()) {
            checks.add(new Check(SWEET_SPOT, (result, strict) -> result.sweep().assertSweetSpot()));
            objectives.forEach(objective -> checks.add(new Check(objective.name(), (result, strict) -> notOfASweep())));
        } else if (objectives.isEmpty()) {
            checks.add(new Check(EXPECTED, (result, strict) -> result.assertNoErrors()));
        } else {
            checks.add(new Check(RESPONDS, (result, strict) -> result.assertResponds()));
            objectives.forEach(objective -> checks.add(
                    new Check(objective.name(), (result, strict) -> judge(verdict(result, objective), strict))));
        }
        return checks;
    }

    private static void notOfASweep() {
        throw new TestAbortedException(
                "gates judge a sweep, and objectives do not; leave out either the sweep or this objective");
    }

    private static Verdict verdict(LoadTestResult result, Slo objective) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.slo().equals(objective))
                .findFirst()
                .orElseThrow();
    }

    private static void judge(Verdict verdict, boolean strict) {
        String measured = verdict.known() ? ", measured " + ObjectivesText.measured(verdict) : "";
        if (verdict.outcome() == Verdict.Outcome.FAIL) {
            throw new AssertionError("objective missed: " + verdict.slo().name() + measured);
        }
        if (verdict.outcome() == Verdict.Outcome.INCONCLUSIVE) {
            String text = "objective " + verdict.slo().name() + " is inconclusive: " + verdict.reason() + measured;
            if (strict) {
                throw new AssertionError(text);
            }
            throw new TestAbortedException(text);
        }
    }
}
