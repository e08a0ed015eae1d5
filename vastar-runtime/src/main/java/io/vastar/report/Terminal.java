// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What stands at the other end of this process's output, and what it can show. */
public final class Terminal {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 20;

    private Terminal() {}

    /** Whether standard output goes to a terminal rather than to a file or pipe. */
    public static boolean stdoutIsTty() {
        return isTty(Path.of("/proc/self/fd/1"));
    }

    /** Whether standard error goes to a terminal rather than to a file or pipe. */
    public static boolean stderrIsTty() {
        return isTty(Path.of("/proc/self/fd/2"));
    }

    /** Standard output in UTF-8 whatever the locale, which in containers is often none: µ and ■ stay what they are. */
    public static PrintStream stdout() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    /** Standard error in UTF-8 whatever the locale. */
    public static PrintStream stderr() {
        return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }

    /**
     * Whether to write colours. {@code NO_COLOR} (no-color.org) forbids them; else {@code CLICOLOR_FORCE} other than 0
     * (bixense.com/clicolors) demands them; else a terminal that is not {@code TERM=dumb} gets them.
     */
    public static boolean colour(boolean tty) {
        return colour(tty, System.getenv());
    }

    static boolean colour(boolean tty, Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        return !force.isEmpty() && !force.equals("0") || canMoveCursor(tty, environment);
    }

    /** Whether a live display may move the cursor: a terminal that is not {@code TERM=dumb}. */
    public static boolean canMoveCursor(boolean tty) {
        return canMoveCursor(tty, System.getenv());
    }

    static boolean canMoveCursor(boolean tty, Map<String, String> environment) {
        return tty && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Width in characters: {@code COLUMNS}, else 80. */
    public static int columns() {
        return columns(System.getenv());
    }

    static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[0-9]{1,4}") && Integer.parseInt(columns) >= FEWEST_COLUMNS
                ? Integer.parseInt(columns)
                : DEFAULT_COLUMNS;
    }

    /**
     * On Linux the link of an open file names it. Elsewhere {@link Console} is all there is: it knows the terminal, but
     * not which of the streams goes there.
     */
    static boolean isTty(Path link) {
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException e) {
            return false;
        }
        return consoleIsTerminal();
    }

    /** Since JDK 22 there is a console without a terminal too, and {@code isTerminal()} to tell. */
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
