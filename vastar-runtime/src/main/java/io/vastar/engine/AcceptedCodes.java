// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.spi.Codes;

/** The codes that a protocol accepts where the load test expects nothing else, ready to be asked for each exchange. */
final class AcceptedCodes {
    private final boolean[] accepted;

    AcceptedCodes(Codes codes) {
        accepted = new boolean[codes.size()];
        for (int code = 0; code < accepted.length; code++) {
            accepted[code] = codes.accepted(code);
        }
    }

    boolean has(int code) {
        return code >= 0 && code < accepted.length && accepted[code];
    }
}
