// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

/**
 * One thing worth saying about a result.
 *
 * @param code stable name for scripts, such as {@code error-rate}
 * @param level how much it matters
 * @param text a sentence or two: what, the number, and what to do where there is something to do
 */
public record Insight(String code, Level level, String text) {
    /** How much an insight matters, least first. */
    public enum Level {
        /** As one would wish. */
        GOOD("+"),
        /** Worth knowing when reading the numbers. */
        NOTE("-"),
        /** The numbers, or the target, need attention. */
        WARNING("!"),
        /** The numbers do not say what they seem to say, or the target is failing. */
        CRITICAL("!!");

        private final String mark;

        Level(String mark) {
            this.mark = mark;
        }

        /** What stands before the text in a report. */
        String mark() {
            return mark;
        }
    }
}
