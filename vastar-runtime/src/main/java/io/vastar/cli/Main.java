// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.buffer.PrintableStream;
import io.vastar.report.Terminal;
import io.vastar.spi.ConfigurationException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where {@code java -jar benchmarks.jar} begins; {@link LoadTestsCommand} is what runs by default. */
public final class Main {
    private static final String BOUNDS_CHECKS = "agrona.disable.bounds.checks";
    private static final String ERASE_PROGRESS = "\r\u001b[J";

    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // read by Agrona when its first buffer class loads; set it to false to look for a memory error
        if (System.getProperty(BOUNDS_CHECKS) == null) {
            System.setProperty(BOUNDS_CHECKS, "true");
        }
        if (Rehearsal.isAskedFor(arguments)) {
            System.exit(Rehearsal.run());
        }
        ResultStream stdout = new ResultStream(new FileOutputStream(FileDescriptor.out));
        PrintStream screen = Terminal.stderr();
        boolean outTty = Terminal.stdoutIsTty();
        boolean errTty = Terminal.stderrIsTty();
        boolean colour = Terminal.colour(outTty);
        PrintStream out = new PrintStream(new PrintableStream(stdout, colour), false, StandardCharsets.UTF_8);
        Console console = new Console(
                out,
                new PrintStream(new PrintableStream(screen, false), true, StandardCharsets.UTF_8),
                screen,
                outTty,
                Terminal.canMoveCursor(errTty),
                colour,
                Terminal.colour(errTty),
                Terminal.columns());
        Interruption interruption = new Interruption();
        int exitCode = run(arguments, console, interruption);
        out.flush();
        if (stdout.failure() != null) {
            console.error("the result could not be written to stdout: " + stdout.failure());
            exitCode = ExitCode.worse(exitCode, ExitCode.INTERNAL);
        }
        System.exit(exitCode);
    }

    private static int run(String[] arguments, Console console, Interruption interruption) {
        Runnable end = () -> {
            if (interruption.request()) {
                console.screen()
                        .println((console.errTty() ? ERASE_PROGRESS : "\n")
                                + "interrupted: ending in good order; press Ctrl-C again to leave at once");
            }
        };
        Signals.onInterrupt(
                () -> {
                    if (interruption.isAnother(System.nanoTime())) {
                        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                    }
                    end.run();
                },
                end);
        try (JoinedServices services = new JoinedServices(console)) {
            return Cli.run(new Context(services, console, interruption), program(), Arguments.ofThisProcess(arguments));
        } catch (ConfigurationException e) {
            return new Failures(console).of(e);
        } catch (Error e) {
            return new Failures(console).of(e);
        }
    }

    /** How this process was started, as far as that shows; the launcher gives its name. */
    private static String program() {
        String launcher = System.getProperty("vastar.program");
        if (launcher != null && !launcher.isEmpty()) {
            return launcher;
        }
        String classPath = System.getProperty("java.class.path", "");
        return classPath.endsWith(".jar") && classPath.indexOf(java.io.File.pathSeparatorChar) < 0
                ? "java -jar " + Path.of(classPath).getFileName()
                : "vastar";
    }
}
