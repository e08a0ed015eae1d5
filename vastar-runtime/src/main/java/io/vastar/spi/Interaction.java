// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/**
 * One virtual user's request and response, where user code composes the one and reads the other. A protocol's
 * {@link LaneFactory} makes it; an {@link Exchange} carries it; one thread touches it at a time.
 */
public interface Interaction {
    /** A new virtual user takes it over: what belongs to the user, such as cookies, is forgotten. */
    void newUser();

    /**
     * Forgets the last request and response; both objects below start afresh.
     *
     * @param keepsResponse whether user code is going to read the response; false lets the lane drain it unread
     */
    void begin(boolean keepsResponse);

    /** What user code composes: for HTTP an {@code io.vastar.api.HttpRequest}. Always the same object. */
    Object request();

    /**
     * What user code reads after the exchange completed and before the next {@link #begin}: for HTTP an {@code
     * io.vastar.api.HttpResponse}. Always the same object.
     */
    Object response();
}
