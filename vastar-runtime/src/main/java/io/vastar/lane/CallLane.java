// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Call;
import io.vastar.spi.CompletionHandler;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Lane;
import io.vastar.spi.LaneContext;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.NanoClock;

/**
 * A lane of blocking calls: a bounded set of worker threads, one exchange on each. Workers stamp their own start and end
 * and hand them back through a queue, so the exchange itself is touched by the agent's thread alone.
 *
 * <p>A call cannot be interrupted safely. A cancelled one is abandoned: its worker ends when the call returns, its late
 * answer is dropped, and another worker takes its place, up to as many again as the lane was asked for.
 */
public final class CallLane implements Lane {
    private final Call call;
    private final NanoClock clock;
    private final int asked;
    private final ConnectionStats stats = new ConnectionStats();
    private final CallWorker[] workers;
    private final int[] idle;
    private final Endings endings = new Endings();
    private final ManyToOneConcurrentArrayQueue<CallWorker> done;
    private volatile Thread sleeper;
    private long awakeSinceNs;
    private int idleCount;
    private int created;

    public CallLane(LaneContext context, Call call) {
        this.call = call;
        clock = context.clock();
        asked = context.connections();
        workers = new CallWorker[2 * asked];
        idle = new int[2 * asked];
        done = new ManyToOneConcurrentArrayQueue<>(2 * asked);
        stats.requested(asked);
    }

    @Override
    public void open() {
        for (int i = 0; i < asked; i++) {
            addWorker();
        }
    }

    private void addWorker() {
        if (created < workers.length) {
            CallWorker worker = new CallWorker(created, call, clock, this);
            workers[created] = worker;
            idle[idleCount++] = created++;
            worker.start();
            stats.opened(0);
        }
    }

    @Override
    public Readiness readiness() {
        return created == 0 ? Readiness.OPENING : Readiness.READY;
    }

    @Override
    public boolean offer(Exchange exchange) {
        if (idleCount == 0) {
            return false;
        }
        CallWorker worker = workers[idle[--idleCount]];
        exchange.laneIndex = worker.index;
        exchange.begin(clock.nanoTime());
        worker.run(exchange);
        return true;
    }

    @Override
    public int poll(CompletionHandler handler, long maxWaitNs) {
        int work = endings.begin(handler);
        if (work == 0 && maxWaitNs > 0) {
            sleep(maxWaitNs);
        }
        for (int i = 0; i < created; i++) {
            CallWorker worker = done.poll();
            if (worker == null) {
                break;
            }
            if (!worker.isAbandoned()) {
                deliver(worker);
            }
            work++;
        }
        return work;
    }

    private void deliver(CallWorker worker) {
        Exchange exchange = worker.takeExchange();
        exchange.begin(worker.startedNs());
        if (worker.failure() == null) {
            exchange.complete(worker.doneNs(), worker.code());
        } else {
            exchange.fail(
                    worker.doneNs(), ErrorKind.CALL_FAILED, worker.failure().toString());
        }
        idle[idleCount++] = worker.index;
        endings.now(exchange);
    }

    private void sleep(long maxWaitNs) {
        sleeper = Thread.currentThread();
        if (done.isEmpty()) {
            LockSupport.parkNanos(this, maxWaitNs);
        }
        sleeper = null;
        awakeSinceNs = clock.nanoTime();
    }

    @Override
    public long awakeSinceNs() {
        return awakeSinceNs;
    }

    /** A worker has finished its call. Called on the worker's thread. */
    void finished(CallWorker worker) {
        while (!done.offer(worker)) {
            Thread.onSpinWait();
        }
        Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    @Override
    public void cancel(Exchange exchange, ErrorKind reason) {
        CallWorker worker = workers[exchange.laneIndex];
        worker.abandon();
        stats.closed(false);
        addWorker();
        Endings.giveUp(exchange, reason, clock.nanoTime(), "the call goes on unattended");
        endings.later(exchange);
    }

    @Override
    public ConnectionStats connections() {
        return stats;
    }

    @Override
    public void close() {
        for (int i = 0; i < created; i++) {
            workers[i].abandon();
        }
    }
}
