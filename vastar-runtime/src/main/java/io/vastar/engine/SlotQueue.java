// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

/** Users in the order in which they came. Owned by the agent thread; allocates nothing. */
final class SlotQueue {
    private final Slot[] ring;
    private int first;
    private int size;

    SlotQueue(int most) {
        ring = new Slot[most];
    }

    void add(Slot slot) {
        int at = first + size++;
        ring[at < ring.length ? at : at - ring.length] = slot;
    }

    /** The one that came first; null when empty. */
    Slot peek() {
        return size == 0 ? null : ring[first];
    }

    Slot remove() {
        Slot slot = ring[first];
        ring[first] = null;
        first = first + 1 == ring.length ? 0 : first + 1;
        size--;
        return slot;
    }

    int size() {
        return size;
    }
}
