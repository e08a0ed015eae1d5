// SPDX-License-Identifier: Apache-2.0
package io.vastar.names;

import io.vastar.spi.LookUp;
import io.vastar.spi.TargetUnreachableException;
import io.vastar.wire.Addresses;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The addresses that a {@link Route} found, and where it is asked for, the thread that looks again while lanes use them:
 * connections opened from then on go to what it found. What it cannot find leaves the addresses as they were.
 */
public final class AddressBook implements Addresses {
    private final Route route;
    private final long everyNs;
    private final boolean inTurn;
    private final AtomicInteger turn = new AtomicInteger();
    private final long tookNs;
    private volatile List<SocketAddress> current;
    private volatile long repeats;
    private volatile long failures;
    private Thread refresher;
    private int users;

    /**
     * Looks up; blocks.
     *
     * @param everyNs how often to look again; 0 never does
     * @throws TargetUnreachableException when there is no address
     */
    AddressBook(Route route, long everyNs, boolean inTurn) {
        this.route = route;
        this.everyNs = everyNs;
        this.inTurn = inTurn;
        long beganNs = System.nanoTime();
        current = route.find();
        tookNs = System.nanoTime() - beganNs;
    }

    @Override
    public List<SocketAddress> current() {
        return current;
    }

    @Override
    public int turn() {
        return inTurn ? turn.getAndIncrement() & Integer.MAX_VALUE : -1;
    }

    @Override
    public synchronized void acquire() {
        if (users++ == 0 && everyNs > 0) {
            refresher = new Thread(this::refresh, "vastar-names");
            refresher.setDaemon(true);
            refresher.start();
        }
    }

    @Override
    public synchronized void release() {
        if (--users == 0 && refresher != null) {
            refresher.interrupt();
            refresher = null;
        }
    }

    private void refresh() {
        long dueNs = System.nanoTime() + everyNs;
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, dueNs - System.nanoTime());
            if (System.nanoTime() - dueNs < 0 || Thread.currentThread().isInterrupted()) {
                continue;
            }
            dueNs = System.nanoTime() + everyNs;
            lookAgain();
        }
    }

    private void lookAgain() {
        try {
            List<SocketAddress> found = route.find();
            if (!found.equals(current)) {
                current = found;
            }
        } catch (TargetUnreachableException e) {
            failures++;
        }
        repeats++;
    }

    @Override
    public LookUp lookUp() {
        return route.names().isEmpty()
                ? null
                : new LookUp(route.names(), tookNs, Route.texts(current), repeats, failures);
    }
}
