// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadPlan;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;

/**
 * Runs the engine's own code against an in-process peer until the JIT compiler has done with it, so that the first
 * measured request costs what the last one costs. The user's target sees nothing of it.
 *
 * <p>It also finds the generator's ceiling: the exchanges per second that its I/O threads would reach if they never had
 * to wait for the peer, which is exchanges over the time in which the threads worked.
 */
final class SelfWarmUp implements RunListener {
    private static final long LONGEST_NS = 1_000_000_000;
    private static final long SAMPLE_NS = 100_000_000;
    private static final double SETTLED = 0.04;
    private static final int FEWEST_SAMPLES = 4;
    private static final int MOST_CONNECTIONS = 64;

    private final RunListener outer;
    private Trial trial;
    private long lastNs;
    private long lastResponses;
    private double lastRate;
    private double ceilingPerSec;
    private long lastBusyNs;
    private int samples;
    private int settled;

    private SelfWarmUp(RunListener outer) {
        this.outer = outer;
    }

    static WarmUp run(LoadPlan plan, ProtocolProvider provider, RunListener listener) {
        LoopbackPeer peer = provider.startLoopbackPeer();
        if (peer == null) {
            return WarmUp.NONE;
        }
        long beganNs = System.nanoTime();
        try (peer) {
            SelfWarmUp warmUp = new SelfWarmUp(listener);
            RequestSpec request = RequestSpec.get(peer.url());
            LaneFactory factory = provider.prepare(request);
            int connections = Math.max(2, Math.min(plan.concurrency(), MOST_CONNECTIONS));
            LoadPlan load = new LoadPlan(
                    "self-warm-up",
                    request,
                    connections,
                    0,
                    LONGEST_NS,
                    LONGEST_NS,
                    LONGEST_NS,
                    LONGEST_NS / 10,
                    plan.engine());
            warmUp.trial = new Trial(load, factory, provider.countNames(), warmUp);
            warmUp.trial.run();
            return new WarmUp(warmUp.ceilingPerSec, System.nanoTime() - beganNs);
        }
    }

    @Override
    public void onProgress(Progress progress) {
        outer.onProgress(new Progress(Phase.WARM_UP, 0, 0, 0, 0, 0, 0));
        long elapsedNs = progress.elapsedNs() - lastNs;
        if (elapsedNs < SAMPLE_NS) {
            return;
        }
        double rate = (progress.responses() - lastResponses) * 1e9 / elapsedNs;
        settled = Math.abs(rate - lastRate) <= SETTLED * lastRate ? settled + 1 : 0;
        lastNs = progress.elapsedNs();
        lastRate = rate;
        long busyNs = trial.busyNs();
        if (busyNs > lastBusyNs) {
            double perBusySec = (progress.responses() - lastResponses) * 1e9 / (busyNs - lastBusyNs);
            ceilingPerSec = Math.max(ceilingPerSec, perBusySec * trial.agents().size());
        }
        lastBusyNs = busyNs;
        lastResponses = progress.responses();
        if (++samples >= FEWEST_SAMPLES && settled >= 2) {
            trial.stop();
        }
    }
}
