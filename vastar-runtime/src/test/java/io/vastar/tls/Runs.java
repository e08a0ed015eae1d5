// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import io.vastar.engine.Engine;
import io.vastar.engine.RunListener;
import io.vastar.http.HttpProvider;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import java.util.List;

/** Whole runs over TLS, from the plan to the result. */
final class Runs {
    private static final long SECOND_NS = 1_000_000_000;

    private Runs() {}

    /** @param caFile null for the system's */
    static TlsSpec tls(String provider, String caFile) {
        return TlsSpec.NONE.caCert(caFile).provider(provider);
    }

    static TrialResult get(String url, TlsSpec tls, int connections, long requests) {
        return run(request(url, tls, "GET", new byte[0], true), connections, requests);
    }

    /** With a connection for each request. */
    static TrialResult closing(String url, TlsSpec tls, int connections, long requests) {
        return run(request(url, tls, "GET", new byte[0], false), connections, requests);
    }

    static TrialResult put(String url, TlsSpec tls, byte[] body, int connections, long requests) {
        return run(request(url, tls, "PUT", body, true), connections, requests);
    }

    /** HTTP/2 where the server agrees to it. */
    static TrialResult http2(String url, TlsSpec tls, int connections, long requests) {
        RequestSpec request = request(url, tls, "GET", new byte[0], true);
        return run(
                request.with(request.transport().with(new HttpSpec("2", 4, null, null, null))), connections, requests);
    }

    private static RequestSpec request(String url, TlsSpec tls, String method, byte[] body, boolean keepAlive) {
        return new RequestSpec(
                url, method, List.of(), null, null, null, body, keepAlive, true, TransportSpec.NONE.with(tls));
    }

    private static TrialResult run(RequestSpec request, int connections, long requests) {
        EngineOptions options = new EngineOptions(1, List.of(), IdleMode.BLOCK, false);
        LoadPlan plan = new LoadPlan(
                "test", request, connections, requests, 0, 60 * SECOND_NS, 20 * SECOND_NS, SECOND_NS, options);
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }
}
