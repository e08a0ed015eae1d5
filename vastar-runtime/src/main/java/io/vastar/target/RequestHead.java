// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

/**
 * Parses a request head (RFC 9112 §2 to §6) in one pass. Strict where a client could be wrong, because that is what a
 * load test wants to learn: every refusal has a status code and one line of reason. One per event loop; its values are
 * positions in the parsed bytes.
 */
final class RequestHead {
    /** Longest head that is taken; a longer one is answered with 431. */
    static final int MOST_BYTES = 32 << 10;

    static final int UNKNOWN = 0;
    static final int GET = 1;
    static final int HEAD = 2;
    static final int OTHER_ALLOWED = 3;

    private static final byte[] HTTP_1 = Ascii.bytes("HTTP/1.");
    private static final boolean[] TOKEN = tokenBytes();

    int method;
    int methodFrom;
    int methodTo;
    int targetFrom;
    int targetTo;
    boolean http10;
    boolean keepAlive;
    final RequestFields fields = new RequestFields();

    /** 0, or the status code that answers a head that is not allowed. */
    int errorCode;
    /** Why, in one line; only when there is an error code. */
    String error;

    private byte[] bytes;

    /**
     * Parses a head from the position.
     *
     * @return the position after the head; -1 when it is not complete; -2 when {@link #errorCode} refuses it
     */
    int parse(byte[] bytes, int from, int limit) {
        clear(bytes);
        int at = from;
        while (at < limit && (bytes[at] == '\r' || bytes[at] == '\n')) {
            at++; // empty lines before a request are ignored (RFC 9112 §2.2)
        }
        at = requestLine(at, limit);
        while (at >= 0) {
            if (at >= limit) {
                return -1;
            }
            if (bytes[at] == '\n') {
                return checked(at + 1);
            }
            if (bytes[at] == '\r') {
                if (at + 1 >= limit) {
                    return -1;
                }
                return bytes[at + 1] == '\n' ? checked(at + 2) : refuse(400, "a CR without LF ends the request head");
            }
            at = headerLine(at, limit);
        }
        return at;
    }

    private void clear(byte[] input) {
        bytes = input;
        method = UNKNOWN;
        http10 = false;
        keepAlive = true;
        fields.clear(input);
        errorCode = 0;
        error = null;
    }

    private int requestLine(int from, int limit) {
        int at = from;
        while (at < limit && isToken(bytes[at])) {
            at++;
        }
        if (at == limit) {
            return -1;
        }
        if (at == from || bytes[at] != ' ') {
            return refuseLine(from, limit);
        }
        methodFrom = from;
        methodTo = at;
        method = methodOf(from, at);
        targetFrom = ++at;
        while (at < limit && bytes[at] > ' ' && bytes[at] != 127) {
            at++;
        }
        if (at == limit) {
            return -1;
        }
        if (at == targetFrom || bytes[at] != ' ') {
            return refuseLine(from, limit);
        }
        targetTo = at++;
        return version(from, at, limit);
    }

    private int version(int lineFrom, int from, int limit) {
        int end = from;
        while (end < limit && bytes[end] != '\n') {
            end++;
        }
        if (end == limit) {
            return -1;
        }
        int to = bytes[end - 1] == '\r' ? end - 1 : end;
        if (to - from != 8 || bytes[from + 4] != '/' || bytes[from + 6] != '.') {
            return refuseLine(lineFrom, limit);
        }
        byte minor = bytes[from + 7];
        if (!Ascii.equals(bytes, from, to - 1, HTTP_1) || (minor != '0' && minor != '1')) {
            return refuse(
                    505, "this target speaks HTTP/1.1 and HTTP/1.0, not '" + Ascii.excerpt(bytes, from, to) + "'");
        }
        http10 = minor == '0';
        return end + 1;
    }

    private int headerLine(int from, int limit) {
        int at = from;
        while (at < limit && isToken(bytes[at])) {
            at++;
        }
        if (at == limit) {
            return -1;
        }
        if (at == from || bytes[at] != ':') {
            return refuse(
                    400,
                    Ascii.blank(bytes[from])
                            ? "a header line starts with a blank; folded lines are not allowed (RFC 9112 5.2)"
                            : "'" + excerptLine(from, limit) + "' is not a header line; write Name: value");
        }
        int nameTo = at++;
        int valueFrom = at;
        while (at < limit && (bytes[at] >= ' ' || bytes[at] < 0 || bytes[at] == '\t')) {
            at++;
        }
        if (at == limit || (bytes[at] == '\r' && at + 1 == limit)) {
            return -1;
        }
        int end = bytes[at] == '\r' ? at + 1 : at;
        if (bytes[end] != '\n') {
            return refuse(
                    400,
                    "the value of header '" + Ascii.excerpt(bytes, from, nameTo) + "' has a control character; remove"
                            + " it");
        }
        while (valueFrom < at && Ascii.blank(bytes[valueFrom])) {
            valueFrom++;
        }
        while (at > valueFrom && Ascii.blank(bytes[at - 1])) {
            at--;
        }
        return fields.add(from, nameTo, valueFrom, at) ? end + 1 : refuse(fields.errorCode, fields.error);
    }

    private int checked(int end) {
        if (!fields.check(http10)) {
            return refuse(fields.errorCode, fields.error);
        }
        keepAlive = !fields.asksToClose && (!http10 || fields.asksToKeep);
        return end;
    }

    private int refuseLine(int from, int limit) {
        if (bytes[from] == 0x16) {
            return refuse(400, "this looks like TLS; the target speaks plain HTTP, so use http:// instead of https://");
        }
        return refuse(
                400,
                "'" + excerptLine(from, limit) + "' is not a request line; write METHOD /path HTTP/1.1, with one blank"
                        + " between them");
    }

    private int refuse(int code, String reason) {
        errorCode = code;
        error = reason;
        return -2;
    }

    private String excerptLine(int from, int limit) {
        int end = from;
        while (end < limit && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        return Ascii.excerpt(bytes, from, end);
    }

    private int methodOf(int from, int to) {
        return switch (to - from) {
            case 3 -> is(from, to, "GET") ? GET : is(from, to, "PUT") ? OTHER_ALLOWED : UNKNOWN;
            case 4 -> is(from, to, "HEAD") ? HEAD : is(from, to, "POST") ? OTHER_ALLOWED : UNKNOWN;
            case 5 -> is(from, to, "PATCH") ? OTHER_ALLOWED : UNKNOWN;
            case 6 -> is(from, to, "DELETE") ? OTHER_ALLOWED : UNKNOWN;
            case 7 -> is(from, to, "OPTIONS") ? OTHER_ALLOWED : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private boolean is(int from, int to, String method) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != method.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isToken(byte b) {
        return b >= 0 && TOKEN[b];
    }

    private static boolean[] tokenBytes() {
        boolean[] token = new boolean[128];
        for (char c = '!'; c < 127; c++) {
            token[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
        return token;
    }
}
