// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.spi.RequestSpec;

/** What reports may say about a request: never a password. */
public final class RequestFacts {
    private RequestFacts() {}

    /** The URL with user and password masked, control characters made visible. */
    public static String url(String url) {
        return Units.printable(RequestSpec.shown(url));
    }
}
