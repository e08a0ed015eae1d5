// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

/** Called by {@link Poller#poll} on the polling thread when a wire can make progress. Must not throw or block. */
public interface ReadyHandler {
    /** Bytes, or the end of the stream, can be read. */
    void onReadable();

    /** A write that was cut short can go on. */
    void onWritable();

    /** A connection attempt has ended, well or not. */
    void onConnectable();
}
