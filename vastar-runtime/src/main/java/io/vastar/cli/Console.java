// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.io.PrintStream;

/**
 * Where output goes: {@code out} takes the result and nothing else, {@code err} everything else.
 *
 * @param out what is printed steers no terminal, but for colours
 * @param err what is printed steers no terminal
 * @param screen the same as err for what moves the cursor, and therefore must make each text printable itself
 * @param outTty whether a person watches stdout
 * @param errTty whether a person watches stderr
 * @param outColour whether stdout may have colours
 * @param errColour whether stderr may have colours
 * @param columns width of the terminal
 */
record Console(
        PrintStream out,
        PrintStream err,
        PrintStream screen,
        boolean outTty,
        boolean errTty,
        boolean outColour,
        boolean errColour,
        int columns) {

    /** Neither colours nor a terminal. */
    static Console plain(PrintStream out, PrintStream err) {
        return new Console(out, err, err, false, false, false, false, 80);
    }

    void note(String sentence) {
        err.println("note: " + sentence);
    }

    void error(String message) {
        err.println("error: " + message);
    }
}
