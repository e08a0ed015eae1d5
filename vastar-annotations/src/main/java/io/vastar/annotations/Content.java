// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requests that differ from each other, and bodies that are more than a text. It stands beside a {@link LoadTest} without
 * {@link Step} and {@link Scenario} methods, which compose their requests themselves. All requests are made before the run.
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080")
 * @Content(targets = "targets.txt", order = Content.Order.RANDOM)
 * class Mixed {}
 *
 * @LoadTest(url = "http://localhost:8080/upload", method = "POST")
 * @Content(form = {"title=A picture", "picture=@cat.png;type=image/png"})
 * class Upload {}
 * }</pre>
 *
 * <p>One of {@link #targets()}, {@link #urlPattern()} and {@link #bodyLines()} at most. Texts may hold placeholders.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Content {
    /**
     * File of requests, read before the run: a URL or path a line; or {@code METHOD URL} with lines of headers and {@code
     * @file} for the body below it, as in vegeta; or vegeta's JSON, one object a line. {@code 3x} before a target, or {@code
     * "weight":3} in it, sends it three times as often as the others.
     */
    String targets() default "";

    /** Which of the targets or bodies comes next. */
    Order order() default Order.ROUND_ROBIN;

    /**
     * Path and query as a regular expression, such as {@code /items/[a-z]{3}\?page=\d}, or an absolute URL with a literal
     * host. A dot is a dot. 65,536 URLs are made before the run, by {@link LoadTest#seed()}.
     */
    String urlPattern() default "";

    /** How often {@code *} and {@code +} of the pattern repeat at most; 0 leaves it to the run time, which takes 4. */
    int maxRepeat() default 0;

    /** File with a body a line; empty lines are left out. */
    String bodyLines() default "";

    /**
     * The parts of a multipart form as in curl: {@code name=value}, {@code name=@file}, {@code name=<file}, each with {@code
     * ;type=TYPE} and {@code ;filename=NAME} where wanted. The method is then POST where none is given.
     */
    String[] form() default {};

    /**
     * True sends bodies without saying their length beforehand: over HTTP/1.1 with {@code Transfer-Encoding: chunked}, over
     * HTTP/2 without {@code content-length}.
     */
    boolean chunked() default false;

    /** Which of several requests comes next. */
    enum Order {
        /** In the order of the file, heavier ones more often and evenly spread. */
        ROUND_ROBIN,
        /** By chance, heavier ones more often; the same in each run with the same seed. */
        RANDOM
    }
}
