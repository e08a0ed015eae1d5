// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.spi.ConfigurationException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code target}: a fast server to load. */
@Command(
        name = "target",
        description = {
            "Runs the embedded target, a fast HTTP server to try things on and to measure the generator with, until"
                    + " Ctrl-C. It prints its URL on stdout.",
            "",
            "What it serves (sizes take k, m and g; docs/TARGET.md has more):",
            "  /plain                                  Hello, World! in 13 bytes",
            "  /json?size=1k                           a JSON object of that size",
            "  /bytes?size=100k                        that many bytes with a Content-Length",
            "  /chunked?size=1m&chunk=8k               the same in chunks",
            "  /sse?events=20&size=64&interval=10ms    an event stream",
            "  /delay?ms=5..50                         an answer after a pause, here a random one",
            "  /status?code=503&every=10               that status for every tenth request",
            "  /echo                                   the request's body",
            "  /fault?kind=reset                       misbehaviour: reset, stall, truncate, garbage and more; / lists them",
        },
        customSynopsis = "${COMMAND-FULL-NAME} [OPTIONS]",
        footer = {
            "%nExamples:",
            "  ${COMMAND-FULL-NAME} --port 8080",
            "  ${COMMAND-FULL-NAME} --port 0 --for 30s      (a free port, for half a minute)",
        })
final class TargetCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 8080;

    private final Context context;

    @ArgGroup(validate = false, heading = "%nServer:%n", order = 1)
    private ServerFlags server = new ServerFlags();

    @ArgGroup(validate = false, heading = "%nOther:%n", order = 2)
    private CommonFlags common = new CommonFlags();

    TargetCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (server.port < 0 || server.port > 65_535) {
            throw new ConfigurationException(
                    "--port " + server.port + " is out of range; use 1 to 65535, or 0 for a free one");
        }
        if (server.threads < 1 || server.threads > 1_024) {
            throw new ConfigurationException("--threads " + server.threads + " is out of range; use 1 to 1024");
        }
        if (server.forNs != null && server.forNs == 0) {
            throw new ConfigurationException("--for 0 would end it at once; use a longer time, or leave it out");
        }
        Console console = context.console();
        try (Services.RunningTarget target = context.services().startTarget(server.host, server.port, server.threads)) {
            console.out().println(target.url());
            console.out().flush();
            context.interruption().await(server.forNs == null ? Long.MAX_VALUE : server.forNs);
        }
        return ExitCode.OK;
    }

    private static final class ServerFlags {
        @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen at. Default: 127.0.0.1.")
        private String host = "127.0.0.1";

        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "Port to listen at; 0 takes a free one. Default: " + DEFAULT_PORT + ".")
        private int port = DEFAULT_PORT;

        @Option(names = "--threads", paramLabel = "COUNT", description = "I/O threads. Default: 1.")
        private int threads = 1;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                converter = DurationConverter.class,
                description = "End by itself after this long: 30s, 5m. Default: when Ctrl-C is pressed.")
        private Long forNs;
    }
}
