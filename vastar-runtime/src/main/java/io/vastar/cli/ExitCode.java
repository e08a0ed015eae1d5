// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

/** What the process tells its caller. */
final class ExitCode {
    static final int OK = 0;
    static final int INTERNAL = 1;
    static final int USAGE = 2;
    static final int GATE = 3;
    static final int UNREACHABLE = 4;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The one that a caller must hear of: interrupted, internal, usage, unreachable, gate, ok. */
    static int worse(int a, int b) {
        return severity(a) >= severity(b) ? a : b;
    }

    private static int severity(int code) {
        return switch (code) {
            case OK -> 0;
            case GATE -> 1;
            case UNREACHABLE -> 2;
            case USAGE -> 3;
            case INTERRUPTED -> 5;
            default -> 4;
        };
    }
}
