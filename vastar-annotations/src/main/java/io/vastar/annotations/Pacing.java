// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Spaces the iterations of each virtual user: one begins this long after the last one began, or at once when that took
 * longer. 50 users make 5 iterations a second here, as long as one takes less than 10 s:
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080", concurrency = 50)
 * @Pacing("10s")
 * class Poll {
 *     @Step(1) void news(HttpRequest request) { request.get("/news"); }
 * }
 * }</pre>
 *
 * <p>It goes on the {@link LoadTest} class, for all its scenarios, on one nested class of a mix, or on a {@link Scenario}
 * method. An open load ({@code rate}) has no use for it: its arrivals already have their times.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Pacing {
    /** From one begin to the next, such as {@code 10s}. May hold placeholders. */
    String value();
}
