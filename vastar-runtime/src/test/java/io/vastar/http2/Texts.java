// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Bytes and fields as texts, for tests. */
final class Texts {
    private Texts() {}

    /** Collects fields as {@code name: value}. */
    static final class Fields implements FieldSink {
        final List<String> all = new ArrayList<>();

        @Override
        public void onField(
                DirectBuffer name,
                int nameOffset,
                int nameLength,
                DirectBuffer value,
                int valueOffset,
                int valueLength) {
            all.add(text(name, nameOffset, nameLength) + ": " + text(value, valueOffset, valueLength));
        }
    }

    static String text(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static UnsafeBuffer buffer(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String hex(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The dynamic table, the newest field first, and its size. */
    static List<String> table(DynamicTable table) {
        List<String> fields = new ArrayList<>();
        for (int age = 0; age < table.count(); age++) {
            fields.add(text(table.text(), table.nameAt(age), table.nameLength(age)) + ": "
                    + text(table.text(), table.valueAt(age), table.valueLength(age)));
        }
        fields.add("size " + table.size());
        return fields;
    }
}
