// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

/** What reports may say about a request: never a password. */
public final class RequestFacts {
    private static final String HIDDEN = "***";

    private RequestFacts() {}

    /** The URL with user and password masked, control characters made visible. */
    public static String url(String url) {
        int authority = url.indexOf("://");
        if (authority < 0) {
            return Units.printable(url);
        }
        int from = authority + 3;
        int end = from;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int at = url.lastIndexOf('@', end - 1);
        return Units.printable(at < from ? url : url.substring(0, from) + HIDDEN + url.substring(at));
    }
}
