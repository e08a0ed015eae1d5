// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.ConfigurationException;

/** The redirects that one exchange has followed so far. Allocates with each. */
final class Trail {
    private static final int SHOWN = 10;

    private final int most;
    private final StringBuilder chain = new StringBuilder();
    private int hops;
    private HttpUrl next;
    private String failure;

    /** @param most how many redirects are followed */
    Trail(int most) {
        this.most = most;
    }

    void clear() {
        hops = 0;
        failure = null;
        chain.setLength(0);
    }

    /** Status codes of responses that point to another place (RFC 9110 §15.4). */
    static boolean pointsOn(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Whether the method becomes GET: for POST as browsers do it (RFC 9110 §15.4.2, §15.4.3), after 303 for all but HEAD. */
    static boolean becomesGet(int status, String method) {
        return status == 303 ? !method.equals("HEAD") : status <= 302 && method.equals("POST");
    }

    /** Goes one step on; false when that cannot be: {@link #failure()} says why. */
    boolean step(HttpUrl from, int status, String location) {
        if (hops == 0) {
            chain.append(from.origin()).append(from.target());
        }
        try {
            next = UrlReference.resolve(from, location);
        } catch (ConfigurationException e) {
            failure = "the Location of status " + status + " cannot be followed: " + e.getMessage() + "; " + chain;
            return false;
        }
        String url = next.origin() + next.target();
        boolean seen = (" " + chain + " ").contains(" " + url + " ");
        hops++;
        if (hops <= SHOWN) {
            chain.append(" → ").append(status).append(' ').append(url);
        }
        if (hops > most) {
            failure = (seen ? "the redirects go round in a circle; " : "") + "more than " + most + " redirects: "
                    + chain + (hops > SHOWN ? " → …" : "");
            return false;
        }
        return true;
    }

    HttpUrl next() {
        return next;
    }

    int hops() {
        return hops;
    }

    /** In words, with the chain; null while all is well. */
    String failure() {
        return failure;
    }
}
