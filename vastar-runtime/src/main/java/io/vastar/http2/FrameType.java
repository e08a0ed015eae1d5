// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

/** Types and flags of frames (RFC 9113 §6), and the numbers around them. */
final class FrameType {
    static final int DATA = 0x0;
    static final int HEADERS = 0x1;
    static final int PRIORITY = 0x2;
    static final int RST_STREAM = 0x3;
    static final int SETTINGS = 0x4;
    static final int PUSH_PROMISE = 0x5;
    static final int PING = 0x6;
    static final int GOAWAY = 0x7;
    static final int WINDOW_UPDATE = 0x8;
    static final int CONTINUATION = 0x9;

    static final int ACK = 0x1;
    static final int END_STREAM = 0x1;
    static final int END_HEADERS = 0x4;
    static final int PADDED = 0x8;
    static final int PRIORITY_FLAG = 0x20;

    /** Length of a frame's header (§4.1). */
    static final int HEADER_BYTES = 9;
    /** What everyone accepts as a frame's payload (§4.2). */
    static final int MIN_MAX_FRAME_BYTES = 1 << 14;
    /** The largest payload that a frame's header can tell. */
    static final int MAX_MAX_FRAME_BYTES = (1 << 24) - 1;

    private static final String[] NAMES = {
        "DATA",
        "HEADERS",
        "PRIORITY",
        "RST_STREAM",
        "SETTINGS",
        "PUSH_PROMISE",
        "PING",
        "GOAWAY",
        "WINDOW_UPDATE",
        "CONTINUATION"
    };

    private FrameType() {}

    /** The name of a type; allocates for unknown ones. */
    static String name(int type) {
        return type >= 0 && type < NAMES.length ? NAMES[type] : "unknown (0x" + Integer.toHexString(type) + ")";
    }
}
