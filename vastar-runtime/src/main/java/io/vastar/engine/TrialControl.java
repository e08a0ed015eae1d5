// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** What the calling thread tells the agents of a trial, and what they tell it. Written rarely, read every turn. */
final class TrialControl {
    final CountDownLatch opened;
    final CountDownLatch finished;

    private volatile long startNs;
    private volatile boolean started;
    private volatile boolean stopped;
    private volatile boolean interrupted;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    TrialControl(int agents) {
        opened = new CountDownLatch(agents);
        finished = new CountDownLatch(agents);
    }

    void start(long nowNs) {
        startNs = nowNs;
        started = true;
    }

    /** The run ends early and drains as it would at its end. */
    void stop() {
        stopped = true;
    }

    /** The user wants to see the run end: it drains, but not for long. */
    void interrupt() {
        interrupted = true;
        stopped = true;
    }

    /** An agent broke: nobody shall wait for it. The first failure is kept. */
    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        while (opened.getCount() > 0) {
            opened.countDown();
        }
        while (finished.getCount() > 0) {
            finished.countDown();
        }
    }

    /** Null while every agent is well. */
    Throwable failure() {
        return failure.get();
    }

    boolean isStarted() {
        return started;
    }

    long startNs() {
        return startNs;
    }

    boolean isStopped() {
        return stopped;
    }

    boolean isInterrupted() {
        return interrupted;
    }
}
