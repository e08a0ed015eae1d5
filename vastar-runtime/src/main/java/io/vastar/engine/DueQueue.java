// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/**
 * Users by the time at which something is due for them, the end of their pause for instance: a binary heap. A user is in
 * one queue once, and may be in several queues. Owned by the agent thread; allocates nothing.
 */
final class DueQueue {
    private final Slot[] heap;
    private final long[] dueNs;
    private int size;

    DueQueue(int most) {
        heap = new Slot[most];
        dueNs = new long[most];
    }

    /** Adds a user that is not in the queue yet. */
    void add(Slot slot, long slotDueNs) {
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (dueNs[parent] - slotDueNs <= 0) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, slot, slotDueNs);
    }

    /** Removes the first user for whom the time has come; null when there is none. */
    Slot poll(long nowNs) {
        if (size == 0 || dueNs[0] - nowNs > 0) {
            return null;
        }
        Slot first = heap[0];
        int last = --size;
        if (last > 0) {
            sink(heap[last], dueNs[last]);
        }
        heap[last] = null;
        return first;
    }

    private void sink(Slot slot, long slotDueNs) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && dueNs[child + 1] - dueNs[child] < 0) {
                child++;
            }
            if (dueNs[child] - slotDueNs >= 0) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, slot, slotDueNs);
    }

    private void move(int from, int to) {
        put(to, heap[from], dueNs[from]);
    }

    private void put(int at, Slot slot, long slotDueNs) {
        heap[at] = slot;
        dueNs[at] = slotDueNs;
    }

    /** Removes any user; null when empty. */
    Slot removeAny() {
        if (size == 0) {
            return null;
        }
        Slot slot = heap[--size];
        heap[size] = null;
        return slot;
    }

    /** When the next one is due; {@code otherwiseNs} when the queue is empty. */
    long nextNs(long otherwiseNs) {
        return size == 0 ? otherwiseNs : dueNs[0];
    }

    int size() {
        return size;
    }
}
