// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.SloSpec;
import io.vastar.grammar.SloSpec.Objective;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.Scenario;
import io.vastar.spi.StepDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Joins the objectives of a load test with those of the command line. */
public final class Slos {
    private Slos() {}

    /**
     * The objectives of a load test's class and steps, then those given. One that is given replaces the class's about the
     * same thing: the same time or number, limited in the same direction. Steps keep theirs.
     *
     * @param resolve fills in placeholders
     * @throws ConfigurationException when an annotated text is wrong
     */
    public static List<Slo> of(
            LoadTestDefinition definition,
            List<Scenario> scenarios,
            UnaryOperator<String> resolve,
            List<Objective> given) {
        List<Slo> slos = new ArrayList<>();
        add(slos, definition.slo(), null, definition.name(), resolve);
        for (Scenario scenario : scenarios) {
            for (StepDefinition step : scenario.definition().steps()) {
                add(slos, step.slo(), step.name(), definition.name(), resolve);
            }
        }
        for (Objective objective : given) {
            slos.removeIf(slo -> slo.step() == null && slo.objective().isAbout(objective));
            slos.add(new Slo(objective, null));
        }
        return List.copyOf(slos);
    }

    private static void add(List<Slo> slos, String text, String step, String test, UnaryOperator<String> resolve) {
        if (text == null) {
            return;
        }
        try {
            String resolved = resolve.apply(text);
            for (Objective objective : step == null ? SloSpec.parse(resolved) : SloSpec.parseForStep(resolved)) {
                slos.add(new Slo(objective, step));
            }
        } catch (GrammarException e) {
            throw new ConfigurationException(
                    "load test '" + test + "'" + (step == null ? "" : ", step '" + step + "'") + ", slo: "
                            + e.getMessage(),
                    e);
        }
    }
}
