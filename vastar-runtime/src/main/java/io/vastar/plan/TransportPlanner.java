// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.TransportSpec;
import java.util.List;

/** Merges how requests get to their target: command line, annotations, and a proxy that the environment names. */
final class TransportPlanner {
    /** As many as nginx and other servers keep of a connection's requests without reading on. */
    private static final int DEEPEST_PIPELINE = 1_000;

    private final LoadTestDefinition definition;
    private final Overrides.Request given;
    private final PlaceholderValues values;

    TransportPlanner(LoadTestDefinition definition, Overrides.Request given, PlaceholderValues values) {
        this.definition = definition;
        this.given = given;
        this.values = values;
    }

    TransportSpec plan(String url, boolean keepAlive, List<String> notes) {
        TransportSpec annotated = definition.transport();
        TransportSpec merged = given.transport()
                .over(annotated
                        .with(annotated.tls().map((name, text) -> text(text, "@Tls " + name)))
                        .with(annotated.proxy().map(text -> text(text, "@Proxy")))
                        .with(annotated.names().map(text -> text(text, "@Route"))));
        check(merged.http(), keepAlive);
        ProxySpec proxy = EnvironmentProxy.of(merged, url, values.environment());
        if (proxy.variable() != null) {
            notes.add(EnvironmentProxy.note(proxy));
        }
        return merged.with(proxy);
    }

    private String text(String text, String annotation) {
        return values.resolve(text, definition.name(), annotation);
    }

    private static void check(HttpSpec http, boolean keepAlive) {
        if (http.pipeline() != null) {
            if (http.pipeline() < 1 || http.pipeline() > DEEPEST_PIPELINE) {
                throw new ConfigurationException(
                        "--pipeline " + http.pipeline() + " is out of range; use 1 to " + DEEPEST_PIPELINE);
            }
            if (!keepAlive) {
                throw new ConfigurationException("--pipeline sends several requests on one connection, and"
                        + " --disable-keepalive (keepAlive in annotations) wants one for each; leave one out");
            }
        }
        if (http.requestsPerConnection() != null) {
            if (http.requestsPerConnection() < 1) {
                throw new ConfigurationException("--requests-per-connection " + http.requestsPerConnection()
                        + " would send nothing; use 1 or more, or leave it out for no limit");
            }
            if (!keepAlive) {
                throw new ConfigurationException("--requests-per-connection does nothing with --disable-keepalive"
                        + " (keepAlive in annotations), which ends a connection after one; leave one out");
            }
        }
    }
}
