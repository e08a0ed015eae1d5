// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the load test has to reach, for a verdict of pass or fail: on the {@link LoadTest} class for all of it, on a
 * {@link Step} for that step alone. A fail makes the command line exit with 3. An objective given as {@code --slo} replaces
 * the class's about the same thing.
 *
 * <pre>{@code
 * @Slo("p99<200ms, errors<0.1%, rps>5000")
 * }</pre>
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Slo {
    /** Objectives, separated by commas. May hold placeholders. */
    String value();
}
