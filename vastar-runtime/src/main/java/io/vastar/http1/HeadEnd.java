// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.ByteBuffer;

/** Finds where the head of a request ends. */
final class HeadEnd {
    private HeadEnd() {}

    /** Where the blank line ends. */
    static int of(ByteBuffer request) {
        int at = request.position() + 3;
        while (request.get(at) != '\n' || request.get(at - 2) != '\n') {
            at++;
        }
        return at + 1;
    }
}
