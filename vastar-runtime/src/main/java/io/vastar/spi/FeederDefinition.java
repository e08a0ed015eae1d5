// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.ArrayList;
import java.util.List;

/** A field that gets a record of a data file for each iteration. Null means that the annotation says nothing. */
public final class FeederDefinition {
    private final String field;
    private final String file;
    private final List<Column> columns = new ArrayList<>();
    private String strategy;
    private RecordFactory factory;

    private FeederDefinition(String field, String file) {
        this.field = field;
        this.file = file;
    }

    /**
     * Begins a definition. Called by generated code.
     *
     * @param field for messages, such as {@code Checkout.user}
     * @param file as annotated; may hold placeholders
     */
    public static FeederDefinition of(String field, String file) {
        return new FeederDefinition(field, file);
    }

    /** A component of the record, in order. Types are primitives, String, enums, and what the feeder can convert. */
    public FeederDefinition column(String name, Class<?> type) {
        columns.add(new Column(name, type));
        return this;
    }

    /** {@code circular}, {@code shuffle}, {@code random}, {@code unique} or {@code sequential}. */
    public FeederDefinition strategy(String value) {
        strategy = value;
        return this;
    }

    public FeederDefinition factory(RecordFactory value) {
        factory = value;
        return this;
    }

    public String field() {
        return field;
    }

    public String file() {
        return file;
    }

    public List<Column> columns() {
        return List.copyOf(columns);
    }

    public String strategy() {
        return strategy;
    }

    public RecordFactory factory() {
        return factory;
    }

    /** One component of the record. */
    public record Column(String name, Class<?> type) {}
}
