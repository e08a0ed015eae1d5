// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

/** What the header fields of a request say about its body and its connection. Other fields are of no interest here. */
final class RequestFields {
    private static final byte[] CONTENT_LENGTH = Ascii.bytes("content-length");
    private static final byte[] TRANSFER_ENCODING = Ascii.bytes("transfer-encoding");
    private static final byte[] CONTENT_TYPE = Ascii.bytes("content-type");
    private static final byte[] CONNECTION = Ascii.bytes("connection");
    private static final byte[] EXPECT = Ascii.bytes("expect");
    private static final byte[] COOKIE = Ascii.bytes("cookie");
    private static final byte[] HOST = Ascii.bytes("host");
    private static final byte[] CHUNKED = Ascii.bytes("chunked");
    private static final byte[] CLOSE = Ascii.bytes("close");
    private static final byte[] KEEP_ALIVE = Ascii.bytes("keep-alive");
    private static final byte[] CONTINUE = Ascii.bytes("100-continue");

    boolean asksToClose;
    boolean asksToKeep;
    boolean chunked;
    boolean expectsContinue;
    /** -1 when there is no Content-Length. */
    long contentLength;

    int contentTypeFrom;
    int contentTypeTo;
    int cookieFrom;
    int cookieTo;
    int hosts;

    /** 0, or the status code that answers a field that is not allowed. */
    int errorCode;
    /** Why, in one line; only when there is an error code. */
    String error;

    private byte[] bytes;

    void clear(byte[] input) {
        bytes = input;
        asksToClose = false;
        asksToKeep = false;
        chunked = false;
        expectsContinue = false;
        contentLength = -1;
        contentTypeFrom = 0;
        contentTypeTo = 0;
        cookieFrom = 0;
        cookieTo = 0;
        hosts = 0;
        errorCode = 0;
        error = null;
    }

    /** Takes one field, its value without blanks around it; false when it is refused. */
    boolean add(int from, int to, int valueFrom, int valueTo) {
        switch (to - from) {
            case 4 -> hosts += Ascii.equalsIgnoreCase(bytes, from, to, HOST) ? 1 : 0;
            case 6 -> {
                if (Ascii.equalsIgnoreCase(bytes, from, to, EXPECT)) {
                    return expect(valueFrom, valueTo);
                }
                if (Ascii.equalsIgnoreCase(bytes, from, to, COOKIE)) {
                    cookieFrom = valueFrom;
                    cookieTo = valueTo;
                }
            }
            case 10 -> {
                if (Ascii.equalsIgnoreCase(bytes, from, to, CONNECTION)) {
                    connection(valueFrom, valueTo);
                }
            }
            case 12 -> {
                if (Ascii.equalsIgnoreCase(bytes, from, to, CONTENT_TYPE)) {
                    contentTypeFrom = valueFrom;
                    contentTypeTo = valueTo;
                }
            }
            case 14 -> {
                if (Ascii.equalsIgnoreCase(bytes, from, to, CONTENT_LENGTH)) {
                    return contentLength(valueFrom, valueTo);
                }
            }
            case 17 -> {
                if (Ascii.equalsIgnoreCase(bytes, from, to, TRANSFER_ENCODING)) {
                    return transferEncoding(valueFrom, valueTo);
                }
            }
            default -> {}
        }
        return true;
    }

    private boolean expect(int from, int to) {
        if (!Ascii.equalsIgnoreCase(bytes, from, to, CONTINUE)) {
            return refuse(
                    417, "Expect: " + Ascii.excerpt(bytes, from, to) + " is not known; the only one is 100-continue");
        }
        expectsContinue = true;
        return true;
    }

    private void connection(int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && bytes[end] != ',') {
                end++;
            }
            int first = at;
            int last = end;
            while (first < last && Ascii.blank(bytes[first])) {
                first++;
            }
            while (last > first && Ascii.blank(bytes[last - 1])) {
                last--;
            }
            if (Ascii.equalsIgnoreCase(bytes, first, last, CLOSE)) {
                asksToClose = true;
            } else if (Ascii.equalsIgnoreCase(bytes, first, last, KEEP_ALIVE)) {
                asksToKeep = true;
            }
            at = end + 1;
        }
    }

    private boolean contentLength(int from, int to) {
        long value = from == to || to - from > 18 ? -1 : 0;
        for (int i = from; i < to && value >= 0; i++) {
            value = bytes[i] >= '0' && bytes[i] <= '9' ? value * 10 + bytes[i] - '0' : -1;
        }
        if (value < 0) {
            return refuse(400, "Content-Length '" + Ascii.excerpt(bytes, from, to) + "' is not a number of bytes");
        }
        if (contentLength >= 0 && contentLength != value) {
            return refuse(400, "two Content-Length headers differ: " + contentLength + " and " + value + "; send one");
        }
        contentLength = value;
        return true;
    }

    private boolean transferEncoding(int from, int to) {
        if (chunked || !Ascii.equalsIgnoreCase(bytes, from, to, CHUNKED)) {
            return refuse(
                    501,
                    "Transfer-Encoding '" + Ascii.excerpt(bytes, from, to)
                            + "' is not supported; send chunked, once, or a Content-Length");
        }
        chunked = true;
        return true;
    }

    /** Whether the fields go together. */
    boolean check(boolean http10) {
        if (hosts > 1 || (hosts == 0 && !http10)) {
            return refuse(400, "the request has " + hosts + " Host headers; HTTP/1.1 wants exactly one (RFC 9112 3.2)");
        }
        if (chunked && contentLength >= 0) {
            return refuse(400, "the request has Content-Length and Transfer-Encoding; send one (RFC 9112 6.1)");
        }
        return !chunked
                || !http10
                || refuse(400, "an HTTP/1.0 request cannot be chunked; send Content-Length (RFC 9112 6.1)");
    }

    private boolean refuse(int code, String reason) {
        errorCode = code;
        error = reason;
        return false;
    }
}
