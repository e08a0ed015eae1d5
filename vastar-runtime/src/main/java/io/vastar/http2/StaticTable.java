// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.buffer.ByteScan;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The fields that every HPACK connection knows (RFC 7541 Appendix A), numbered from 1. Any thread; never allocates. */
final class StaticTable {
    /** The last index. */
    static final int LAST = 61;

    static final int AUTHORITY = 1;
    static final int METHOD_GET = 2;
    static final int PATH = 4;
    static final int SCHEME_HTTP = 6;
    static final int STATUS_200 = 8;
    static final int AUTHORIZATION = 23;
    static final int CONTENT_LENGTH = 28;
    static final int CONTENT_ENCODING = 26;
    static final int CONTENT_TYPE = 31;
    static final int COOKIE = 32;
    static final int PROXY_AUTHORIZATION = 49;
    static final int TRANSFER_ENCODING = 57;

    private static final String[] FIELDS = {
        ":authority",
        ":method=GET",
        ":method=POST",
        ":path=/",
        ":path=/index.html",
        ":scheme=http",
        ":scheme=https",
        ":status=200",
        ":status=204",
        ":status=206",
        ":status=304",
        ":status=400",
        ":status=404",
        ":status=500",
        "accept-charset",
        "accept-encoding=gzip, deflate",
        "accept-language",
        "accept-ranges",
        "accept",
        "access-control-allow-origin",
        "age",
        "allow",
        "authorization",
        "cache-control",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-location",
        "content-range",
        "content-type",
        "cookie",
        "date",
        "etag",
        "expect",
        "expires",
        "from",
        "host",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "last-modified",
        "link",
        "location",
        "max-forwards",
        "proxy-authenticate",
        "proxy-authorization",
        "range",
        "referer",
        "refresh",
        "retry-after",
        "server",
        "set-cookie",
        "strict-transport-security",
        "transfer-encoding",
        "user-agent",
        "vary",
        "via",
        "www-authenticate"
    };

    private static final int SLOTS = 256;

    private static final int[] NAME_AT = new int[LAST + 1];
    private static final int[] NAME_LENGTH = new int[LAST + 1];
    private static final int[] VALUE_LENGTH = new int[LAST + 1];
    private static final UnsafeBuffer TEXT;

    /** First index of a name, by its hash; a taken slot gives way to the next. */
    private static final byte[] BY_NAME = new byte[SLOTS];

    static {
        StringBuilder text = new StringBuilder(1024);
        for (int index = 1; index <= LAST; index++) {
            String field = FIELDS[index - 1];
            int equals = field.indexOf('=');
            NAME_AT[index] = text.length();
            NAME_LENGTH[index] = equals < 0 ? field.length() : equals;
            VALUE_LENGTH[index] = equals < 0 ? 0 : field.length() - equals - 1;
            text.append(equals < 0 ? field : field.substring(0, equals) + field.substring(equals + 1));
        }
        TEXT = new UnsafeBuffer(text.toString().getBytes(StandardCharsets.US_ASCII));
        for (int index = LAST; index >= 1; index--) {
            int slot = slot(TEXT, NAME_AT[index], NAME_LENGTH[index]);
            while (BY_NAME[slot] != 0 && !sameName(BY_NAME[slot], TEXT, NAME_AT[index], NAME_LENGTH[index])) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            BY_NAME[slot] = (byte) index;
        }
    }

    private StaticTable() {}

    /** Holds all names and values. */
    static DirectBuffer text() {
        return TEXT;
    }

    static int nameAt(int index) {
        return NAME_AT[index];
    }

    static int nameLength(int index) {
        return NAME_LENGTH[index];
    }

    static int valueAt(int index) {
        return NAME_AT[index] + NAME_LENGTH[index];
    }

    static int valueLength(int index) {
        return VALUE_LENGTH[index];
    }

    /** The first index with this name; 0 when there is none. */
    static int find(DirectBuffer name, int offset, int length) {
        int slot = slot(name, offset, length);
        while (BY_NAME[slot] != 0) {
            if (sameName(BY_NAME[slot], name, offset, length)) {
                return BY_NAME[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return 0;
    }

    /** The index with this value and the name at {@code first}, a result of {@link #find}; 0 when there is none. */
    static int findValue(int first, DirectBuffer value, int offset, int length) {
        if (length > 0) {
            for (int i = first;
                    i <= LAST && (i == first || sameName(i, TEXT, NAME_AT[first], NAME_LENGTH[first]));
                    i++) {
                if (VALUE_LENGTH[i] == length && ByteScan.same(TEXT, valueAt(i), value, offset, length) == length) {
                    return i;
                }
            }
        }
        return 0;
    }

    private static boolean sameName(int index, DirectBuffer name, int offset, int length) {
        return NAME_LENGTH[index] == length && ByteScan.same(TEXT, NAME_AT[index], name, offset, length) == length;
    }

    /** Gives each of the names a slot of its own. */
    private static int slot(DirectBuffer name, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int middle = name.getByte(offset + length / 2);
        int last = name.getByte(offset + length - 1);
        return (length * 100 + middle + last + name.getByte(offset)) & (SLOTS - 1);
    }
}
