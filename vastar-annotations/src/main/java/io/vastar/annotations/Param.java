// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the load test once for each value of a field; with several such fields, once for each combination.
 *
 * <pre>{@code
 * @LoadTest(url = "http://localhost:8080/bytes/${size}")
 * class Download {
 *     @Param({"1k", "10k"}) static int size;
 * }
 * }</pre>
 *
 * <p>Code sees the value in the field, and texts of annotations have it as a placeholder of the field's name, as written
 * here. {@code --param size=1k} on the command line chooses other values. The field belongs to the {@link LoadTest} class and is
 * static, not private and not final, since generated code sets it, before the {@link Setup} methods. Its type is
 * {@code String}, {@code int}, {@code long}, {@code double}, {@code boolean} or an enum.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Param {
    /** At least one, each valid for the type of the field. Whole numbers may end in k (thousand) or m (million). */
    String[] value();
}
