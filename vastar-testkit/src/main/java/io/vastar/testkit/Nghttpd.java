// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts nghttp2's server without TLS. */
final class Nghttpd {
    /** Another program may take the free port before nghttpd does. */
    private static final int ATTEMPTS = 5;

    private Nghttpd() {}

    static RealServer start(Path program, Path staticFiles, String... options) {
        IllegalStateException last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = Ports.freePort();
            List<String> command = new ArrayList<>(List.of(
                    program.toString(), "--no-tls", "--address=127.0.0.1", "--htdocs=" + staticFiles.toAbsolutePath()));
            command.addAll(List.of(options));
            command.add(Integer.toString(port));
            try {
                return RealServer.start("nghttpd", command, Files.createTempDirectory("vastar-nghttpd"), port);
            } catch (IOException e) {
                throw new IllegalStateException("no directory for nghttpd can be made: " + e.getMessage(), e);
            } catch (IllegalStateException e) {
                last = e;
            }
        }
        throw last;
    }
}
