// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Knows what is in the dynamic table for our requests at the peer of one connection, and so which block of a template is
 * due. The first template of the connection has the table for itself; others are sent plain. Owned by the agent thread.
 */
final class RequestBlocks {
    /** No block before the settings arrive may need more (RFC 9113 §6.5.2); nor do later ones. */
    private static final int MAX_TABLE_BYTES = HpackDecoder.DEFAULT_TABLE_BYTES;

    private static final int MOST_PREFIX_BYTES = 12;

    private HpackTemplate inTable;
    private int tableBytes = MAX_TABLE_BYTES;

    /** Smallest and last size that the peer has to be told of; -1 when nothing is to be told. */
    private int smallestDue = -1;

    private int lastDue = -1;

    /** Takes the peer's SETTINGS_HEADER_TABLE_SIZE, an unsigned number; call it when the settings are acknowledged. */
    void peerTableBytes(long bytes) {
        int allowed = (int) Math.min(bytes, MAX_TABLE_BYTES);
        int known = lastDue >= 0 ? lastDue : tableBytes;
        if (allowed == known) {
            return;
        }
        smallestDue = lastDue >= 0 ? Math.min(smallestDue, allowed) : allowed;
        lastDue = allowed;
    }

    /**
     * The block to send for the next request of this connection; it must be sent, and before any later one. Valid until the
     * next call; its capacity is its length. Allocates only when the peer has changed the size of its table.
     */
    DirectBuffer block(HpackTemplate template) {
        if (lastDue >= 0) {
            return resized(template);
        }
        if (inTable == template) {
            return template.next();
        }
        if (inTable == null && template.tableBytes() <= tableBytes) {
            inTable = template;
            return template.first();
        }
        return template.plain();
    }

    /** How many bytes {@link #writePrefix} may write. */
    static int mostPrefixBytes() {
        return MOST_PREFIX_BYTES;
    }

    /** Begins a block that is not a template's; returns where to go on. Such a block must not change the table. */
    int writePrefix(MutableDirectBuffer out, int at) {
        if (lastDue < 0) {
            return at;
        }
        int next = at;
        if (smallestDue < lastDue) {
            next = HpackEncoder.tableSize(out, next, smallestDue);
        }
        next = HpackEncoder.tableSize(out, next, lastDue);
        if (inTable != null && inTable.tableBytes() > smallestDue) {
            inTable = null;
        }
        tableBytes = lastDue;
        smallestDue = -1;
        lastDue = -1;
        return next;
    }

    private DirectBuffer resized(HpackTemplate template) {
        UnsafeBuffer prefix = new UnsafeBuffer(new byte[MOST_PREFIX_BYTES]);
        int length = writePrefix(prefix, 0);
        DirectBuffer block = block(template);
        UnsafeBuffer both = new UnsafeBuffer(new byte[length + block.capacity()]);
        both.putBytes(0, prefix, 0, length);
        both.putBytes(length, block, 0, block.capacity());
        return both;
    }
}
