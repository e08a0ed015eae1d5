// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.ByteBuffer;

/** Where one connection writes what virtual users compose, signed where they have keys. Owned by the agent thread. */
final class ComposedBytes {
    private final RequestRoom room;
    private final RequestRoom signedRoom;
    private final AwsLines aws;

    /** @param aws signs; null when nobody does */
    ComposedBytes(RequestBuffers buffers, AwsLines aws) {
        this.aws = aws;
        room = new RequestRoom(buffers);
        signedRoom = aws == null ? null : new RequestRoom(buffers);
    }

    /** The request as it goes out, to be read; good until the next one. */
    ByteBuffer of(HttpInteraction interaction) {
        ByteBuffer composed = room.of(interaction.prepare());
        interaction.encode(composed);
        composed.flip();
        int mostBytes = aws == null ? 0 : aws.sign(interaction, composed);
        if (mostBytes == 0) {
            return composed;
        }
        ByteBuffer signed = signedRoom.of(mostBytes);
        aws.put(composed, signed);
        room.done();
        return signed.flip();
    }

    /** The last one has been sent, or will not be. */
    void done() {
        room.done();
        if (signedRoom != null) {
            signedRoom.done();
        }
    }
}
