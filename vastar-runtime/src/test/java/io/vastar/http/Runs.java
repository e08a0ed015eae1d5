// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.engine.Engine;
import io.vastar.engine.RunListener;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import java.util.List;

/** Short runs of one request over a way that a test chooses. */
final class Runs {
    private static final long MS = 1_000_000;

    private Runs() {}

    static RequestSpec get(String url, TransportSpec transport) {
        return RequestSpec.get(url).with(transport);
    }

    static LoadPlan plan(RequestSpec request, int concurrency, long requests) {
        return new LoadPlan(
                "test",
                request,
                concurrency,
                requests,
                0,
                10_000 * MS,
                5_000 * MS,
                1_000 * MS,
                new EngineOptions(1, List.of(), IdleMode.AUTO, false));
    }

    static TrialResult run(RequestSpec request, int concurrency, long requests) {
        return run(plan(request, concurrency, requests));
    }

    static TrialResult run(LoadPlan plan) {
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            TrialResult result = engine.run(plan, RunListener.NONE);
            TrialResult.Counts counts = result.counts();
            assertThat(counts.started())
                    .isEqualTo(counts.ok() + counts.unexpected() + counts.failed() + counts.aborted());
            return result;
        }
    }

    /** Runs, and every response has to be a good one. */
    static TrialResult good(RequestSpec request, int concurrency, long requests) {
        TrialResult result = run(request, concurrency, requests);
        assertThat(result.errors()).isEmpty();
        assertThat(result.counts().ok())
                .as("status codes %s", result.statusCodes())
                .isEqualTo(requests);
        return result;
    }
}
