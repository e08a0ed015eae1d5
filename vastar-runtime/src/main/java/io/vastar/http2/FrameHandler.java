// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import org.agrona.DirectBuffer;

/**
 * Is told what the frames of a connection say; all of it has passed the checks of {@link FrameReader}. Called on the agent
 * thread; must not block, allocate or throw. Buffers are valid during the call only. {@link FrameReader#fail} stops the
 * reader after the call.
 */
interface FrameHandler {
    /**
     * A whole header block, to be decoded whatever becomes of the stream.
     *
     * @param endStream whether nothing follows on the stream
     */
    void onHeaders(int streamId, DirectBuffer buffer, int offset, int length, boolean endStream);

    /**
     * A piece of a DATA frame as it came. There is at least one call for each frame.
     *
     * @param length may be 0, where only padding came
     * @param flowBytes by how many bytes the piece narrows the windows of stream and connection: its data and padding
     * @param endStream whether nothing follows on the stream; only with the last piece of a frame
     */
    void onData(int streamId, DirectBuffer buffer, int offset, int length, int flowBytes, boolean endStream);

    /** The peer ends a stream; the code is one of {@link ErrorCode} or another unsigned number. */
    void onRstStream(int streamId, int code);

    /** One setting of the peer; those that nobody knows have to be ignored. {@link #onSettingsEnd} follows. */
    void onSetting(int id, long value);

    /** All settings of a frame have been told; it wants an acknowledgement. */
    void onSettingsEnd();

    /** The peer has our settings. */
    void onSettingsAck();

    /** The opaque bytes go back unless the frame is an answer itself. */
    void onPing(long opaque, boolean ack);

    /**
     * The peer wants the connection to end.
     *
     * @param lastStreamId streams above were not and will not be processed
     * @param length of the debug data that is shown, which may be only its beginning
     */
    void onGoAway(int lastStreamId, int code, DirectBuffer debug, int offset, int length);

    /** The peer takes so many more bytes of a stream, or of the connection when the stream is 0; always more than none. */
    void onWindowUpdate(int streamId, int increment);

    /** A stream, but not the connection, broke the rules and has to be reset with the code. */
    void onStreamFault(int streamId, FrameFault fault);
}
