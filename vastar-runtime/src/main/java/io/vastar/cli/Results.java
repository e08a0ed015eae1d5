// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.io.PrintStream;

/** Writes results to stdout, whole and ended by one line break. */
final class Results {
    private final PrintStream out;

    Results(Context context, OutputFormat format) {
        out = context.console().out();
        if (format == OutputFormat.TEXT) {
            // progress on stderr comes first where both go to one terminal
            context.console().err().flush();
        }
    }

    void print(String text) {
        out.print(text);
        if (!text.endsWith("\n")) {
            out.print('\n');
        }
        out.flush();
    }
}
