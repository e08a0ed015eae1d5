// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import org.HdrHistogram.Histogram;

/** What the load model decides about the reading of a result. */
final class LoadFacts {
    private LoadFacts() {}

    static boolean isOpen(TrialResult result) {
        return result.detail().arrivals() != null;
    }

    /** What counts as the latency: response time where there is a schedule, else service time; of 2xx responses. */
    static Histogram latency(TrialResult result) {
        return isOpen(result) ? result.detail().arrivals().response() : result.service();
    }

    /** The same of a step or transaction. */
    static Histogram latency(TrialResult.Row row) {
        return row.response() == null ? row.service() : row.response();
    }

    /**
     * Whether the times of the whole run are of different things, such as a fast step and a slow one, so that their
     * distribution follows from how often each was sent. Each step and transaction has one of its own.
     */
    static boolean isMixed(TrialResult result) {
        return result.detail().steps().size() > 1;
    }

    /** Connections that carry so many exchanges at once: {@code 16 connections with 32 streams each}. */
    static String connections(RequestSpec request, int exchanges) {
        HttpSpec http = request.transport().http();
        int each = http.exchangesPerConnection();
        String connections = Units.count((exchanges + each - 1) / each, "connection");
        return each == 1
                ? connections
                : connections + " with " + each + (http.isHttp2() ? " streams each" : " requests each at once");
    }

    /** The connections of a run, by the protocol that was spoken in the end. */
    static String connections(TrialResult result) {
        return shares(result)
                ? connections(result.request(), result.concurrency())
                : Units.count(result.concurrency(), "connection");
    }

    /** Whether a connection carried several exchanges at once. */
    static boolean shares(TrialResult result) {
        HttpSpec http = result.request().transport().http();
        boolean fellBack = http.isHttp2() && result.connections().streams() == null;
        return http.exchangesPerConnection() > 1 && !fellBack;
    }

    /** What less load is called: {@code -c} of a closed model, the rate of an open one. */
    static String load(TrialResult result) {
        return isOpen(result) ? "rate" : "-c";
    }

    /** Advice to load less: {@code lower -c}. */
    static String lower(TrialResult result) {
        return isOpen(result) ? "lower the rate" : "lower -c";
    }

    /**
     * Whether users of a closed model pause on purpose, so that their number bounds the throughput.
     *
     * @param plan null when unknown
     */
    static boolean pauses(LoadPlan plan) {
        if (plan == null || plan.model().isOpen()) {
            return false;
        }
        for (ScenarioPlan scenario : plan.scenarios()) {
            if (scenario.pacingNs() > 0) {
                return true;
            }
            for (ScenarioPlan.Step step : scenario.steps()) {
                if (step.thinkTime() != null) {
                    return true;
                }
            }
        }
        return plan.model().perUserPerSec() > 0;
    }
}
