// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/** Pausing users by the end of their pause: a binary heap. Owned by the agent thread; allocates nothing. */
final class DueQueue {
    private final Slot[] heap;
    private int size;

    DueQueue(int most) {
        heap = new Slot[most];
    }

    /** Adds a user that is not in the queue yet. */
    void add(Slot slot, long dueNs) {
        slot.dueNs = dueNs;
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (heap[parent].dueNs - dueNs <= 0) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = slot;
    }

    /** Removes the first user whose pause has ended; null when there is none. */
    Slot poll(long nowNs) {
        if (size == 0 || heap[0].dueNs - nowNs > 0) {
            return null;
        }
        Slot first = heap[0];
        Slot last = heap[--size];
        heap[size] = null;
        if (size > 0) {
            sink(last);
        }
        return first;
    }

    private void sink(Slot slot) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1].dueNs - heap[child].dueNs < 0) {
                child++;
            }
            if (heap[child].dueNs - slot.dueNs >= 0) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = slot;
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

    /** End of the next pause; {@code otherwiseNs} when nobody pauses. */
    long nextNs(long otherwiseNs) {
        return size == 0 ? otherwiseNs : heap[0].dueNs;
    }

    int size() {
        return size;
    }
}
