// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations.option;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one attribute of an annotation that carries {@link ProtocolOptions}. The attribute's type is {@code String},
 * {@code String[]}, {@code boolean}, {@code int}, {@code long} or {@code double}, and it has a default; an empty text stands for "not
 * given".
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Option {
    /** What the option means, one or two sentences; shown by {@code --help} and in the documentation. */
    String help();

    /** Flags of the command line; empty stands for the attribute's name in lower case with hyphens. */
    String[] flags() default {};

    /** What the value looks like. */
    Form form() default Form.TEXT;

    /** Smallest value of a number; of {@link Form#SIZE}, bytes. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest value of a number; of {@link Form#SIZE}, bytes. */
    double max() default Double.POSITIVE_INFINITY;

    /** The words that are allowed; with {@link Form#MIX} the names in the mix. Empty allows any text. */
    String[] oneOf() default {};

    /** Attributes that must not be given beside this one. */
    String[] excludes() default {};

    /** Attributes that must be given beside this one. */
    String[] needs() default {};

    /** True keeps the value out of every output. */
    boolean secret() default false;
}
