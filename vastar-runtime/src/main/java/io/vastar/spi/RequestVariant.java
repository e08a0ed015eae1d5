// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;

/**
 * One of several requests of a load test: what it has in place of the common one's. Null stands for the common one's.
 *
 * @param url absolute
 * @param headers in place of the common ones of the same name, in any case; added otherwise
 */
public record RequestVariant(String method, String url, List<Header> headers, byte[] body) {
    public RequestVariant {
        headers = List.copyOf(headers);
    }

    /** Of another URL only. */
    public static RequestVariant ofUrl(String url) {
        return new RequestVariant(null, url, List.of(), null);
    }

    /** Of another body only. */
    public static RequestVariant ofBody(byte[] body) {
        return new RequestVariant(null, null, List.of(), body);
    }
}
