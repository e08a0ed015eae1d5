// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.ByteBuffer;

/** What an {@link HttpInteraction} sends. One thread's. */
interface OutgoingRequest {
    /** Where it goes. */
    Origin origin();

    /** As a URL. May allocate. */
    HttpUrl url();

    /** May allocate. */
    String method();

    /** Whether this is a HEAD request, whose response has no body. */
    boolean toHead();

    /** Whether sending it twice does what sending it once does (RFC 9110 §9.2.2). */
    boolean idempotent();

    /** Whether the connection may carry the next request. */
    boolean keepsAlive();

    /** Whether its response is one of GraphQL. */
    boolean isGraphQl();

    /**
     * Goes on to where a response points. May allocate.
     *
     * @param asGet whether it is a GET from now on, without body
     */
    void follow(HttpUrl url, boolean asGet);

    /**
     * Makes it ready for {@link #encode}.
     *
     * @param cookieBytes of the line with kept cookies
     * @return how many bytes {@link #encode} writes at most
     */
    int mostBytes(int cookieBytes);

    /** @param cookies a whole line, or nothing */
    void encode(ByteBuffer to, ByteText cookies);
}
