// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a static method of a load test once after the test, on the main thread, also when a {@link Setup} or the test
 * failed. All of them run; the first failure is thrown with those of the others as suppressed.
 *
 * <p>The method is static, not private, without parameters, returns nothing and may throw any {@code Exception}.
 *
 * <p>On an instance method of a class with {@link Step} or {@link Scenario} methods it runs once for each virtual user
 * instead, after the user's last iteration and on its thread:
 *
 * <pre>{@code
 * @TearDown
 * void close() throws SQLException {
 *     connection.close();
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface TearDown {
    /**
     * Higher ones run first, equal ones in reverse order of the source: a tear-down undoes the {@link Setup} of the same
     * order.
     */
    int order() default 0;
}
