// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Texts as values of the types that a feeder's record may have. */
final class Values {
    private Values() {}

    /**
     * Converts a text; an empty one is null, but for strings.
     *
     * @param text null where the data says so
     * @throws IllegalArgumentException with what it should be as its message
     */
    static Object of(String text, Class<?> type) {
        if (type == String.class) {
            return text;
        }
        String value = text == null ? "" : text.length() == 1 && isCharacter(type) ? text : text.strip();
        if (value.isEmpty()) {
            if (type.isPrimitive()) {
                throw new IllegalArgumentException(
                        article(type) + "; write a value, or make the component " + boxed(type));
            }
            return null;
        }
        try {
            return converted(value, type);
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(expected(type), e);
        }
    }

    private static Object converted(String value, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(value);
        }
        if (type == long.class || type == Long.class) {
            return Long.valueOf(value);
        }
        if (type == double.class || type == Double.class) {
            return Double.valueOf(withoutSuffix(value));
        }
        if (type == float.class || type == Float.class) {
            return Float.valueOf(withoutSuffix(value));
        }
        if (type == short.class || type == Short.class) {
            return Short.valueOf(value);
        }
        if (type == byte.class || type == Byte.class) {
            return Byte.valueOf(value);
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(value);
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(value);
        }
        if (type == Instant.class) {
            return Instant.parse(value);
        }
        if (type == boolean.class || type == Boolean.class) {
            if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
                return Boolean.valueOf(value);
            }
            throw new IllegalArgumentException("true or false");
        }
        if (isCharacter(type)) {
            if (value.length() == 1) {
                return value.charAt(0);
            }
            throw new IllegalArgumentException("one character");
        }
        return constant(value, type);
    }

    private static boolean isCharacter(Class<?> type) {
        return type == char.class || type == Character.class;
    }

    /** Java reads 10d and 10f as numbers too. */
    private static String withoutSuffix(String value) {
        if ("dDfF".indexOf(value.charAt(value.length() - 1)) >= 0) {
            throw new NumberFormatException(value);
        }
        return value;
    }

    private static Object constant(String value, Class<?> type) {
        List<String> names = new ArrayList<>();
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(value)) {
                    return constant;
                }
                names.add(((Enum<?>) constant).name());
            }
            throw new IllegalArgumentException("one of " + String.join(", ", names));
        }
        throw new IllegalArgumentException("a " + type.getSimpleName() + ", to which no text can be converted");
    }

    private static String expected(Class<?> type) {
        if (type == LocalDate.class) {
            return "a date such as 2026-01-31";
        }
        if (type == Instant.class) {
            return "a moment such as 2026-01-31T12:00:00Z";
        }
        return "a number of type " + type.getSimpleName();
    }

    private static String article(Class<?> type) {
        return (type == int.class ? "an " : "a ") + type;
    }

    private static String boxed(Class<?> type) {
        return type == int.class ? "Integer" : type == char.class ? "Character" : capital(type.getName());
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
