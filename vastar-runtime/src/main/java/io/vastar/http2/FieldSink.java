// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import org.agrona.DirectBuffer;

/** Takes the fields of a header block in their order. Called on the agent thread; must not block, allocate or throw. */
interface FieldSink {
    /** One field; the bytes are valid during the call only. */
    void onField(
            DirectBuffer name, int nameOffset, int nameLength, DirectBuffer value, int valueOffset, int valueLength);
}
