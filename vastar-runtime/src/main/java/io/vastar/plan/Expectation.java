// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a response has to be.
 *
 * @param status accepted codes, ascending; empty accepts those that the protocol accepts
 * @param body bytes that the body must contain; null when any will do
 * @param maxBytes largest body; {@link Long#MAX_VALUE} when any size will do
 * @param bodyCheck name under which the check of the body is counted
 * @param sizeCheck name under which the check of the size is counted
 */
public record Expectation(int[] status, byte[] body, long maxBytes, String bodyCheck, String sizeCheck) {
    private static final int LONGEST_NAME = 40;

    public Expectation(int[] status, byte[] body, long maxBytes) {
        this(
                status,
                body,
                maxBytes,
                body == null ? null : "body has '" + excerpt(new String(body, StandardCharsets.UTF_8)) + "'",
                maxBytes == Long.MAX_VALUE ? null : "body of at most " + maxBytes + " bytes");
    }

    private static String excerpt(String text) {
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
    }

    /** Whether no code is specified: those that the protocol accepts are expected. */
    public boolean specifiesNoCode() {
        return status.length == 0;
    }

    /** Whether the code is one of those specified. Allocates nothing. */
    public boolean accepts(int code) {
        return Arrays.binarySearch(status, code) >= 0;
    }
}
