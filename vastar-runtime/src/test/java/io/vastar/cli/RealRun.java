// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command line with the real engine, run in this process. */
record RealRun(int exitCode, String out, String err) {
    static RealRun of(String... arguments) {
        return of(new Interruption(), arguments);
    }

    static RealRun of(Interruption interruption, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        try (JoinedServices services = new JoinedServices(console)) {
            int exitCode = Cli.run(new Context(services, console, interruption), "java -jar benchmarks.jar", arguments);
            return new RealRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
