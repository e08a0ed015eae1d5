// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts a record of a data file into a field, a new one for each iteration.
 *
 * <pre>{@code
 * record User(String name, int age) {}
 *
 * @Feeder(value = "users.csv", strategy = Feeder.Strategy.SHUFFLE)
 * User user;
 * }</pre>
 *
 * <p>The field's type is a record; the header of the file names its components. A component is a {@code String}, a
 * primitive or its box, an enum, {@code BigDecimal}, {@code LocalDate} or {@code Instant}. A field may also be of one of
 * these types itself, and then gets the column of its name:
 *
 * <pre>{@code
 * @Feeder("items.csv") long itemId; // the column itemId
 * }</pre>
 *
 * <p>The file is read and checked before any load is sent. Records are shared by all virtual users.
 *
 * <p>The field is not private, not final and not static, since generated code sets it. It is null in the constructor and
 * in {@link Setup} methods.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Feeder {
    /** Which record comes next. */
    enum Strategy {
        /** One after another, and from the beginning again. */
        CIRCULAR,
        /** As circular, in an order shuffled once, by the seed of the load test. */
        SHUFFLE,
        /** Any of them each time, by the seed of the load test. */
        RANDOM,
        /** Each virtual user has its own record, the same in each of its iterations. */
        UNIQUE,
        /** One after another; after the last one virtual users stop. */
        SEQUENTIAL
    }

    /**
     * CSV, TSV, JSON lines or JSON, by its ending ({@code .csv}, {@code .tsv}, {@code .jsonl}, {@code .json}); relative to
     * the working directory. May hold placeholders.
     */
    String value();

    /** Which record comes next. */
    Strategy strategy() default Strategy.CIRCULAR;
}
