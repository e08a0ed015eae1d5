// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.grammar.HeaderLine;
import io.vastar.grammar.Tokens;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The headers that user code sets: each replaces the default of its name, in the default's place, and an earlier one of
 * the user's, in any case. Allocates only while it grows.
 */
final class UserHeaders {
    private static final int ADDED = -1;
    private static final int REPLACED = -2;
    private static final int MORE_LINES = 4;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final RequestDefaults defaults;
    private final boolean[] filled;
    private final ByteText text = new ByteText();
    private String[] names = {};

    /** Where each line begins in the text. */
    private int[] from = {};

    /** Which place in the defaults each line fills, or {@link #ADDED}, or {@link #REPLACED} by a later one. */
    private int[] places = {};

    private int count;
    private boolean closes;
    private boolean cookie;

    UserHeaders(RequestDefaults defaults) {
        this.defaults = defaults;
        filled = new boolean[defaults.names.length];
    }

    void clear() {
        Arrays.fill(filled, false);
        text.clear();
        count = 0;
        closes = false;
        cookie = false;
    }

    /** @param prefix stands before the value, without any check */
    void set(String name, String prefix, String value) {
        check(name, value);
        if (defaults.http2 && !HeaderLine.isForHttp2(name, value)) {
            throw new IllegalArgumentException(HeaderLine.onlyTrailers(name, value));
        }
        replace(name);
        text.add(name);
        text.add((byte) ':');
        int first = 0;
        int end = value.length();
        while (first < end && isBlank(value.charAt(first))) {
            first++;
        }
        while (end > first && isBlank(value.charAt(end - 1))) {
            end--;
        }
        if (first < end) {
            text.add((byte) ' ');
            text.add(prefix);
            text.add(value, first, end);
        }
        text.add(LINE_END);
        cookie |= name.equalsIgnoreCase("cookie");
        if (name.equalsIgnoreCase("connection")) {
            closes = hasClose(value);
        }
    }

    private static void check(String name, String value) {
        if (name == null || !Tokens.isToken(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a header name; use letters, digits and -, as in X-Request-Id");
        }
        if (name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding")) {
            throw new IllegalArgumentException(
                    "header '" + name + "' cannot be set: it is sent as the body needs it; leave it out");
        }
        if (value == null) {
            throw new IllegalArgumentException(
                    "the value of header '" + name + "' is null; give it one, or leave it out");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                throw new IllegalArgumentException("the value of header '" + name
                        + "' has a control character or line break at position " + i + "; remove it");
            }
        }
    }

    private void replace(String name) {
        int place = ADDED;
        for (int i = filled.length - 1; i >= 0; i--) {
            if (defaults.names[i].equalsIgnoreCase(name)) {
                filled[i] = true;
                place = i;
            }
        }
        for (int i = 0; i < count; i++) {
            if (name.equalsIgnoreCase(names[i])) {
                places[i] = REPLACED;
            }
        }
        if (count == from.length) {
            names = Arrays.copyOf(names, count + MORE_LINES);
            from = Arrays.copyOf(from, count + MORE_LINES);
            places = Arrays.copyOf(places, count + MORE_LINES);
        }
        names[count] = name;
        from[count] = text.length;
        places[count++] = place;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether a list of connection options has {@code close} in it. */
    private static boolean hasClose(String value) {
        int at = 0;
        while (at < value.length()) {
            int end = value.indexOf(',', at) < 0 ? value.length() : value.indexOf(',', at);
            int first = at;
            while (first < end && isBlank(value.charAt(first))) {
                first++;
            }
            int last = end;
            while (last > first && isBlank(value.charAt(last - 1))) {
                last--;
            }
            if (last - first == 5 && value.regionMatches(true, first, "close", 0, 5)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /** Whether the user has set a header, named in lower case. */
    boolean has(String name) {
        for (int i = 0; i < count; i++) {
            if (name.equalsIgnoreCase(names[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether a place of the defaults has a header of the user's. */
    boolean fills(int place) {
        return filled[place];
    }

    /** Writes the header that fills a place of the defaults. */
    void encode(int place, ByteBuffer to) {
        for (int i = 0; i < count; i++) {
            if (places[i] == place) {
                encodeLine(i, to);
            }
        }
    }

    private void encodeLine(int line, ByteBuffer to) {
        to.put(text.bytes, from[line], (line + 1 < count ? from[line + 1] : text.length) - from[line]);
    }

    /** Writes the headers that have no place in the defaults. */
    void encodeAdded(ByteBuffer to) {
        encode(ADDED, to);
    }

    /** As {@link #encodeAdded(ByteBuffer)}, but for what another origin must not get, or what says something of a body. */
    void encodeAdded(ByteBuffer to, boolean withoutPrivate, boolean withoutContent) {
        for (int i = 0; i < count; i++) {
            boolean leftOut = withoutPrivate && isPrivate(names[i]) || withoutContent && isOfContent(names[i]);
            if (places[i] == ADDED && !leftOut) {
                encodeLine(i, to);
            }
        }
    }

    /** Whether a header must not get to another origin than the one that it was meant for (RFC 9110 §15.4). */
    static boolean isPrivate(String name) {
        return name.equalsIgnoreCase("authorization")
                || name.equalsIgnoreCase("cookie")
                || name.equalsIgnoreCase("proxy-authorization");
    }

    /** Whether a header says something of the body (RFC 9110 §8). */
    static boolean isOfContent(String name) {
        return name.regionMatches(true, 0, "content-", 0, "content-".length());
    }

    /** Most bytes that all of them take. */
    int length() {
        return text.length;
    }

    /** Whether the connection ends with this exchange. */
    boolean closes() {
        return closes;
    }

    boolean hasCookie() {
        return cookie;
    }
}
