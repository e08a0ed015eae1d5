// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import org.agrona.DirectBuffer;

/** Looks for bytes in a body that arrives in pieces. One per exchange slot; owned by the agent thread. */
public interface BodyWatch {
    /** A new body begins. */
    void begin();

    /** Takes the next decoded bytes. Pieces end anywhere. Must not block, allocate or throw. */
    void onData(DirectBuffer buffer, int offset, int length);

    /** Whether the bytes have been seen. */
    boolean found();
}
