// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a program with a configuration file in a directory of its own. */
final class Configured {
    /** Another program may take the free port before it does. */
    private static final int ATTEMPTS = 5;

    private Configured() {}

    static RealServer start(Path program, String configuration, List<String> arguments) {
        IllegalStateException last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = Ports.freePort();
            try {
                Path directory = Files.createTempDirectory("vastar-server");
                Path file = directory.resolve("server.conf");
                Files.writeString(file, filled(configuration, directory, file, port));
                List<String> command = new ArrayList<>();
                command.add(program.toString());
                arguments.forEach(argument -> command.add(filled(argument, directory, file, port)));
                return RealServer.start(program.getFileName().toString(), command, directory, port);
            } catch (IOException e) {
                throw new IllegalStateException("no directory for " + program + " can be made: " + e.getMessage(), e);
            } catch (IllegalStateException e) {
                last = e;
            }
        }
        throw last;
    }

    private static String filled(String text, Path directory, Path file, int port) {
        return text.replace("{port}", Integer.toString(port))
                .replace("{directory}", directory.toString())
                .replace("{configuration}", file.toString());
    }
}
