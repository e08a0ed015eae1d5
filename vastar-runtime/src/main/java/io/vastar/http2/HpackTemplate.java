// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.spi.Header;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The header block of a request, encoded once. A connection sends {@link #first()}, which puts the fields into the
 * dynamic table of the peer, and then {@link #next()}, which only refers to them: about a byte for each field, and
 * indices are what servers read fastest. Where the peer's table is too small it sends {@link #plain()} each time. Which of
 * them is due, {@link RequestBlocks} knows. Immutable, shared by all threads.
 */
final class HpackTemplate {
    private final DirectBuffer plain;
    private final DirectBuffer first;
    private final DirectBuffer next;
    private final int tableBytes;

    private HpackTemplate(DirectBuffer plain, DirectBuffer first, DirectBuffer next, int tableBytes) {
        this.plain = plain;
        this.first = first;
        this.next = next;
        this.tableBytes = tableBytes;
    }

    /**
     * Encodes the fields of a request. Names are put in lower case; values are sent as UTF-8.
     *
     * @param fields in their order, pseudo-header fields first; checked by the caller
     */
    static HpackTemplate of(List<Header> fields) {
        UnsafeBuffer[] names = new UnsafeBuffer[fields.size()];
        UnsafeBuffer[] values = new UnsafeBuffer[fields.size()];
        int room = 0;
        for (int i = 0; i < names.length; i++) {
            names[i] = bytes(fields.get(i).name().toLowerCase(Locale.ROOT));
            values[i] = bytes(fields.get(i).value());
            room += HpackEncoder.mostBytes(names[i].capacity(), values[i].capacity());
        }
        return encode(names, values, room);
    }

    private static UnsafeBuffer bytes(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private static HpackTemplate encode(UnsafeBuffer[] names, UnsafeBuffer[] values, int room) {
        UnsafeBuffer plain = new UnsafeBuffer(new byte[room]);
        int plainTo = 0;
        for (int i = 0; i < names.length; i++) {
            plainTo = field(plain, plainTo, names[i], values[i]);
        }

        boolean[] kept = kept(names, values);
        int tableBytes = 0;
        int left = 0;
        for (int i = 0; i < names.length; i++) {
            left += kept[i] ? 1 : 0;
            tableBytes += kept[i] ? entryBytes(names[i], values[i]) : 0;
        }
        UnsafeBuffer first = new UnsafeBuffer(new byte[room]);
        UnsafeBuffer next = new UnsafeBuffer(new byte[room]);
        int firstTo = 0;
        int nextTo = 0;
        for (int i = 0; i < names.length; i++) {
            if (kept[i]) {
                firstTo = keep(first, firstTo, names[i], values[i]);
                nextTo = HpackEncoder.indexed(next, nextTo, StaticTable.LAST + left--);
            } else {
                firstTo = field(first, firstTo, names[i], values[i]);
                nextTo = field(next, nextTo, names[i], values[i]);
            }
        }
        return new HpackTemplate(direct(plain, plainTo), direct(first, firstTo), direct(next, nextTo), tableBytes);
    }

    /** Which fields go into the table: those that are no secret, are not in the static table, and fit beside each other. */
    private static boolean[] kept(UnsafeBuffer[] names, UnsafeBuffer[] values) {
        boolean[] kept = new boolean[names.length];
        int tableBytes = 0;
        for (int i = 0; i < kept.length; i++) {
            int index = StaticTable.find(names[i], 0, names[i].capacity());
            int valueLength = values[i].capacity();
            int bytes = entryBytes(names[i], values[i]);
            kept[i] = !HpackEncoder.secret(index, valueLength)
                    && (index == 0 || StaticTable.findValue(index, values[i], 0, valueLength) == 0)
                    && tableBytes + bytes <= HpackDecoder.DEFAULT_TABLE_BYTES;
            tableBytes += kept[i] ? bytes : 0;
        }
        return kept;
    }

    private static int entryBytes(UnsafeBuffer name, UnsafeBuffer value) {
        return name.capacity() + value.capacity() + DynamicTable.ENTRY_OVERHEAD;
    }

    private static int field(UnsafeBuffer out, int at, UnsafeBuffer name, UnsafeBuffer value) {
        return HpackEncoder.field(out, at, name, 0, name.capacity(), value, 0, value.capacity());
    }

    private static int keep(UnsafeBuffer out, int at, UnsafeBuffer name, UnsafeBuffer value) {
        int index = StaticTable.find(name, 0, name.capacity());
        return HpackEncoder.literal(
                out, at, HpackEncoder.INCREMENTAL, index, name, 0, name.capacity(), value, 0, value.capacity());
    }

    private static DirectBuffer direct(UnsafeBuffer from, int length) {
        UnsafeBuffer to = new UnsafeBuffer(ByteBuffer.allocateDirect(length));
        to.putBytes(0, from, 0, length);
        return to;
    }

    /** Needs no dynamic table and leaves it alone. */
    DirectBuffer plain() {
        return plain;
    }

    /** Puts fields into the dynamic table, which has to have at least {@link #tableBytes()}. */
    DirectBuffer first() {
        return first;
    }

    /** Says what {@link #first()} said, as long as nothing was added to the table or evicted since; leaves it alone. */
    DirectBuffer next() {
        return next;
    }

    /** Size of the dynamic table that {@link #first()} and {@link #next()} need. */
    int tableBytes() {
        return tableBytes;
    }
}
