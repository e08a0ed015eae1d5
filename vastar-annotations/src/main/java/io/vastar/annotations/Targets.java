// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requests that differ from each other: those of a file, or URLs of a pattern. It stands beside a {@link LoadTest} without
 * {@link Step} and {@link Scenario} methods, which compose their requests themselves. All requests are made before the run.
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080")
 * @Targets(value = "targets.txt", order = Targets.Order.RANDOM)
 * class Mixed {}
 * }</pre>
 *
 * <p>Either {@link #value()} or {@link #urlPattern()}. Texts may hold placeholders.
 *
 * @see Body
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Targets {
    /**
     * File of requests, read before the run: a URL or path a line; or {@code METHOD URL} with lines of headers and {@code
     * @file} for the body below it, as in vegeta; or vegeta's JSON, one object a line. {@code 3x} before a target, or {@code
     * "weight":3} in it, sends it three times as often as the others.
     */
    String value() default "";

    /** Which of the targets comes next. */
    Order order() default Order.ROUND_ROBIN;

    /**
     * Path and query as a regular expression, such as {@code /items/[a-z]{3}\?page=\d}, or an absolute URL with a literal
     * host. A dot is a dot. 65,536 URLs are made before the run, by {@link LoadTest#seed()}.
     */
    String urlPattern() default "";

    /** How often {@code *} and {@code +} of the pattern repeat at most; 0 leaves it to the run time, which takes 4. */
    int maxRepeat() default 0;

    /** Which of several requests comes next. */
    enum Order {
        /** In the order of the file, heavier ones more often and evenly spread. */
        ROUND_ROBIN,
        /** By chance, heavier ones more often; the same in each run with the same seed. */
        RANDOM
    }
}
