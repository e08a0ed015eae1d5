// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Overrides;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.HttpSpec;
import picocli.CommandLine.Option;

/** Which HTTP is spoken, and how. */
final class HttpFlags {
    @Option(
            names = "--http2",
            description =
                    "Speak HTTP/2: for https URLs where the target agrees (ALPN), for http URLs from the first byte"
                            + " on (h2c with prior knowledge).")
    private boolean http2;

    @Option(
            names = "--streams",
            paramLabel = "COUNT",
            description =
                    "HTTP/2: requests in flight at once on each connection, so that -c 16 --streams 32 keeps 512 in"
                            + " flight. Default: 1.")
    private Integer streams;

    @Option(
            names = "--pipeline",
            paramLabel = "COUNT",
            description =
                    "HTTP/1.1: requests in flight at once on each connection, so that -c 10 --pipeline 8 keeps 80 in"
                            + " flight. Default: 1.")
    private Integer pipeline;

    @Option(
            names = "--requests-per-connection",
            paramLabel = "COUNT",
            converter = CountConverter.class,
            description =
                    "Close a connection after so many requests and open another one for the next; its time is then"
                            + " part of that request's latency. Default: no limit.")
    private Long requestsPerConnection;

    @Option(
            names = "--raw-url",
            description =
                    "Send path and query as they are written, to test with broken URLs. Default: characters that no URL may"
                            + " have, such as \\ ^ \" < > and a bare %%, are percent-encoded.")
    private boolean rawUrl;

    Overrides.Request on(Overrides.Request request) {
        if (streams != null && streams < 1) {
            throw new ConfigurationException("--streams " + streams + " is out of range; use 1 or more");
        }
        HttpSpec spec = new HttpSpec(http2 ? "2" : null, streams, pipeline, null, requestsPerConnection);
        HttpSpec spelt = rawUrl ? spec.withRawUrl(true) : spec;
        return request.withTransport(
                request.transport().with(spelt.over(request.transport().http())));
    }
}
