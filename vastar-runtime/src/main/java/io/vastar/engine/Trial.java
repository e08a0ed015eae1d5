// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.engine.RunListener.Phase;
import io.vastar.engine.RunListener.Progress;
import io.vastar.plan.LoadPlan;
import io.vastar.record.RequestLog;
import io.vastar.record.RequestLogging;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import io.vastar.spi.LaneFactory;
import io.vastar.spi.LookUp;
import io.vastar.spi.Meter;
import io.vastar.spi.Metrics;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TargetUnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * One run of one plan: gives each {@link LoadAgent} its share and a thread, opens all connections, starts the clock,
 * and waits until every agent has finished. The agents' records are read only after their threads have ended.
 */
final class Trial {
    private static final long PROGRESS_INTERVAL_MS = 50;

    private final LoadPlan plan;
    private final LaneFactory factory;
    private final RunListener listener;
    private final List<TimeLimit> watched;
    private final RequestLogging logging;
    private final List<LoadAgent> agents = new ArrayList<>();
    private final List<AgentRunner> runners = new ArrayList<>();
    private final NanoClock clock = SystemNanoClock.INSTANCE;
    private final TrialControl control;
    private final int threads;

    private long openedInNs;
    private long startNs;
    private long startedEpochMs;
    private ProcessMeter process;

    Trial(LoadPlan plan, LaneFactory factory, Metrics metrics, RunListener listener) {
        this.plan = plan;
        this.factory = factory;
        this.listener = listener;
        watched = listener.watched();
        threads = threads(plan);
        logging = listener.log();
        control = new TrialControl(threads);
        for (int i = 0; i < threads; i++) {
            AgentShare share = new AgentShare(plan, i, threads);
            Lane lane = factory.create(new LaneContext(
                    share.users(),
                    share.connections(),
                    !plan.scenarios().isEmpty(),
                    plan.connectTimeoutNs(),
                    clock,
                    listener.tap(),
                    new Meter(metrics)));
            RequestLog log = logging == null ? null : logging.open(i, threads, Scenarios.steps(plan));
            agents.add(new LoadAgent(share, lane, factory, metrics, control, clock, watched, log));
        }
    }

    /** Half the cores, for the server may be on the other half; never more than connections. */
    static int threads(LoadPlan plan) {
        int wanted = plan.engine().threads();
        int cores = Runtime.getRuntime().availableProcessors();
        int most = plan.requests() > 0 ? (int) Math.min(plan.concurrency(), plan.requests()) : plan.concurrency();
        int each = plan.request().transport().http().exchangesPerConnection();
        return Math.min(wanted > 0 ? wanted : Math.max(1, cores / 2), (most + each - 1) / each);
    }

    /** Ends the run early. Any thread. */
    void stop() {
        control.stop();
    }

    /** Ends the run early and soon: nothing more is started, and the drain is short. Any thread. */
    void interrupt() {
        control.interrupt();
    }

    /** Blocks until the run is over and its threads have ended. */
    void run() {
        try {
            for (LoadAgent agent : agents) {
                AgentRunner runner = new AgentRunner(agent.parts().waitPolicy().between(), control::fail, null, agent);
                runners.add(runner);
                AgentRunner.startOnThread(runner, Trial::daemon);
            }
            open();
            measure();
        } finally {
            for (AgentRunner runner : runners) {
                runner.close();
            }
        }
        rethrowFailure();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private void open() {
        long beganNs = clock.nanoTime();
        await(control.opened, Phase.CONNECT);
        rethrowFailure();
        openedInNs = clock.nanoTime() - beganNs;
        if (control.isStopped()) {
            return; // agents that have not begun start nothing, so that this is an interrupted run and no failed one
        }
        for (LoadAgent agent : agents) {
            if (agent.parts().lane().readiness() == Lane.Readiness.READY) {
                return;
            }
        }
        throw new TargetUnreachableException("no connection could be opened to "
                + RequestSpec.shown(plan.request().url()) + ": " + firstFailures());
    }

    private String firstFailures() {
        ConnectionStats all = new ConnectionStats();
        for (LoadAgent agent : agents) {
            all.add(agent.parts().lane().connections());
        }
        String failures = String.join("; ", all.firstFailures().values());
        // who gets as far as TLS has the right target running
        return all.firstFailures().keySet().equals(Set.of(ErrorKind.TLS))
                ? failures
                : failures + "; start the target, or check its host and port";
    }

    private void measure() {
        process = new ProcessMeter();
        startedEpochMs = System.currentTimeMillis();
        if (logging != null) {
            logging.begin(startedEpochMs);
        }
        startNs = clock.nanoTime();
        control.start(startNs);
        await(control.finished, Phase.MEASURE);
        process.end();
    }

    private void await(CountDownLatch latch, Phase phase) {
        try {
            do {
                listener.onProgress(progress(phase));
                sampleWakeUps(phase);
            } while (!latch.await(PROGRESS_INTERVAL_MS, TimeUnit.MILLISECONDS) && !(stoppedWhileOpening(phase)));
        } catch (InterruptedException e) {
            control.stop();
            Thread.currentThread().interrupt();
        }
    }

    private void sampleWakeUps(Phase phase) {
        for (LoadAgent agent : agents) {
            if (phase == Phase.MEASURE && agent.parts().waitPolicy().maySleep()) {
                agent.sampleWakeUp();
            }
        }
    }

    private boolean stoppedWhileOpening(Phase phase) {
        return phase == Phase.CONNECT && control.isStopped();
    }

    private Progress progress(Phase phase) {
        long elapsedNs = phase == Phase.CONNECT ? 0 : clock.nanoTime() - startNs;
        boolean draining = plan.durationNs() > 0 && elapsedNs > plan.durationNs() || control.isStopped();
        return new Progress(
                phase == Phase.MEASURE && draining ? Phase.DRAIN : phase,
                elapsedNs,
                sum(LiveCounters.ITERATIONS),
                sum(LiveCounters.STARTED),
                sum(LiveCounters.RESPONSES),
                sum(LiveCounters.UNEXPECTED),
                sum(LiveCounters.FAILED),
                sum(LiveCounters.REJECTED),
                sum(LiveCounters.CODE_FAILURES),
                sum(LiveCounters.SERVICE_SUM_NS),
                sum(LiveCounters.BACKLOG),
                sum(LiveCounters.IN_FLIGHT),
                overLimits());
    }

    private long[] overLimits() {
        long[] counts = new long[watched.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = sum(LiveCounters.COUNTERS + i);
        }
        return counts;
    }

    private long sum(int counter) {
        long sum = 0;
        for (LoadAgent agent : agents) {
            sum += agent.parts().live().value(counter);
        }
        return sum;
    }

    private void rethrowFailure() {
        Throwable failure = control.failure();
        if (failure instanceof ConfigurationException configuration) {
            throw configuration;
        }
        if (failure != null) {
            throw new IllegalStateException("an I/O thread broke: " + failure, failure);
        }
    }

    List<LoadAgent> agents() {
        return agents;
    }

    LoadPlan plan() {
        return plan;
    }

    ProcessMeter process() {
        return process;
    }

    boolean isStopped() {
        return control.isStopped();
    }

    /** Null when no name had to be looked up. */
    LookUp lookUp() {
        return factory.lookUp();
    }

    long openedInNs() {
        return openedInNs;
    }

    long startNs() {
        return startNs;
    }

    long startedEpochMs() {
        return startedEpochMs;
    }
}
