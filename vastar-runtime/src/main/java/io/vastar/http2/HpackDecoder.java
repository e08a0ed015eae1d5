// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads header blocks (RFC 7541). Has to be given every block of its connection, wanted or not, since each may change the
 * dynamic table. One per connection, owned by the agent thread; allocates only while the table grows.
 */
final class HpackDecoder {
    /** The block was read. */
    static final int OK = 0;
    /** The block breaks HPACK, see {@link #fault()}: a connection error COMPRESSION_ERROR (RFC 9113 §4.3). */
    static final int BROKEN = 1;
    /** The fields are larger than the limit; the block was read to its end and the connection is sound. */
    static final int LIST_TOO_LARGE = 2;

    /** Size of the dynamic table unless settings say otherwise (RFC 9113 §6.5.2). */
    static final int DEFAULT_TABLE_BYTES = 4096;

    private static final int MAX_SHIFT = 28;

    private final HpackScratch scratch;
    private final int maxListBytes;
    private final DynamicTable table = new DynamicTable(DEFAULT_TABLE_BYTES);
    private int maxTableBytes = DEFAULT_TABLE_BYTES;
    private boolean shrinkDue;
    private long limitChanges;

    private DirectBuffer block;
    private int at;
    private int end;
    private UnsafeBuffer decoded;
    private int decodedTo;
    private HpackFault fault;
    private long listBytes;

    private DirectBuffer name;
    private int nameAt;
    private int nameLength;
    private DirectBuffer value;
    private int valueAt;
    private int valueLength;

    /**
     * @param maxListBytes largest sum of name, value and 32 for each field (SETTINGS_MAX_HEADER_LIST_SIZE, RFC 9113 §6.5.2)
     * @param scratch shared by the decoders of a thread
     */
    HpackDecoder(int maxListBytes, HpackScratch scratch) {
        this.maxListBytes = maxListBytes;
        this.scratch = scratch;
    }

    /**
     * The peer acknowledged our SETTINGS_HEADER_TABLE_SIZE. When that is less than the table's size, the next block has to
     * shrink it (RFC 7541 §4.2).
     */
    void maxTableBytes(int bytes) {
        maxTableBytes = bytes;
        shrinkDue = bytes < table.maxSize();
        limitChanges++;
    }

    /** Differs from an earlier answer when the same bytes may mean something else than then. */
    long changes() {
        return table.changes() + limitChanges;
    }

    DynamicTable table() {
        return table;
    }

    /** Why the last block was BROKEN, else null. */
    HpackFault fault() {
        return fault;
    }

    /** Size of the last block's fields, as SETTINGS_MAX_HEADER_LIST_SIZE counts it. */
    long listBytes() {
        return listBytes;
    }

    /**
     * Reads a whole block.
     *
     * @param sink gets the fields, as far as they are within the limit; null when nobody wants them
     * @return OK, BROKEN or LIST_TOO_LARGE
     */
    int decode(DirectBuffer buffer, int offset, int length, FieldSink sink) {
        block = buffer;
        at = offset;
        end = offset + length;
        decoded = scratch.reserve(Huffman.mostDecodedBytes(length) + 1);
        decodedTo = 0;
        fault = null;
        listBytes = 0;
        boolean begun = false;
        table.beginBlock();
        while (at < end && fault == null) {
            int first = block.getByte(at++);
            if ((first & 0xE0) == 0x20) {
                resize(first, begun);
                continue;
            }
            begun = true;
            if (shrinkDue) {
                fault = HpackFault.TABLE_SIZE_MISSING;
            } else if (first < 0) {
                readIndexed(first);
            } else {
                readLiteral(first);
            }
            if (fault == null) {
                emit(sink);
                if ((first & 0xC0) == 0x40) {
                    table.add(name, nameAt, nameLength, value, valueAt, valueLength);
                }
            }
        }
        if (fault != null) {
            return BROKEN;
        }
        table.endBlock();
        return listBytes > maxListBytes ? LIST_TOO_LARGE : OK;
    }

    private void emit(FieldSink sink) {
        listBytes += (long) nameLength + valueLength + DynamicTable.ENTRY_OVERHEAD;
        if (sink != null && listBytes <= maxListBytes) {
            sink.onField(name, nameAt, nameLength, value, valueAt, valueLength);
        }
    }

    private void resize(int first, boolean begun) {
        int bytes = readInteger(first, 0x1F);
        if (fault != null) {
            return;
        }
        if (begun) {
            fault = HpackFault.TABLE_SIZE_LATE;
        } else if (bytes > maxTableBytes) {
            fault = HpackFault.TABLE_SIZE_TOO_LARGE;
        } else {
            table.maxSize(bytes);
            if (shrinkDue) {
                shrinkDue = false;
                limitChanges++;
            }
        }
    }

    private void readIndexed(int first) {
        int index = readInteger(first, 0x7F);
        if (fault != null) {
            return;
        }
        takeName(index);
        if (fault != null) {
            return;
        }
        value = name;
        valueAt = nameAt + nameLength;
        valueLength = index <= StaticTable.LAST
                ? StaticTable.valueLength(index)
                : table.valueLength(index - StaticTable.LAST - 1);
    }

    private void readLiteral(int first) {
        int index = readInteger(first, (first & 0x40) != 0 ? 0x3F : 0x0F);
        if (fault != null) {
            return;
        }
        if (index > 0) {
            takeName(index);
        } else {
            readString();
            name = value;
            nameAt = valueAt;
            nameLength = valueLength;
        }
        if (fault == null) {
            readString();
        }
    }

    private void takeName(int index) {
        if (index == 0) {
            fault = HpackFault.INDEX_ZERO;
        } else if (index <= StaticTable.LAST) {
            name = StaticTable.text();
            nameAt = StaticTable.nameAt(index);
            nameLength = StaticTable.nameLength(index);
        } else if (index - StaticTable.LAST > table.count()) {
            fault = HpackFault.INDEX_UNKNOWN;
        } else {
            int age = index - StaticTable.LAST - 1;
            name = table.text();
            nameAt = table.nameAt(age);
            nameLength = table.nameLength(age);
        }
    }

    /** The next string, as the value. */
    private void readString() {
        if (at == end) {
            fault = HpackFault.TRUNCATED;
            return;
        }
        int first = block.getByte(at++);
        int length = readInteger(first, 0x7F);
        if (fault != null) {
            return;
        }
        if (length > end - at) {
            fault = HpackFault.STRING_TOO_LONG;
        } else if (first < 0) {
            int to = Huffman.decode(block, at, length, decoded, decodedTo);
            if (to == Huffman.INVALID) {
                fault = HpackFault.HUFFMAN;
                return;
            }
            value = decoded;
            valueAt = decodedTo;
            valueLength = to - decodedTo;
            decodedTo = to;
            at += length;
        } else {
            value = block;
            valueAt = at;
            valueLength = length;
            at += length;
        }
    }

    /** A number that starts in the low bits of its first byte (RFC 7541 §5.1). */
    private int readInteger(int first, int mask) {
        int number = first & mask;
        return number < mask ? number : readLongInteger(mask);
    }

    private int readLongInteger(int mask) {
        long number = mask;
        for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
            if (at == end) {
                fault = HpackFault.TRUNCATED;
                return 0;
            }
            int next = block.getByte(at++);
            number += (long) (next & 0x7F) << shift;
            if (next >= 0) {
                if (number > Integer.MAX_VALUE) {
                    break;
                }
                return (int) number;
            }
        }
        fault = HpackFault.INTEGER_OVERFLOW;
        return 0;
    }
}
