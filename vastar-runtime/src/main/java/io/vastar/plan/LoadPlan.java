// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.RequestSpec;

/**
 * One run, decided: every default, annotation and flag has been merged and checked. Immutable plain data; the engine
 * reads nothing else.
 *
 * @param name of the load test, or of the command when there is no class
 * @param concurrency exchanges in flight at once
 * @param requests exactly how many exchanges to start; 0 when the duration decides
 * @param durationNs how long to start exchanges; 0 when the number of requests decides
 * @param timeoutNs per exchange; 0 means never
 * @param connectTimeoutNs per connection attempt
 * @param drainCapNs how long exchanges in flight may take after the deadline
 */
public record LoadPlan(
        String name,
        RequestSpec request,
        int concurrency,
        long requests,
        long durationNs,
        long timeoutNs,
        long connectTimeoutNs,
        long drainCapNs,
        EngineOptions engine) {

    public LoadPlan withConcurrency(int newConcurrency) {
        return new LoadPlan(
                name, request, newConcurrency, requests, durationNs, timeoutNs, connectTimeoutNs, drainCapNs, engine);
    }

    public LoadPlan withRequests(long newRequests) {
        return new LoadPlan(
                name, request, concurrency, newRequests, durationNs, timeoutNs, connectTimeoutNs, drainCapNs, engine);
    }

    public LoadPlan withDurationNs(long newDurationNs) {
        return new LoadPlan(
                name, request, concurrency, requests, newDurationNs, timeoutNs, connectTimeoutNs, drainCapNs, engine);
    }

    public LoadPlan withRequest(RequestSpec newRequest) {
        return new LoadPlan(
                name, newRequest, concurrency, requests, durationNs, timeoutNs, connectTimeoutNs, drainCapNs, engine);
    }
}
