// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.Call;
import io.vastar.spi.Exchange;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.NanoClock;

/**
 * One thread of a {@link CallLane}. The agent writes {@link #exchange} and then the volatile {@link #hasWork}; the worker
 * writes its results and then enters the lane's queue. These two hand-overs order all other fields.
 */
final class CallWorker implements Runnable {
    private static final int SPINS_BEFORE_PARKING = 200;

    final int index;
    private final Call call;
    private final NanoClock clock;
    private final CallLane lane;
    private final Thread thread;
    private volatile boolean hasWork;
    private volatile boolean abandoned;
    private Exchange exchange;
    private long startedNs;
    private long doneNs;
    private int code;
    private Throwable failure;

    CallWorker(int index, Call call, NanoClock clock, CallLane lane) {
        this.index = index;
        this.call = call;
        this.clock = clock;
        this.lane = lane;
        thread = new Thread(this, "vastar-call-" + index);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** On the agent's thread, only while idle. */
    void run(Exchange next) {
        exchange = next;
        hasWork = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!abandoned) {
            if (hasWork) {
                runOnce();
            } else {
                waitForWork();
            }
        }
    }

    private void runOnce() {
        failure = null;
        startedNs = clock.nanoTime();
        try {
            code = call.call();
        } catch (Exception | LinkageError | AssertionError e) {
            failure = e;
        }
        doneNs = clock.nanoTime();
        hasWork = false;
        lane.finished(this);
    }

    private void waitForWork() {
        for (int i = 0; i < SPINS_BEFORE_PARKING; i++) {
            if (hasWork) {
                return;
            }
            Thread.onSpinWait();
        }
        if (!hasWork && !abandoned) {
            LockSupport.park(this);
        }
    }

    void abandon() {
        abandoned = true;
        LockSupport.unpark(thread);
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** The exchange that was run, which the lane takes back. */
    Exchange takeExchange() {
        Exchange taken = exchange;
        exchange = null;
        return taken;
    }

    long startedNs() {
        return startedNs;
    }

    long doneNs() {
        return doneNs;
    }

    int code() {
        return code;
    }

    /** Null when the call returned. */
    Throwable failure() {
        return failure;
    }
}
