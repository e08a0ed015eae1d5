// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The user's wish to end early. {@link #request()} may come from any thread; the rest from the main thread. */
final class Interruption {
    private final CountDownLatch requested = new CountDownLatch(1);
    private volatile Runnable stopper = () -> {};
    private volatile Thread userCode;

    /** Ends what is going on; false when that had been asked for before. */
    boolean request() {
        synchronized (this) {
            if (requested()) {
                return false;
            }
            requested.countDown();
        }
        stopper.run();
        Thread thread = userCode;
        if (thread != null) {
            thread.interrupt();
        }
        return true;
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
