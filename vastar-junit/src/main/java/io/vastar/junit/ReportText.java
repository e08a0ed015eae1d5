// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import io.vastar.report.ObjectivesText;
import io.vastar.report.RunText;
import io.vastar.report.SweepText;
import io.vastar.report.Terminal;
import io.vastar.run.LoadTestResult;

/** The report of a load test on standard output, where build tools and IDEs look for what tests print. */
final class ReportText {
    private ReportText() {}

    static void print(String name, LoadTestResult result) {
        StringBuilder text = new StringBuilder("\n=== ").append(name).append(" ===\n");
        result.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        System.out.println(text.append(text(result)));
    }

    private static String text(LoadTestResult result) {
        boolean colour = Terminal.colour(false);
        return result.isSweep()
                ? SweepText.text(result.sweep().all(), colour)
                : new RunText(colour, Terminal.columns()).render(result.all(), result.plan())
                        + ObjectivesText.render(result.verdicts(), colour);
    }
}
