// SPDX-License-Identifier: Apache-2.0
package io.vastar.api;

import java.util.List;

/**
 * The response to a request, as user code reads it. Valid until the method returns, and in a blocking scenario until the
 * user's next request. Each accessor allocates what it returns and nothing else.
 */
public interface HttpResponse {
    /** Status code. */
    int status();

    /** First value of a header, name in any case; null when there is none. */
    String header(String name);

    /** All values of a header. */
    List<String> headers(String name);

    /** The body in the charset of its Content-Type, else in UTF-8; inflated where it came by gzip, deflate, br or zstd. */
    String text();

    /** The body, inflated where it came by gzip, deflate, br or zstd. */
    byte[] bytes();

    /** Size of the whole body as it arrived, compressed or not, also where {@link #isTruncated()}. */
    long bodyBytes();

    /** Whether the body was larger than what is kept of it (1 MiB); the accessors then see its beginning. */
    boolean isTruncated();

    /**
     * A value in a JSON body, by JSON Pointer (RFC 6901) such as {@code /items/0/id}: scalars as text, others as JSON.
     *
     * @return null when there is no such value
     * @throws IllegalArgumentException when the body is no JSON
     */
    String json(String pointer);

    /** First group of the first match of a regular expression in the body, or the match if it has no group; null if none. */
    String regex(String expression);

    /** Whether the body contains the text; allocates nothing. */
    boolean contains(String text);

    /** From start of service to the last byte, nanoseconds. */
    long serviceTimeNs();

    /** How many redirects were followed to get it; 0 unless the load test follows them. */
    int redirects();

    /** Counts a check under its name; returns {@code passed}. */
    boolean check(String name, boolean passed);
}
