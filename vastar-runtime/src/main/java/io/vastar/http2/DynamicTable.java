// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.buffer.ByteScan;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The fields that a connection has learnt (RFC 7541 §2.3.2), the newest first. Each is kept whole in one piece of memory,
 * which grows with what the peer sends; allocates only then. Owned by the agent thread.
 *
 * <p>Many servers add the same fields again with each block. When they have filled the table, one more such block leaves it
 * as it was, and it says so: of a[0], a[1], ... as they are added, the table holds the last n; a block of k leaves it
 * unchanged when n stays the same and the last n each equal the one k before.
 */
final class DynamicTable {
    /** What a field counts beside its bytes (RFC 7541 §4.1). */
    static final int ENTRY_OVERHEAD = 32;

    /**
     * Memory for each byte in use. With four, a new field never covers one that was in the table before it, not even one that
     * it evicts and takes its name from.
     */
    private static final int ROOM = 4;

    private static final int FIRST_BYTES = 512;
    private static final int FIRST_ENTRIES = 16;

    private UnsafeBuffer text = new UnsafeBuffer(0, 0);
    private int head;

    private int[] at = {};
    private int[] nameLength = {};
    private int[] valueLength = {};
    private int newest;
    private int count;

    private int maxSize;
    private int size;
    private long changes;

    private long changesBefore;
    private int countBefore;
    private int added;
    private int addedBefore;

    /** How many fields in a row each equalled the one that came {@link #addedBefore} before it. */
    private int repeated;

    DynamicTable(int maxSize) {
        this.maxSize = maxSize;
    }

    int count() {
        return count;
    }

    /** As RFC 7541 §4.1 counts it. */
    int size() {
        return size;
    }

    int maxSize() {
        return maxSize;
    }

    /** Between two blocks: differs from an earlier answer when an index may mean something else than then. */
    long changes() {
        return changes;
    }

    /** Holds all names and values; another one after {@link #add}. */
    DirectBuffer text() {
        return text;
    }

    /** Where the name starts; {@code age} is 0 for the newest field. */
    int nameAt(int age) {
        return at[slot(age)];
    }

    int nameLength(int age) {
        return nameLength[slot(age)];
    }

    int valueAt(int age) {
        return at[slot(age)] + nameLength[slot(age)];
    }

    int valueLength(int age) {
        return valueLength[slot(age)];
    }

    private int slot(int age) {
        return (newest - age) & (at.length - 1);
    }

    void beginBlock() {
        changesBefore = changes;
        countBefore = count;
        added = 0;
    }

    void endBlock() {
        if (added != addedBefore) {
            addedBefore = added;
            repeated = 0;
        } else if (count == countBefore && repeated >= count) {
            changes = changesBefore;
        }
    }

    /** Changes the limit, evicts what does not fit (RFC 7541 §4.3). */
    void maxSize(int bytes) {
        if (bytes == maxSize) {
            return;
        }
        changes++;
        repeated = 0;
        maxSize = bytes;
        evict(0);
    }

    /** Adds a field and evicts what does not fit beside it; one that is too large alone empties the table (§4.4). */
    void add(DirectBuffer name, int nameOffset, int nameBytes, DirectBuffer value, int valueOffset, int valueBytes) {
        long entrySize = (long) nameBytes + valueBytes + ENTRY_OVERHEAD;
        added++;
        if (entrySize > maxSize) {
            changes += count == 0 ? 0 : 1;
            count = 0;
            size = 0;
            repeated = 0;
            return;
        }
        changes++;
        repeated = repeats(name, nameOffset, nameBytes, value, valueOffset, valueBytes) ? repeated + 1 : 0;
        int length = nameBytes + valueBytes;
        reserve(length);
        evict((int) entrySize);
        int start = head + length <= text.capacity() ? head : 0;
        text.putBytes(start, name, nameOffset, nameBytes);
        text.putBytes(start + nameBytes, value, valueOffset, valueBytes);
        head = start + length;
        newest = (newest + 1) & (at.length - 1);
        at[newest] = start;
        nameLength[newest] = nameBytes;
        valueLength[newest] = valueBytes;
        count++;
        size += (int) entrySize;
    }

    private boolean repeats(
            DirectBuffer name, int nameOffset, int nameBytes, DirectBuffer value, int valueOffset, int valueBytes) {
        int age = addedBefore - 1;
        return age >= 0
                && age < count
                && nameLength(age) == nameBytes
                && valueLength(age) == valueBytes
                && ByteScan.same(text, valueAt(age), value, valueOffset, valueBytes) == valueBytes
                && ByteScan.same(text, nameAt(age), name, nameOffset, nameBytes) == nameBytes;
    }

    private void evict(int incoming) {
        while (count > 0 && size + incoming > maxSize) {
            count--;
            int slot = slot(count);
            size -= nameLength[slot] + valueLength[slot] + ENTRY_OVERHEAD;
        }
    }

    /** Makes room for one more field of so many bytes, before anything is evicted for it. */
    private void reserve(int length) {
        if (count == at.length) {
            growEntries();
        }
        int used = size - count * ENTRY_OVERHEAD;
        int needed = (used + length) * ROOM;
        if (needed > text.capacity()) {
            growText(Math.max(FIRST_BYTES, Integer.highestOneBit(needed - 1) << 1));
        }
    }

    private void growEntries() {
        int length = Math.max(FIRST_ENTRIES, 2 * at.length);
        int[] newAt = new int[length];
        int[] newNameLength = new int[length];
        int[] newValueLength = new int[length];
        for (int age = 0; age < count; age++) {
            int to = count - 1 - age;
            newAt[to] = at[slot(age)];
            newNameLength[to] = nameLength[slot(age)];
            newValueLength[to] = valueLength[slot(age)];
        }
        at = newAt;
        nameLength = newNameLength;
        valueLength = newValueLength;
        newest = (count - 1) & (length - 1);
    }

    /** The old memory is left as it is: a name for the next field may lie in it. */
    private void growText(int bytes) {
        UnsafeBuffer larger = new UnsafeBuffer(new byte[bytes]);
        head = 0;
        for (int age = count - 1; age >= 0; age--) {
            int slot = slot(age);
            int length = nameLength[slot] + valueLength[slot];
            larger.putBytes(head, text, at[slot], length);
            at[slot] = head;
            head += length;
        }
        text = larger;
    }
}
