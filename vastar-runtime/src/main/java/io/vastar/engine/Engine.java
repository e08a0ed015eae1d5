// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Runs load plans, one after the other, each as a {@link Trial}. Before the first plan of a protocol, plain or over TLS, it
 * warms itself up.
 * One caller at a time; only {@link #stop()} may come from another thread.
 */
public final class Engine implements AutoCloseable {
    private static final long CALIBRATION_NS = 250_000_000;
    private static final int CALIBRATION_CONNECTIONS = 64;

    private final List<ProtocolProvider> providers;
    private final Map<String, WarmUp> warmUps = new HashMap<>();
    private volatile boolean stopped;
    private volatile Trial current;

    /** @param providers the protocols that plans may ask for */
    public Engine(List<ProtocolProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /**
     * Runs one plan to its end and blocks meanwhile.
     *
     * @throws ConfigurationException when the plan cannot be run on this machine
     * @throws io.vastar.spi.TargetUnreachableException when no connection could be opened
     */
    public TrialResult run(LoadPlan plan, RunListener listener) {
        ProtocolProvider provider = providerOf(plan.request().url());
        try (LaneFactory factory = provider.prepare(plan.request())) {
            return run(plan, provider, factory, listener);
        }
    }

    private TrialResult run(LoadPlan plan, ProtocolProvider provider, LaneFactory factory, RunListener listener) {
        String protocol = factory.protocol() == null ? provider.id() : factory.protocol();
        String secured = factory.security() == null ? protocol : protocol + " " + factory.security();
        WarmUp warmUp = warmUp(plan, provider, secured, listener);
        Trial trial = new Trial(plan, factory, provider.metrics(), listener);
        current = trial;
        if (stopped) {
            trial.interrupt();
        }
        try {
            trial.run();
        } finally {
            current = null;
        }
        return TrialResults.of(trial, protocol, provider.metrics().counterNames(), warmUp);
    }

    private WarmUp warmUp(LoadPlan plan, ProtocolProvider provider, String layers, RunListener listener) {
        if (!plan.engine().selfWarmUp() || stopped) {
            return WarmUp.NONE;
        }
        int atOnce = plan.request().transport().http().exchangesPerConnection();
        String path = (atOnce > 1 ? "shared " : "")
                + layers
                + (plan.request().variants() > 1 ? " varied" : "")
                + (plan.scenarios().isEmpty()
                        ? ""
                        : " " + plan.scenarios().get(0).kind());
        WarmUp known = warmUps.get(path);
        if (known == null || known.brief() && !SelfWarmUp.mayBeBrief(plan, listener)) {
            known = SelfWarmUp.run(plan, provider, listener, () -> stopped);
            warmUps.put(path, known);
        }
        return known;
    }

    private ProtocolProvider providerOf(String url) {
        int colon = url.indexOf(':');
        String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        TreeSet<String> known = new TreeSet<>();
        for (ProtocolProvider provider : providers) {
            if (provider.schemes().contains(scheme)) {
                return provider;
            }
            known.addAll(provider.schemes());
        }
        throw new ConfigurationException("'" + RequestSpec.shown(url) + "': the protocol '" + scheme
                + "' is not in this jar, which has " + String.join(", ", known)
                + "; add its module to the build, such as io.vastar:vastar-" + scheme
                + ", or write http:// or https://");
    }

    /** Measures the generator itself; takes about a second and a half. */
    public Calibration calibrate() {
        RequestSpec call = RequestSpec.get("noop:call");
        LoadPlan plan =
                new LoadPlan("calibration", call, 1, 0, CALIBRATION_NS, 0, 0, CALIBRATION_NS, EngineOptions.defaults());
        run(plan, RunListener.NONE);
        TrialResult handOff = run(plan, RunListener.NONE);
        ProtocolProvider http = providerOf("http://");
        WarmUp warm = warmUp(plan.withConcurrency(CALIBRATION_CONNECTIONS), http, http.id(), RunListener.NONE);
        return new Calibration(
                warm.ceilingPerSec(),
                (double) handOff.elapsedNs() / Math.max(1, handOff.counts().responses()));
    }

    /**
     * Ends the current run early, and every later one at once: no request is started any more, those in flight have at most
     * a second, and its result is marked interrupted.
     */
    public void stop() {
        stopped = true;
        Trial running = current;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Ends the current run early, and no other; nothing when there is none. */
    public void endRun() {
        Trial running = current;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
