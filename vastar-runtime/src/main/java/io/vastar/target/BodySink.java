// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.util.Arrays;

/** Collects a request body up to a limit. */
final class BodySink {
    private static final int KEPT_BYTES = 1 << 16;

    private final int limitBytes;
    private byte[] bytes = {};
    private int size;

    BodySink(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    int limitBytes() {
        return limitBytes;
    }

    int size() {
        return size;
    }

    /** The content is in its first {@link #size} bytes. */
    byte[] bytes() {
        return bytes;
    }

    /** Forgets the content, and gives back memory that only a large body needs. */
    void clear() {
        size = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[0];
        }
    }

    /** Adds bytes; false, and nothing added, when they exceed the limit. */
    boolean add(byte[] from, int offset, int length) {
        if (length > limitBytes - size) {
            return false;
        }
        if (size + length > bytes.length) {
            long doubled = Math.max(1024L, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.max(size + length, Math.min(doubled, limitBytes)));
        }
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
        return true;
    }
}
