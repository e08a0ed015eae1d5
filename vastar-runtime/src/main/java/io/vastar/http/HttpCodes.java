// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.spi.Codes;
import io.vastar.spi.StatusReason;

/** Status codes of HTTP (RFC 9110 §15): those from 200 to 299 are accepted. */
final class HttpCodes implements Codes {
    private static final int SIZE = 1000;

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public boolean accepted(int code) {
        return code >= 200 && code <= 299;
    }

    @Override
    public String label(int code) {
        String reason = StatusReason.of(code);
        return reason.isEmpty() ? Integer.toString(code) : code + " " + reason;
    }
}
