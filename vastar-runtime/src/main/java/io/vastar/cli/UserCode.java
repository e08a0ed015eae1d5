// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.LoadTestEntry;

/** Says what a method of the user's threw: each cause in one line, and the first line of their own code. */
final class UserCode {
    private static final int MOST_CAUSES = 5;

    private UserCode() {}

    static String failure(String what, LoadTestEntry entry, Throwable thrown) {
        StringBuilder text = new StringBuilder("the ")
                .append(what)
                .append(" of '")
                .append(entry.name())
                .append("' failed: ")
                .append(describe(thrown));
        Throwable cause = thrown.getCause();
        for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
            text.append("; caused by ").append(describe(cause));
        }
        String own = entry.className() == null ? "" : entry.className().replaceFirst("[$].*", "");
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (!own.isEmpty()
                    && frame.getClassName().startsWith(own)
                    && !frame.getClassName().endsWith("_LoadTest")) {
                return text.append(" (at ").append(frame).append(')').toString();
            }
        }
        return text.toString();
    }

    private static String describe(Throwable thrown) {
        String message = thrown.getMessage();
        String type = thrown.getClass().getName().replaceFirst("^java\\.(lang|io|net)\\.", "");
        return message == null || message.isBlank() ? type : type + ": " + message;
    }
}
