// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how a {@link LoadTest} speaks HTTP and how its connections are used. Flags of the same names win ({@code --pipeline}).
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080/plaintext", concurrency = 64)
 * @HttpOptions(pipeline = 16)
 * class Plaintext {}
 * }</pre>
 *
 * <p>becomes this part of the generated definition:
 *
 * <pre>{@code
 * .http(HttpSpec.NONE.withPipeline(16))
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface HttpOptions {
    /** {@code 1.1} or {@code 2}: HTTP/2 over https where the target agrees, over http from the first byte on. */
    String version() default "1.1";

    /**
     * Requests in flight on each HTTP/2 connection, so that {@code concurrency = 16} with 32 of them has 512 in flight on 16
     * connections. 1 or more.
     */
    int streams() default 1;

    /**
     * Requests in flight on each HTTP/1.1 connection, so that {@code concurrency = 64} with 16 of them has 1024 in flight on
     * 64 connections. 1 to 1000.
     */
    int pipeline() default 1;

    /** A connection is closed after so many requests, and another one opened for the next; 0 never. */
    long requestsPerConnection() default 0;

    /**
     * How many redirects are followed for one request (RFC 9110 §15.4): 0 to 1000. Its time is then that of the whole chain. 0
     * counts a redirect as a response like any other.
     */
    int redirects() default 0;

    /** True asks for compressed responses; nothing is said about them otherwise. */
    boolean compression() default false;

    /**
     * True sends path and query as they are written, to test with broken URLs. Otherwise characters that no URL may have, such as
     * {@code \ ^ " < >} and a bare {@code %}, are percent-encoded (RFC 3986 §2).
     */
    boolean rawUrl() default false;
}
