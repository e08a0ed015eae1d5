// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values of {@code @Param} fields, from the text of the annotation or the command line. Called by generated code. */
public final class ParamValues {
    private static final Pattern WHOLE = Pattern.compile("([-+]?\\d[\\d_]*(?:\\.\\d+)?)\\s*([kKmM]?)");

    private ParamValues() {}

    /**
     * A whole number, which may end in k (thousand) or m (million).
     *
     * @throws GrammarException when it is none, or too large for the type; so do the others
     */
    public static int toInt(String field, String text) {
        long value = whole(field, text, "int");
        if (value != (int) value) {
            throw wrong(field, text, "is out of the range of an int; use at most " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** As {@link #toInt}. */
    public static long toLong(String field, String text) {
        return whole(field, text, "long");
    }

    public static double toDouble(String field, String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw wrong(field, text, "is no double; write a number such as 0.5");
        }
    }

    public static boolean toBoolean(String field, String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(field, text, "is no boolean; write true or false");
        };
    }

    public static <E extends Enum<E>> E toEnum(String field, Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.trim())) {
                return constant;
            }
        }
        String names = Arrays.stream(type.getEnumConstants())
                .map(Enum::name)
                .reduce((a, b) -> a + ", " + b)
                .orElse("no value");
        throw wrong(field, text, "is no " + type.getSimpleName() + "; use one of " + names);
    }

    private static long whole(String field, String text, String type) {
        var matcher = WHOLE.matcher(text.trim());
        if (!matcher.matches()) {
            throw wrong(field, text, "is no " + type + "; write a whole number such as 1000, 10k or 1m");
        }
        int zeros = matcher.group(2).isEmpty() ? 0 : matcher.group(2).equalsIgnoreCase("k") ? 3 : 6;
        try {
            return new BigDecimal(matcher.group(1).replace("_", ""))
                    .movePointRight(zeros)
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(
                    field,
                    text,
                    "is no whole number in the range of " + (type.equals("int") ? "an " : "a ") + type
                            + "; write one such as 10k");
        }
    }

    private static GrammarException wrong(String field, String text, String flaw) {
        return new GrammarException(field + " = '" + text + "' " + flaw);
    }
}
