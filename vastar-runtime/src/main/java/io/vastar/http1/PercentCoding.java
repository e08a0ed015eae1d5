// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of URLs (RFC 3986 §2.1), in UTF-8. */
final class PercentCoding {
    private static final String UNRESERVED_MARKS = "-._~!$&'()*+,;=:";

    private PercentCoding() {}

    /** Encodes what is not ASCII, and nothing else. */
    static String encodeBeyondAscii(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            append(encoded, b, b >= 0);
        }
        return encoded.toString();
    }

    /** Encodes what may not stand in the path and query of a request; what is encoded already stays. */
    static String encodeTarget(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            boolean triplet =
                    bytes[i] == '%' && i + 2 < bytes.length && isHex((char) bytes[i + 1]) && isHex((char) bytes[i + 2]);
            append(encoded, bytes[i], bytes[i] == '%' ? triplet : bytes[i] >= 0 && isOfTarget((char) bytes[i]));
        }
        return encoded.toString();
    }

    /**
     * Whether an ASCII character other than {@code %} may stand in a path or query as it is. Brackets may, as in
     * {@code filter[name]=x}: RFC 3986 §3.3 has no place for them, but all clients send and all servers take them.
     */
    static boolean isOfTarget(char c) {
        return switch (c) {
            case '"', '<', '>', '\\', '^', '`', '{', '|', '}' -> false;
            default -> true;
        };
    }

    static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** Encodes what may not stand in the user information of a URL (RFC 3986 §3.2.1). */
    static String encodeUserInfo(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean alphanumeric = (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
            append(encoded, b, alphanumeric || UNRESERVED_MARKS.indexOf(b) >= 0);
        }
        return encoded.toString();
    }

    /** Decodes each {@code %} with two hexadecimal digits; any other {@code %} stays. */
    static String decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                decoded.write(bytes[i]);
            } else {
                decoded.write(high << 4 | low);
                i += 2;
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    static void append(StringBuilder encoded, byte b, boolean plain) {
        if (plain) {
            encoded.append((char) b);
        } else {
            encoded.append('%')
                    .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
                    .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
        }
    }
}
