// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.grammar.SloSpec.Objective;
import io.vastar.slo.Verdict;
import java.util.List;
import java.util.Locale;

/** The section of a run's text report about its objectives. */
public final class ObjectivesText {
    private ObjectivesText() {}

    /** Empty when there are none; else it begins with a line break. */
    public static String render(List<Verdict> verdicts, boolean colour) {
        if (verdicts.isEmpty()) {
            return "";
        }
        Ansi ansi = new Ansi(colour);
        StringBuilder out =
                new StringBuilder("\n").append(ansi.bold("Objectives:")).append('\n');
        int width = 0;
        for (Verdict verdict : verdicts) {
            width = Math.max(width, verdict.slo().name().length());
        }
        for (Verdict verdict : verdicts) {
            int shade = switch (verdict.outcome()) {
                case PASS -> Ansi.GREEN;
                case FAIL -> Ansi.RED;
                case INCONCLUSIVE -> Ansi.ORANGE;
            };
            out.append("  ").append(ansi.paint(shade, Units.format("%-12s", word(verdict))));
            out.append(' ')
                    .append(Units.format("%-" + width + "s", verdict.slo().name()));
            if (verdict.known()) {
                out.append("  measured ").append(measured(verdict));
            }
            if (verdict.reason() != null && verdict.outcome() != Verdict.Outcome.FAIL) {
                out.append("  (").append(verdict.reason()).append(')');
            }
            out.append('\n');
        }
        return out.toString();
    }

    static String word(Verdict verdict) {
        return verdict.outcome().name().toLowerCase(Locale.ROOT);
    }

    /** The measured value for people. */
    public static String measured(Verdict verdict) {
        Objective objective = verdict.slo().objective();
        if (objective.metric().isTime()) {
            return Units.duration(verdict.measured());
        }
        return objective.metric().isShare()
                ? Units.format("%.3f %%", verdict.measured() * 100)
                : Units.rate(verdict.measured()) + "/s";
    }
}
