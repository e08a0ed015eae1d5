// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.buffer.ByteScan;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Names that matter to HTTP/2, and which characters names and values may have. Any thread; never allocates. */
final class FieldNames {
    static final int INVALID = -1;
    static final int OTHER = 0;
    static final int STATUS = 1;
    static final int CONTENT_LENGTH = 2;
    static final int CONTENT_TYPE = 3;
    /** Any of those that HTTP/2 forbids (RFC 9113 §8.2.2). */
    static final int CONNECTION_SPECIFIC = 4;

    static final int CONTENT_ENCODING = 5;

    private static final UnsafeBuffer CONNECTION_NAME = text("connection");
    private static final UnsafeBuffer KEEP_ALIVE_NAME = text("keep-alive");
    private static final UnsafeBuffer PROXY_CONNECTION_NAME = text("proxy-connection");
    private static final UnsafeBuffer UPGRADE_NAME = text("upgrade");

    /** Characters of a token without capitals (RFC 9110 §5.6.2, RFC 9113 §8.2.1). */
    private static final boolean[] IN_NAME = new boolean[256];

    static {
        String letters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz";
        for (int i = 0; i < letters.length(); i++) {
            IN_NAME[letters.charAt(i)] = true;
        }
    }

    private FieldNames() {}

    private static UnsafeBuffer text(String name) {
        return new UnsafeBuffer(name.getBytes(StandardCharsets.US_ASCII));
    }

    /** Which of the names above it is; INVALID for one that HTTP/2 does not allow. */
    static int named(DirectBuffer name, int offset, int length) {
        return switch (StaticTable.find(name, offset, length)) {
            case 0 ->
                isConnectionSpecific(name, offset, length)
                        ? CONNECTION_SPECIFIC
                        : isValid(name, offset, length) ? OTHER : INVALID;
            case StaticTable.AUTHORITY, StaticTable.METHOD_GET, StaticTable.PATH, StaticTable.SCHEME_HTTP -> INVALID;
            case StaticTable.STATUS_200 -> STATUS;
            case StaticTable.CONTENT_LENGTH -> CONTENT_LENGTH;
            case StaticTable.CONTENT_TYPE -> CONTENT_TYPE;
            case StaticTable.CONTENT_ENCODING -> CONTENT_ENCODING;
            case StaticTable.TRANSFER_ENCODING -> CONNECTION_SPECIFIC;
            default -> OTHER;
        };
    }

    private static boolean isConnectionSpecific(DirectBuffer name, int offset, int length) {
        return switch (length) {
            case 7 -> is(UPGRADE_NAME, name, offset, length);
            case 10 -> is(CONNECTION_NAME, name, offset, length) || is(KEEP_ALIVE_NAME, name, offset, length);
            case 16 -> is(PROXY_CONNECTION_NAME, name, offset, length);
            default -> false;
        };
    }

    private static boolean is(DirectBuffer known, DirectBuffer name, int offset, int length) {
        return ByteScan.same(known, 0, name, offset, length) == length;
    }

    private static boolean isValid(DirectBuffer name, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (!IN_NAME[name.getByte(i) & 0xFF]) {
                return false;
            }
        }
        return length > 0;
    }

    /** Whether HTTP/2 allows the value (RFC 9113 §8.2.1). */
    static boolean validValue(DirectBuffer value, int offset, int length) {
        if (length == 0) {
            return true;
        }
        return !isBlank(value.getByte(offset))
                && !isBlank(value.getByte(offset + length - 1))
                && !ByteScan.hasNulOrLineEnd(value, offset, offset + length);
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\t';
    }
}
