// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

/** A way in which a server can break HTTP/2's framing (RFC 9113), and the code that tells it so. */
enum FrameFault {
    HTTP_1(
            ErrorCode.PROTOCOL_ERROR,
            "the target answers in HTTP/1: it does not speak HTTP/2 on this port without TLS" + " or negotiation"),
    NO_SETTINGS_FIRST(ErrorCode.PROTOCOL_ERROR, "the connection does not begin with settings (RFC 9113 §3.4)"),
    FRAME_TOO_LARGE(ErrorCode.FRAME_SIZE_ERROR, "the frame is larger than SETTINGS_MAX_FRAME_SIZE allows"),
    FRAME_LENGTH(ErrorCode.FRAME_SIZE_ERROR, "the frame has not the length that its type demands"),
    STREAM_ZERO(ErrorCode.PROTOCOL_ERROR, "the frame belongs to a stream, but has the stream number 0"),
    STREAM_NOT_ZERO(ErrorCode.PROTOCOL_ERROR, "the frame belongs to the connection, but has a stream number"),
    STREAM_IDLE(ErrorCode.PROTOCOL_ERROR, "the stream was never opened"),
    PADDING(ErrorCode.PROTOCOL_ERROR, "the padding is longer than the frame"),
    CONTINUATION_EXPECTED(
            ErrorCode.PROTOCOL_ERROR,
            "a header block is interrupted: CONTINUATION of the same stream" + " has to follow"),
    CONTINUATION_UNEXPECTED(ErrorCode.PROTOCOL_ERROR, "there is no header block to continue"),
    HEADER_BLOCK_TOO_LARGE(ErrorCode.ENHANCE_YOUR_CALM, "a header block is larger than this client accepts"),
    PUSH_PROMISE(ErrorCode.PROTOCOL_ERROR, "the target pushes although SETTINGS_ENABLE_PUSH is 0"),
    SETTING_ENABLE_PUSH(ErrorCode.PROTOCOL_ERROR, "SETTINGS_ENABLE_PUSH of a server has to be 0"),
    SETTING_WINDOW(ErrorCode.FLOW_CONTROL_ERROR, "SETTINGS_INITIAL_WINDOW_SIZE is larger than 2^31-1"),
    SETTING_FRAME_SIZE(ErrorCode.PROTOCOL_ERROR, "SETTINGS_MAX_FRAME_SIZE is not between 16384 and 16777215"),
    WINDOW_INCREMENT_ZERO(ErrorCode.PROTOCOL_ERROR, "the window is widened by nothing");

    private final int code;
    private final String sentence;

    FrameFault(int code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** One of {@link ErrorCode}. */
    int code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
