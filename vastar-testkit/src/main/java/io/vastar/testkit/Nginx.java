// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the configuration of a small, fast nginx and starts it. */
final class Nginx {
    /** Another program may take the free port before nginx does. */
    private static final int ATTEMPTS = 5;

    private Nginx() {}

    /** @param identity null for a server without TLS */
    static RealServer start(Path program, Path staticFiles, TestIdentity identity, String serverLines) {
        IllegalStateException last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = Ports.freePort();
            try {
                Path directory = Files.createTempDirectory("vastar-nginx");
                Path configuration = directory.resolve("nginx.conf");
                Files.writeString(
                        configuration,
                        configuration(directory, staticFiles, port, tls(directory, identity) + serverLines));
                return RealServer.start(
                        "nginx",
                        List.of(
                                program.toString(),
                                "-p",
                                directory.toString(),
                                "-e",
                                directory.resolve("error.log").toString(),
                                "-c",
                                configuration.toString()),
                        directory,
                        port);
            } catch (IOException e) {
                throw new IllegalStateException("no directory for nginx can be made: " + e.getMessage(), e);
            } catch (IllegalStateException e) {
                last = e;
            }
        }
        throw last;
    }

    private static String tls(Path directory, TestIdentity identity) throws IOException {
        if (identity == null) {
            return "";
        }
        Path chain = directory.resolve("server.pem");
        Path key = directory.resolve("server.key");
        Files.writeString(chain, identity.chainPem());
        Files.writeString(key, identity.keyPem());
        return "    ssl_certificate " + quoted(chain) + ";\n    ssl_certificate_key " + quoted(key) + ";\n";
    }

    private static String configuration(Path directory, Path staticFiles, int port, String serverLines) {
        boolean root = System.getProperty("user.name").equals("root");
        return String.join(
                "\n",
                "daemon off;",
                root ? "user root;" : "", // else the worker could not read a test's private directory
                "worker_processes 1;",
                "pid " + quoted(directory.resolve("nginx.pid")) + ";",
                "error_log " + quoted(directory.resolve("error.log")) + " warn;",
                "events { worker_connections 16384; }",
                "http {",
                "  access_log off;",
                "  sendfile on;",
                "  tcp_nopush on;",
                "  open_file_cache max=1000 inactive=1h;",
                "  keepalive_requests 1000000000;",
                "  keepalive_timeout 1h;",
                "  default_type application/octet-stream;",
                "  types { text/plain txt; text/html html; application/json json; }",
                temporary(directory, "client_body"),
                temporary(directory, "proxy"),
                temporary(directory, "fastcgi"),
                temporary(directory, "uwsgi"),
                temporary(directory, "scgi"),
                "  server {",
                "    listen 127.0.0.1:" + port + (serverLines.contains("ssl_certificate ") ? " ssl" : "")
                        + " backlog=4096;",
                "    root " + quoted(staticFiles.toAbsolutePath()) + ";",
                serverLines,
                "  }",
                "}",
                "");
    }

    private static String temporary(Path directory, String use) {
        return "  " + use + "_temp_path " + quoted(directory.resolve(use)) + ";";
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
