// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The options of a protocol that were given, by the names of its annotation's attributes. Plain data: each value is a
 * String, a Long, a Double, a Boolean or a List of String. Immutable.
 */
public final class Options {
    public static final Options NONE = new Options(Map.of());

    private final Map<String, Object> values;

    private Options(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Names and values in turn. Called by generated code. */
    public static Options of(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], plain(namesAndValues[i + 1]));
        }
        return new Options(values);
    }

    /** A copy of the map. */
    public static Options of(Map<String, ?> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((name, value) -> values.put(name, plain(value)));
        return new Options(values);
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> items) {
            return List.copyOf(items);
        }
        if (value instanceof Integer number) {
            return Long.valueOf(number);
        }
        if (value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException(
                "an option cannot be a " + value.getClass().getName());
    }

    /** These where they give a value, else the others. */
    public Options over(Options lower) {
        Map<String, Object> merged = new LinkedHashMap<>(lower.values);
        merged.putAll(values);
        return new Options(merged);
    }

    /** With each text replaced, those in lists too. */
    public Options map(UnaryOperator<String> replace) {
        Map<String, Object> mapped = new LinkedHashMap<>();
        values.forEach((name, value) -> mapped.put(name, replaced(value, replace)));
        return new Options(mapped);
    }

    private static Object replaced(Object value, UnaryOperator<String> replace) {
        if (value instanceof String text) {
            return replace.apply(text);
        }
        return value instanceof List<?> items
                ? items.stream().map(item -> replace.apply((String) item)).toList()
                : value;
    }

    /** Whether the option was given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** All of them, in order. */
    public Map<String, Object> values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Options options && options.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Names only: a value may be secret. */
    @Override
    public String toString() {
        return "Options" + values.keySet();
    }
}
