// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the configuration of a lighttpd and starts it. */
final class Lighttpd {
    /** Another program may take the free port before lighttpd does. */
    private static final int ATTEMPTS = 5;

    private Lighttpd() {}

    static RealServer start(Path program, Path staticFiles, List<String> lines) {
        IllegalStateException last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = Ports.freePort();
            try {
                Path directory = Files.createTempDirectory("vastar-lighttpd");
                Path configuration = directory.resolve("lighttpd.conf");
                String text = String.join(
                        "\n",
                        "server.document-root = \"" + staticFiles.toAbsolutePath() + "\"",
                        "server.bind = \"127.0.0.1\"",
                        "server.port = " + port,
                        "server.max-keep-alive-requests = 100000",
                        String.join("\n", lines),
                        "");
                Files.writeString(configuration, text);
                return RealServer.start(
                        "lighttpd", List.of(program.toString(), "-D", "-f", configuration.toString()), directory, port);
            } catch (IOException e) {
                throw new IllegalStateException("no directory for lighttpd can be made: " + e.getMessage(), e);
            } catch (IllegalStateException e) {
                last = e;
            }
        }
        throw last;
    }
}
