// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.util.Arrays;

/**
 * At most one timer a connection, the earliest first: a binary heap whose entries know their place, so that the event
 * loop learns the exact time of its next turn, and a closed connection leaves at once. Allocates only to grow.
 */
final class TimerHeap {
    private Connection[] heap = new Connection[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Deadline of the earliest timer; only when there is one. */
    long nextNs() {
        return heap[0].timerNs;
    }

    /** Removes and returns the earliest connection if its time has come, else null. */
    Connection pollDue(long nowNs) {
        if (size == 0 || nowNs - heap[0].timerNs < 0) {
            return null;
        }
        Connection due = heap[0];
        cancel(due);
        return due;
    }

    void schedule(Connection connection, long deadlineNs) {
        cancel(connection);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        connection.timerNs = deadlineNs;
        siftUp(size++, connection);
    }

    void cancel(Connection connection) {
        int index = connection.timerIndex;
        if (index < 0) {
            return;
        }
        connection.timerIndex = -1;
        Connection last = heap[--size];
        heap[size] = null;
        if (index < size) {
            siftUp(index, last);
            siftDown(last.timerIndex, last);
        }
    }

    private void siftUp(int from, Connection connection) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (connection.timerNs - heap[parent].timerNs >= 0) {
                break;
            }
            place(index, heap[parent]);
            index = parent;
        }
        place(index, connection);
    }

    private void siftDown(int from, Connection connection) {
        int index = from;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && heap[child + 1].timerNs - heap[child].timerNs < 0) {
                child++;
            }
            if (heap[child].timerNs - connection.timerNs >= 0) {
                break;
            }
            place(index, heap[child]);
            index = child;
        }
        place(index, connection);
    }

    private void place(int index, Connection connection) {
        heap[index] = connection;
        connection.timerIndex = index;
    }
}
