// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

/** Identifiers and first values of settings (RFC 9113 §6.5.2; the last one, RFC 8441 §3). */
final class Setting {
    static final int HEADER_TABLE_SIZE = 0x1;
    static final int ENABLE_PUSH = 0x2;
    static final int MAX_CONCURRENT_STREAMS = 0x3;
    static final int INITIAL_WINDOW_SIZE = 0x4;
    static final int MAX_FRAME_SIZE = 0x5;
    static final int MAX_HEADER_LIST_SIZE = 0x6;
    static final int ENABLE_CONNECT_PROTOCOL = 0x8;

    static final int DEFAULT_WINDOW_BYTES = 65_535;
    static final long MAX_WINDOW_BYTES = Integer.MAX_VALUE;

    private Setting() {}
}
