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
 * <p>The field is not private, not final and not static, since generated code sets it. Its first record comes with the first
 * iteration: in the constructor and in {@link Setup} methods the field has the default value of its type.
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
        /**
         * Each virtual user has its own record, the same in each of its iterations. A closed model needs at least as many
         * records as it has users; in an open model users beyond the last record stop.
         */
        UNIQUE,
        /** One after another; after the last one virtual users stop. */
        SEQUENTIAL
    }

    /**
     * CSV or TSV with a header, JSON lines, or a JSON array, by its ending ({@code .csv}, {@code .tsv}, {@code .jsonl} or
     * {@code .ndjson}, {@code .json}), each of which may be followed by {@code .gz}. Relative to the working directory; where
     * there is no such file, it is taken from the class path, so from the jar. May hold placeholders.
     */
    String value();

    /** Which record comes next. */
    Strategy strategy() default Strategy.CIRCULAR;
}
