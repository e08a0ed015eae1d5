// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The user's wish to end early. {@link #request()} may come from any thread; the rest from the main thread. */
final class Interruption {
    private static final long SAME_WISH_NS = 100_000_000;

    private final CountDownLatch requested = new CountDownLatch(1);
    private volatile long requestedNs;
    private volatile Runnable stopper = () -> {};
    private volatile Thread userCode;

    /** Ends what is going on; false when that had been asked for before. */
    boolean request() {
        return request(System.nanoTime());
    }

    boolean request(long nowNs) {
        synchronized (this) {
            if (requested()) {
                return false;
            }
            requestedNs = nowNs;
            requested.countDown();
        }
        stopper.run();
        Thread thread = userCode;
        if (thread != null) {
            thread.interrupt();
        }
        return true;
    }

    /** Whether a wish that comes now is another one. Tools such as timeout signal twice in one go: the process and its group. */
    boolean isAnother(long nowNs) {
        return requested() && nowNs - requestedNs > SAME_WISH_NS;
    }

    boolean requested() {
        return requested.getCount() == 0;
    }

    /** What ends a run. Called at once when the wish is older than the run. */
    void stopWith(Runnable action) {
        stopper = action;
        if (requested()) {
            action.run();
        }
    }

    /**
     * Brackets code of the user's on this thread.
     *
     * @param interruptible whether a request interrupts the thread meanwhile
     */
    void enterUserCode(boolean interruptible) {
        if (interruptible) {
            userCode = Thread.currentThread();
            if (requested()) {
                userCode.interrupt();
            }
        }
    }

    void leaveUserCode() {
        userCode = null;
        Thread.interrupted();
    }

    /** Waits until it is requested, but not longer than this. */
    void await(long timeoutNs) {
        try {
            requested.await(timeoutNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
