// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the response to a {@link Step} has to be. A response that is otherwise counts as a failed check, which is a row of
 * its own in the report; the codes of {@link #status()} decide which ones are OK. On a class it is the default of each of
 * its steps, or what its one request expects.
 *
 * <pre>{@code
 * @Expect(status = {200, 304}, body = "\"items\":", maxBytes = 100_000)
 * }</pre>
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Expect {
    /** Accepted status codes, 100 to 599; every 2xx when empty. */
    int[] status() default {};

    /** Text that the body has to contain, byte by byte in UTF-8; any when empty. May hold placeholders. */
    String body() default "";

    /** Largest body in bytes, decoded; any size when negative. */
    long maxBytes() default -1;
}
