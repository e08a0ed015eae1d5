// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.RequestSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One run, decided: every default, annotation and flag has been merged and checked. Immutable; the engine reads nothing
 * else.
 *
 * @param name of the load test, or of the command when there is no class
 * @param request what is sent, and what scenarios' requests begin as
 * @param concurrency closed: exchanges in flight at once; open: connections to open before the clock starts
 * @param requests exactly how many iterations to start; 0 when the duration decides
 * @param durationNs how long to start iterations; 0 when their number decides
 * @param timeoutNs per exchange; 0 means never
 * @param connectTimeoutNs per connection attempt
 * @param drainTimeoutNs how long exchanges in flight may take after the deadline
 * @param model how load arrives
 * @param scenarios what virtual users do; empty when each iteration is the one request
 * @param expect of responses to the one request; null accepts every 2xx
 * @param firstByteTimeoutNs from the end of the request to the first byte of its response; 0 means never
 */
public record LoadPlan(
        String name,
        RequestSpec request,
        int concurrency,
        long requests,
        long durationNs,
        long timeoutNs,
        long connectTimeoutNs,
        long drainTimeoutNs,
        EngineOptions engine,
        LoadModel model,
        List<ScenarioPlan> scenarios,
        Expectation expect,
        long firstByteTimeoutNs) {
    public LoadPlan {
        scenarios = List.copyOf(scenarios);
    }

    /** A closed model of one request. */
    public LoadPlan(
            String name,
            RequestSpec request,
            int concurrency,
            long requests,
            long durationNs,
            long timeoutNs,
            long connectTimeoutNs,
            long drainTimeoutNs,
            EngineOptions engine) {
        this(
                name,
                request,
                concurrency,
                requests,
                durationNs,
                timeoutNs,
                connectTimeoutNs,
                drainTimeoutNs,
                engine,
                LoadModel.closed(concurrency),
                List.of(),
                null,
                0);
    }

    /** Names of what virtual users do; empty when each iteration is the one request. */
    public Set<String> scenarioNames() {
        return scenarios.stream().map(ScenarioPlan::name).collect(Collectors.toUnmodifiableSet());
    }

    /** In a closed model the number of users, too. */
    public LoadPlan withConcurrency(int newConcurrency) {
        LoadModel newModel = model.isOpen() ? model : model.withMaxConcurrency(newConcurrency);
        return with(
                name, request, newConcurrency, requests, durationNs, newModel, scenarios, expect, firstByteTimeoutNs);
    }

    public LoadPlan withRequests(long newRequests) {
        return with(name, request, concurrency, newRequests, durationNs, model, scenarios, expect, firstByteTimeoutNs);
    }

    public LoadPlan withDurationNs(long newDurationNs) {
        return with(name, request, concurrency, requests, newDurationNs, model, scenarios, expect, firstByteTimeoutNs);
    }

    public LoadPlan withRequest(RequestSpec newRequest) {
        return with(name, newRequest, concurrency, requests, durationNs, model, scenarios, expect, firstByteTimeoutNs);
    }

    public LoadPlan withModel(LoadModel newModel) {
        return with(name, request, concurrency, requests, durationNs, newModel, scenarios, expect, firstByteTimeoutNs);
    }

    public LoadPlan withScenarios(List<ScenarioPlan> newScenarios) {
        return with(name, request, concurrency, requests, durationNs, model, newScenarios, expect, firstByteTimeoutNs);
    }

    public LoadPlan withExpect(Expectation newExpect) {
        return with(name, request, concurrency, requests, durationNs, model, scenarios, newExpect, firstByteTimeoutNs);
    }

    public LoadPlan withFirstByteTimeoutNs(long newTimeoutNs) {
        return with(name, request, concurrency, requests, durationNs, model, scenarios, expect, newTimeoutNs);
    }

    /** Under another name in reports. */
    public LoadPlan withName(String newName) {
        return with(newName, request, concurrency, requests, durationNs, model, scenarios, expect, firstByteTimeoutNs);
    }

    /** One iteration by one user, as a look at it needs it: without schedule and warm-up. */
    public LoadPlan once() {
        EngineOptions one = new EngineOptions(1, List.of(), engine.idle(), false);
        return new LoadPlan(
                name,
                request,
                1,
                1,
                0,
                timeoutNs,
                connectTimeoutNs,
                drainTimeoutNs,
                one,
                LoadModel.closed(1),
                scenarios,
                expect,
                firstByteTimeoutNs);
    }

    private LoadPlan with(
            String newName,
            RequestSpec newRequest,
            int newConcurrency,
            long newRequests,
            long newDurationNs,
            LoadModel newModel,
            List<ScenarioPlan> newScenarios,
            Expectation newExpect,
            long newFirstByteTimeoutNs) {
        return new LoadPlan(
                newName,
                newRequest,
                newConcurrency,
                newRequests,
                newDurationNs,
                timeoutNs,
                connectTimeoutNs,
                drainTimeoutNs,
                engine,
                newModel,
                newScenarios,
                newExpect,
                newFirstByteTimeoutNs);
    }
}
