// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.buffer.ByteScan;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the header blocks of a connection's responses. A block that left the dynamic table as it was is remembered with
 * what it meant: the same bytes mean the same again until the table changes, so comparing replaces decoding. Owned by the
 * agent thread.
 */
final class HeadBlocks {
    /** The head is right. */
    static final int OK = 0;
    /** The response is malformed, see {@link ResponseHead#fault()}; the connection is sound. */
    static final int MALFORMED = 1;
    /** The connection is lost, see {@link HpackDecoder#fault()}. */
    static final int BROKEN = 2;

    /** Longer blocks are decoded each time. */
    static final int MAX_BYTES = 1024;

    /** How many blocks are remembered. */
    static final int WAYS = 4;

    private final HpackDecoder decoder;
    private final Way[] ways = new Way[WAYS];
    private int next;

    /** A block that was read. */
    private static final class Way {
        private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
        private final ResponseHead head = new ResponseHead();
        private int length;
        private long changes;

        boolean matches(DirectBuffer buffer, int offset, int count, long now) {
            return count == length && changes == now && ByteScan.same(bytes, 0, buffer, offset, count) == count;
        }

        void store(DirectBuffer buffer, int offset, int count, long now, ResponseHead meaning) {
            if (count > bytes.capacity()) {
                bytes.wrap(new byte[Math.max(128, Integer.highestOneBit(count - 1) << 1)]);
            }
            bytes.putBytes(0, buffer, offset, count);
            head.copyFrom(meaning);
            length = count;
            changes = now;
        }
    }

    HeadBlocks(HpackDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Reads a block; every block of the connection has to come here.
     *
     * @param trailers whether it comes after the body
     * @param head is given the meaning
     * @param keeper gets the fields but for :status; null when nobody wants them
     * @return OK, MALFORMED or BROKEN
     */
    int read(DirectBuffer buffer, int offset, int length, boolean trailers, ResponseHead head, FieldSink keeper) {
        long changes = decoder.changes();
        head.begin(trailers, keeper);
        boolean cacheable = keeper == null && !trailers && length > 0 && length <= MAX_BYTES;
        if (cacheable) {
            for (int i = 0; i < ways.length; i++) {
                Way way = ways[i];
                if (way != null && way.matches(buffer, offset, length, changes)) {
                    head.copyFrom(way.head);
                    return OK;
                }
            }
        }
        int result = decode(buffer, offset, length, head);
        if (cacheable && result == OK && decoder.changes() == changes) {
            replaceable(changes).store(buffer, offset, length, changes, head);
        }
        return result;
    }

    private int decode(DirectBuffer buffer, int offset, int length, ResponseHead head) {
        int result = decoder.decode(buffer, offset, length, head);
        if (result == HpackDecoder.BROKEN) {
            return BROKEN;
        }
        if (result == HpackDecoder.LIST_TOO_LARGE) {
            head.tooLarge();
        }
        head.end();
        return head.fault() == null ? OK : MALFORMED;
    }

    /** A way that no longer matches anything, else the one whose turn it is. */
    private Way replaceable(long changes) {
        for (int i = 0; i < ways.length; i++) {
            if (ways[i] == null) {
                ways[i] = new Way();
                return ways[i];
            }
            if (ways[i].changes != changes) {
                return ways[i];
            }
        }
        next = (next + 1) % WAYS;
        return ways[next];
    }
}
