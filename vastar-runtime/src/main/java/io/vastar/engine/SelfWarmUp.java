// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.ScenarioPlan;
import io.vastar.record.RequestLogging;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.ScenarioDefinition.Kind;
import io.vastar.spi.StepDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs the engine's own code against an in-process peer until the JIT compiler has done with it, so that the first
 * measured request costs what the last one costs. The user's target sees nothing of it.
 *
 * <p>It runs whole short trials one after the other, not one long one: the first time that a trial ends takes paths on
 * which the compiler has not reckoned, and throws away the code of the hot loop. That must happen before the clock starts.
 * Between two trials the compiler gets the cores for itself, until it has nothing left to do.
 *
 * <p>It also finds the generator's ceiling: the exchanges per second that its I/O threads would reach if they never had
 * to wait for the peer, which is exchanges over the time in which the threads worked.
 */
final class SelfWarmUp {
    private static final long LONGEST_NS = 1_250_000_000;

    /**
     * A run of at most so many requests is over before the compiler would come to what is left when a brief warm-up ends,
     * and the median of its requests is that of a long run within some percent.
     */
    private static final long FEW_REQUESTS = 1_000;

    private static final long LONGEST_OF_FEW_NS = 250_000_000;

    /** Scenarios, HTTP/2 and TLS run through more code, for which the compiler needs longer. */
    private static final long LONGEST_OF_MUCH_CODE_NS = 3_000_000_000L;

    /** A handshake takes as long as a hundred requests, so that the compiler hears of it a hundred times later. */
    private static final long LONGEST_OF_HANDSHAKES_NS = 6_000_000_000L;

    private static final long ROUND_NS = 50_000_000;
    private static final int FEWEST_ROUNDS = 5;
    private static final int SETTLED_ROUNDS = 3;

    /** Two rounds differ by as much where a hypervisor shares out the cores. */
    private static final double SETTLED = 0.15;

    /** Of a round, what the compiler may still work while there is nothing left that matters. */
    private static final double COMPILING = 0.1;

    private static final int MOST_CONNECTIONS = 64;

    /** Cold handshakes take some milliseconds each, of the time that the requests are to have. */
    private static final int MOST_SECURE_CONNECTIONS = 8;

    private static final long TIMEOUT_NS = 1_000_000_000;

    private SelfWarmUp() {}

    /** Whether a run of its own, not compared with others, is so short that a quarter of a second of warm-up will do. */
    static boolean mayBeBrief(LoadPlan plan, RunListener listener) {
        HttpSpec http = plan.request().transport().http();
        Long perConnection = http.requestsPerConnection();
        boolean handshakes = !plan.request().keepAlive() || perConnection != null && perConnection == 1;
        return plan.requests() > 0
                && plan.requests() <= FEW_REQUESTS
                && plan.scenarios().isEmpty()
                && !handshakes
                && !listener.isCompared();
    }

    /**
     * Runs at most about a second, three for scenarios, HTTP/2 and TLS, and six for a TLS handshake with each request;
     * a quarter of a second where that will do; {@link WarmUp#NONE} when the protocol has no peer.
     *
     * @param stopped whether the user has interrupted it, so that it is to end at once
     */
    static WarmUp run(LoadPlan plan, ProtocolProvider provider, RunListener listener, BooleanSupplier stopped) {
        LoopbackPeer peer = provider.startLoopbackPeer(plan.request());
        if (peer == null) {
            return WarmUp.NONE;
        }
        long beganNs = System.nanoTime();
        try (peer) {
            LoadPlan whole = round(plan, peer);
            LaneFactory factory = provider.prepare(whole.request());
            LoadPlan round = factory.security() == null
                    ? whole
                    : whole.withConcurrency(Math.min(whole.concurrency(), MOST_SECURE_CONNECTIONS));
            boolean brief = mayBeBrief(plan, listener);
            long longestNs = brief ? LONGEST_OF_FEW_NS : longestNs(plan, peer, factory.security() != null);
            double ceilingPerSec = 0;
            double lastPerBusySec = 0;
            int settled = 0;
            RehearsedLog log = listener.log() == null ? null : new RehearsedLog();
            long roundNs = ROUND_NS;
            // a round that would end too late does not begin
            for (int rounds = 1;
                    System.nanoTime() - beganNs < longestNs - roundNs && !stopped.getAsBoolean();
                    rounds++) {
                long roundBeganNs = System.nanoTime();
                long compiledNs = CompilerQuiet.compiledNs();
                listener.onProgress(new RunListener.Progress(RunListener.Phase.WARM_UP, 0, 0, 0, 0, 0, 0));
                double perBusySec = perBusySec(new Trial(round, factory, provider.metrics(), quiet(log)));
                roundNs = Math.max(ROUND_NS, System.nanoTime() - roundBeganNs);
                ceilingPerSec = Math.max(ceilingPerSec, perBusySec);
                boolean same = Math.abs(perBusySec - lastPerBusySec) <= SETTLED * lastPerBusySec;
                CompilerQuiet.await(beganNs + longestNs, stopped);
                boolean compiled = CompilerQuiet.compiledNs() - compiledNs <= COMPILING * ROUND_NS;
                settled = same && compiled ? settled + 1 : 0;
                lastPerBusySec = perBusySec;
                if (rounds >= FEWEST_ROUNDS && settled >= SETTLED_ROUNDS) {
                    break;
                }
            }
            return stopped.getAsBoolean() ? WarmUp.NONE : new WarmUp(ceilingPerSec, System.nanoTime() - beganNs, brief);
        }
    }

    private static long longestNs(LoadPlan plan, LoopbackPeer peer, boolean secure) {
        HttpSpec http = peer.request().transport().http();
        Long perConnection = http.requestsPerConnection();
        if (secure && perConnection != null && perConnection == 1) {
            return LONGEST_OF_HANDSHAKES_NS;
        }
        return secure || http.isHttp2() || !plan.scenarios().isEmpty() ? LONGEST_OF_MUCH_CODE_NS : LONGEST_NS;
    }

    private static RunListener quiet(RehearsedLog log) {
        return new RunListener() {
            @Override
            public void onProgress(Progress progress) {}

            @Override
            public RequestLogging log() {
                return log;
            }
        };
    }

    /** The plan's threads and connections, unpinned so that the compiler finds a core, against the peer. */
    private static LoadPlan round(LoadPlan plan, LoopbackPeer peer) {
        EngineOptions options = plan.engine();
        LoadPlan round = new LoadPlan(
                "self-warm-up",
                request(plan, peer),
                Math.max(2, Math.min(plan.concurrency(), MOST_CONNECTIONS)),
                0,
                ROUND_NS,
                TIMEOUT_NS,
                TIMEOUT_NS,
                ROUND_NS,
                new EngineOptions(options.threads(), List.of(), options.idle(), false));
        Kind kind = plan.scenarios().isEmpty() ? null : plan.scenarios().get(0).kind();
        Scenario scenario = kind == null ? null : peer.scenario(kind);
        return scenario == null ? round : round.withScenarios(List.of(planned(scenario)));
    }

    /** The peer's own request, with as many redirects as the plan follows: those go through more code. */
    private static RequestSpec request(LoadPlan plan, LoopbackPeer peer) {
        RequestSpec request = peer.request();
        Integer redirects = plan.request().transport().http().redirects();
        HttpSpec http = request.transport().http().withRedirects(redirects);
        RequestSpec asked = request.with(request.transport().with(http));
        return plan.request().variants() > 1 ? varied(asked) : asked;
    }

    private static RequestSpec varied(RequestSpec request) {
        List<RequestVariant> variants =
                List.of(RequestVariant.ofUrl(request.url()), RequestVariant.ofUrl(request.url() + "?varied"));
        RequestVariety variety = new RequestVariety("warm-up", variants, List.of(), false, 0);
        return request.with(RequestContent.NONE.with(variety));
    }

    private static ScenarioPlan planned(Scenario scenario) {
        ScenarioDefinition definition = scenario.definition();
        List<ScenarioPlan.Step> steps = new ArrayList<>();
        for (StepDefinition step : definition.steps()) {
            steps.add(new ScenarioPlan.Step(step.name(), step.name(), null, null, step.hasReader(), null));
        }
        return new ScenarioPlan(scenario, definition.name(), definition.kind(), 1, 0, false, steps, List.of());
    }

    private static double perBusySec(Trial trial) {
        trial.run();
        long responses = 0;
        long busyNs = 0;
        for (LoadAgent agent : trial.agents()) {
            responses += agent.parts().recorder().responses();
            busyNs += agent.parts().dutyCycle().busyNs();
        }
        return busyNs == 0 ? 0 : responses * 1e9 / busyNs * trial.agents().size();
    }
}
