// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.spi.RequestSpec;

/** What reports may say about a request: never a password. */
public final class RequestFacts {
    private RequestFacts() {}

    /** What is sent where: the method is left out where the protocol has none. */
    public static String named(RequestSpec request) {
        boolean hasMethod = request.url().regionMatches(true, 0, "http", 0, 4);
        return (hasMethod ? request.method() + " " : "") + url(request.url());
    }

    /** The URL with user and password masked, control characters made visible. */
    public static String url(String url) {
        return Units.printable(RequestSpec.shown(url));
    }
}
