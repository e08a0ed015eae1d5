// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** A request made ready for sending; opens the lanes that carry it. Immutable, shared by all agents. */
public interface LaneFactory {
    /** Opens nothing yet: the lane connects when the engine calls {@link Lane#open()}. Called on any thread. */
    Lane create(LaneContext context);

    /** Size of one request on the wire in bytes, 0 where the protocol cannot tell. */
    long requestBytes();
}
