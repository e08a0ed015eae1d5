// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import org.agrona.DirectBuffer;

/** Gets the parts of a response that somebody is going to read. Called on the agent thread; allocates only while it grows. */
interface ResponseKeeper {
    /** The first byte of a head has come; interim heads before the final one are forgotten. */
    void beginHead();

    void addHead(DirectBuffer buffer, int offset, int length);

    void addBody(DirectBuffer buffer, int offset, int length);
}
