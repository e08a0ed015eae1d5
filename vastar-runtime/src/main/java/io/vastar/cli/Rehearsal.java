// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs through what users do first, in silence and against a target in this process, while the JVM writes down what it
 * loads and compiles. The launcher ({@code bin/vastar}) asks for it once, to start sooner from then on.
 */
final class Rehearsal {
    /** The only argument of the command line that asks for it. */
    static final String ARGUMENT = "rehearse-start";

    private Rehearsal() {}

    static boolean isAskedFor(String[] arguments) {
        return arguments.length == 1 && arguments[0].equals(ARGUMENT);
    }

    /** What becomes of the commands does not matter; a class that they load in vain does no harm. */
    static int run() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = Console.plain(nowhere, nowhere);
        try (JoinedServices services = new JoinedServices(console);
                Services.RunningTarget target = services.startTarget("127.0.0.1", 0, 1)) {
            Context context = new Context(services, console, new Interruption());
            String plain = target.url() + "/plain";
            // the target knows neither TLS nor HTTP/2, but the self-warm-up before that shows knows both
            String secure = plain.replaceFirst("^http:", "https:");
            run(context, "--help");
            run(context, "http", "--help");
            run(context, "-l");
            run(context, "http", "-n", "200", "-c", "10", plain);
            run(context, "http", "-z", "1s", "-c", "10", "-o", "json", plain);
            run(context, "http", "-n", "1", "-c", "1", "-t", "1s", "-k", secure);
            run(context, "http", "-n", "1", "-c", "1", "-t", "1s", "-k", "--http2", secure);
        }
        return ExitCode.OK;
    }

    private static void run(Context context, String... arguments) {
        Cli.run(context, "vastar", arguments);
    }
}
