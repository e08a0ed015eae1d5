// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

/** Colours of the 256-colour palette; every text stays as it is when colour is off. */
record Ansi(boolean on) {
    static final int GREEN = 34;
    static final int YELLOW = 178;
    static final int ORANGE = 202;
    static final int RED = 124;

    private static final String RESET = "\u001b[0m";

    String paint(int colour, String text) {
        return on && !text.isEmpty() ? "\u001b[38;5;" + colour + "m" + text + RESET : text;
    }

    /** Colour of an HTTP status code by its class. */
    static int ofStatus(int code) {
        return switch (code / 100) {
            case 2 -> GREEN;
            case 3 -> YELLOW;
            case 4 -> ORANGE;
            default -> RED;
        };
    }

    String bold(String text) {
        return on ? "\u001b[1m" + text + RESET : text;
    }
}
