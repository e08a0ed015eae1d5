// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import java.util.Arrays;

/**
 * What a response has to be.
 *
 * @param status accepted codes, ascending; empty accepts every 2xx
 * @param body bytes that the body must contain; null when any will do
 * @param maxBytes largest body; {@link Long#MAX_VALUE} when any size will do
 */
public record Expectation(int[] status, byte[] body, long maxBytes) {
    /** Allocates nothing. */
    public boolean accepts(int code) {
        return status.length == 0 ? code >= 200 && code <= 299 : Arrays.binarySearch(status, code) >= 0;
    }
}
