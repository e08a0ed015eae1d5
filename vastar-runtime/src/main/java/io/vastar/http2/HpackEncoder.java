// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes header blocks (RFC 7541) piece by piece without a table of its own: a field becomes an index of the static table
 * or a literal, Huffman-coded where that is shorter. Names are in lower case. Any thread; never allocates. Each method
 * returns where the bytes that it wrote end.
 */
final class HpackEncoder {
    /** The field is not kept: {@code 0000}. */
    static final int WITHOUT_INDEXING = 0x00;
    /** The field is not kept, by nobody on its way (RFC 7541 §7.1.3): {@code 0001}. */
    static final int NEVER_INDEXED = 0x10;
    /** The field goes into the dynamic table: {@code 01}. */
    static final int INCREMENTAL = 0x40;

    /** Shorter cookies could be guessed when they are in a table. */
    private static final int GUESSABLE_COOKIE_BYTES = 20;

    private static final int MOST_INTEGER_BYTES = 6;

    private HpackEncoder() {}

    /** Room that {@link #field} may need. */
    static int mostBytes(int nameLength, int valueLength) {
        return nameLength + valueLength + 3 * MOST_INTEGER_BYTES;
    }

    /** A field that is kept nowhere, and secret where its name says so. */
    static int field(
            MutableDirectBuffer out,
            int at,
            DirectBuffer name,
            int nameOffset,
            int nameLength,
            DirectBuffer value,
            int valueOffset,
            int valueLength) {
        int index = StaticTable.find(name, nameOffset, nameLength);
        int whole = index == 0 ? 0 : StaticTable.findValue(index, value, valueOffset, valueLength);
        if (whole > 0) {
            return indexed(out, at, whole);
        }
        int kind = secret(index, valueLength) ? NEVER_INDEXED : WITHOUT_INDEXING;
        return literal(out, at, kind, index, name, nameOffset, nameLength, value, valueOffset, valueLength);
    }

    /** Whether a field must be never indexed: its name's index in the static table tells. */
    static boolean secret(int nameIndex, int valueLength) {
        return nameIndex == StaticTable.AUTHORIZATION
                || nameIndex == StaticTable.PROXY_AUTHORIZATION
                || nameIndex == StaticTable.COOKIE && valueLength < GUESSABLE_COOKIE_BYTES;
    }

    /**
     * A literal field.
     *
     * @param kind one of the constants above
     * @param nameIndex of the name in the tables, 0 when it is not there and has to be written
     */
    static int literal(
            MutableDirectBuffer out,
            int at,
            int kind,
            int nameIndex,
            DirectBuffer name,
            int nameOffset,
            int nameLength,
            DirectBuffer value,
            int valueOffset,
            int valueLength) {
        int next = integer(out, at, kind, kind == INCREMENTAL ? 0x3F : 0x0F, nameIndex);
        if (nameIndex == 0) {
            next = string(out, next, name, nameOffset, nameLength);
        }
        return string(out, next, value, valueOffset, valueLength);
    }

    /** A field of a table. */
    static int indexed(MutableDirectBuffer out, int at, int index) {
        return integer(out, at, 0x80, 0x7F, index);
    }

    /** Tells the peer the size of our dynamic table; only at the start of a block (RFC 7541 §6.3). */
    static int tableSize(MutableDirectBuffer out, int at, int bytes) {
        return integer(out, at, 0x20, 0x1F, bytes);
    }

    private static int string(MutableDirectBuffer out, int at, DirectBuffer from, int offset, int length) {
        int encoded = Huffman.encodedBytes(from, offset, length);
        if (encoded < length) {
            return Huffman.encode(from, offset, length, out, integer(out, at, 0x80, 0x7F, encoded));
        }
        int next = integer(out, at, 0, 0x7F, length);
        out.putBytes(next, from, offset, length);
        return next + length;
    }

    /** A number after the bits of {@code kind} (RFC 7541 §5.1). */
    static int integer(MutableDirectBuffer out, int at, int kind, int mask, int number) {
        if (number < mask) {
            out.putByte(at, (byte) (kind | number));
            return at + 1;
        }
        out.putByte(at, (byte) (kind | mask));
        int next = at + 1;
        int rest = number - mask;
        for (; rest >= 0x80; rest >>>= 7) {
            out.putByte(next++, (byte) (rest & 0x7F | 0x80));
        }
        out.putByte(next++, (byte) rest);
        return next;
    }
}
