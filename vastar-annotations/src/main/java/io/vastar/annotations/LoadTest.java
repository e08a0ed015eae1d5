// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a class a load test. (Full javadoc follows with the processor.) */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface LoadTest {
    /** Absolute URL, or a path such as {@code /plain} when a {@link Setup} method returns the base URL. */
    String url() default "";

    /** Name to select it by; the simple class name when empty. */
    String name() default "";

    String method() default "GET";

    /** Header lines, {@code "Name: value"}. */
    String[] headers() default {};

    String contentType() default "";

    String body() default "";

    /** File to read the body from when the run starts, relative to the working directory. */
    String bodyFile() default "";

    String accept() default "";

    /** {@code user:password}. */
    String basicAuth() default "";

    boolean keepAlive() default true;

    boolean compression() default true;

    int concurrency() default 50;

    /** Exactly how many requests; 0 leaves it to {@link #duration()}. */
    long requests() default 0;

    /** How long, such as {@code "30s"}; 10 s when neither this nor {@link #requests()} is given. */
    String duration() default "";

    String timeout() default "20s";

    String drainCap() default "2s";

    /** Levels to sweep over, such as {@code "auto"}; empty makes a single run. Details: {@link Sweep}. */
    String sweep() default "";
}
