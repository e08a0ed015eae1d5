// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** An in-process server for self-warm-up. */
public interface LoopbackPeer extends AutoCloseable {
    /** Where it listens, with a scheme of its provider. */
    String url();

    /** Stops the server and frees its port. */
    @Override
    void close();
}
