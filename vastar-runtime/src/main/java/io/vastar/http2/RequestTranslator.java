// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Turns a request as HTTP/1.1 writes it into a header block (RFC 9113 §8.3.1): the request line and Host become
 * pseudo-header fields, names lower case; what is about the connection is left out. One for a lane; allocates only while
 * it grows.
 */
final class RequestTranslator {
    private static final UnsafeBuffer METHOD = ascii(":method");
    private static final UnsafeBuffer SCHEME = ascii(":scheme");
    private static final UnsafeBuffer AUTHORITY = ascii(":authority");
    private static final UnsafeBuffer PATH = ascii(":path");
    private static final UnsafeBuffer HOST = ascii("host");

    private final UnsafeBuffer scheme;
    private final UnsafeBuffer name = new UnsafeBuffer(new byte[256]);
    private UnsafeBuffer block = new UnsafeBuffer(new byte[1024]);
    private int to;
    private int bodyFrom;

    RequestTranslator(boolean secure) {
        scheme = ascii(secure ? "https" : "http");
    }

    private static UnsafeBuffer ascii(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @param request a whole, well-formed request
     * @param prefix of the block, see {@link RequestBlocks#writePrefix}
     * @return length of the block
     */
    int translate(DirectBuffer request, int length, RequestBlocks prefix) {
        to = 0;
        reserve(RequestBlocks.mostPrefixBytes());
        to = prefix.writePrefix(block, 0);
        int methodTo = indexOf(request, 0, length, ' ');
        int targetTo = indexOf(request, methodTo + 1, length, ' ');
        int lines = indexOf(request, targetTo, length, '\n') + 1;
        add(METHOD, 0, METHOD.capacity(), request, 0, methodTo);
        add(SCHEME, 0, SCHEME.capacity(), scheme, 0, scheme.capacity());
        addHost(request, lines, length);
        add(PATH, 0, PATH.capacity(), request, methodTo + 1, targetTo - methodTo - 1);
        int at = lines;
        while (request.getByte(at) != '\r') {
            int next = indexOf(request, at, length, '\n') + 1;
            addLine(request, at, next - 2);
            at = next;
        }
        bodyFrom = at + 2;
        return to;
    }

    private void addHost(DirectBuffer request, int from, int length) {
        for (int at = from; request.getByte(at) != '\r'; at = indexOf(request, at, length, '\n') + 1) {
            int colon = indexOf(request, at, length, ':');
            lower(request, at, colon - at);
            if (sameName(colon - at, HOST)) {
                int valueFrom = request.getByte(colon + 1) == ' ' ? colon + 2 : colon + 1;
                int valueTo = indexOf(request, valueFrom, length, '\r');
                add(AUTHORITY, 0, AUTHORITY.capacity(), request, valueFrom, valueTo - valueFrom);
                return;
            }
        }
    }

    private void addLine(DirectBuffer request, int from, int lineTo) {
        int colon = indexOf(request, from, lineTo, ':');
        lower(request, from, colon - from);
        if (sameName(colon - from, HOST) || FieldNames.named(name, 0, colon - from) == FieldNames.CONNECTION_SPECIFIC) {
            return;
        }
        int valueFrom = colon + 1 < lineTo && request.getByte(colon + 1) == ' ' ? colon + 2 : colon + 1;
        add(name, 0, colon - from, request, valueFrom, lineTo - valueFrom);
    }

    /** Copies a name; grows the place for it where it must. */
    private void lower(DirectBuffer request, int from, int length) {
        if (length > name.capacity()) {
            name.wrap(new byte[length]);
        }
        for (int i = 0; i < length; i++) {
            byte b = request.getByte(from + i);
            name.putByte(i, b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b);
        }
    }

    private boolean sameName(int length, UnsafeBuffer other) {
        if (length != other.capacity()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.getByte(i) != other.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    private void add(
            DirectBuffer field, int fieldFrom, int fieldLength, DirectBuffer value, int valueFrom, int valueLength) {
        reserve(HpackEncoder.mostBytes(fieldLength, valueLength));
        to = HpackEncoder.field(block, to, field, fieldFrom, fieldLength, value, valueFrom, valueLength);
    }

    private void reserve(int count) {
        if (to + count > block.capacity()) {
            UnsafeBuffer larger = new UnsafeBuffer(new byte[Integer.highestOneBit(to + count) << 1]);
            larger.putBytes(0, block, 0, to);
            block = larger;
        }
    }

    private static int indexOf(DirectBuffer request, int from, int length, char wanted) {
        int at = from;
        while (at < length && request.getByte(at) != wanted) {
            at++;
        }
        return at;
    }

    /** The last block. */
    MutableDirectBuffer block() {
        return block;
    }

    /** Where the body of the last request begins. */
    int bodyFrom() {
        return bodyFrom;
    }
}
