// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

/** Received bytes that a connection could not use in its turn: a part of a head, or requests behind a slow response. */
final class Leftover {
    private static final byte[] NONE = {};
    private static final int FEWEST_BYTES = 512;
    private static final int KEPT_BYTES = 4096;

    private byte[] bytes = NONE;
    private int size;

    int size() {
        return size;
    }

    /** Starts a turn with the bytes of the last one. */
    void restore(Input in) {
        in.begin(bytes, size);
    }

    /** Keeps what the turn has not used; memory that only a burst needs is given back afterwards. */
    void keep(Input in) {
        size = in.remaining();
        if (size == 0) {
            bytes = bytes.length > KEPT_BYTES ? NONE : bytes;
            return;
        }
        if (bytes.length < size) {
            bytes = new byte[Math.max(FEWEST_BYTES, Integer.highestOneBit(size - 1) << 1)];
        }
        System.arraycopy(in.bytes, in.position, bytes, 0, size);
    }

    void forget() {
        bytes = NONE;
        size = 0;
    }
}
