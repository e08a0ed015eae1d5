// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The pause of a virtual user after a {@link Step}; on a class, after each of its steps that does not say otherwise.
 *
 * <pre>{@code
 * @Step(2)
 * @ThinkTime("exp 2s")
 * void browse(HttpRequest request) { request.get("/items"); }
 * }</pre>
 *
 * <p>No connection is held meanwhile. The pause counts from the end of the response.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface ThinkTime {
    /**
     * {@code 2s} is always as long, {@code 1s..3s} is uniform between the two, {@code exp 2s} is exponential with that
     * mean. May hold placeholders.
     */
    String value();
}
