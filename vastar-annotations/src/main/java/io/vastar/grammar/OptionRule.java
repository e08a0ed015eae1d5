// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import io.vastar.annotations.option.Form;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * What is allowed for one option of a protocol, whoever gives it: an annotation, the command line, a placeholder.
 *
 * @param name of the attribute
 * @param flags of the command line, the main one first; never empty
 * @param type of the value
 * @param min smallest number, or smallest size in bytes
 * @param max largest number, or largest size in bytes
 * @param oneOf allowed words; empty allows any
 * @param excludes names of options that must not be given too
 * @param needs names of options that must be given too
 * @param secret whether the value stays out of every output
 * @param help what it means
 * @param otherwise the default: a String, Long, Double, Boolean or List of String
 */
public record OptionRule(
        String name,
        List<String> flags,
        Type type,
        Form form,
        double min,
        double max,
        List<String> oneOf,
        List<String> excludes,
        List<String> needs,
        boolean secret,
        String help,
        Object otherwise) {
    /** What a value is. */
    public enum Type {
        TEXT,
        TEXTS,
        WHOLE,
        DECIMAL,
        SWITCH
    }

    public OptionRule {
        flags = flags.isEmpty() ? List.of(flag(name)) : List.copyOf(flags);
        oneOf = List.copyOf(oneOf);
        excludes = List.copyOf(excludes);
        needs = List.copyOf(needs);
    }

    /** {@code keySpace} as {@code --key-space}. */
    static String flag(String name) {
        return "--" + name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /**
     * What is wrong with a value; null when nothing is.
     *
     * @param value of this rule's type
     */
    public String flaw(Object value) {
        if (value instanceof List<?> items) {
            for (Object item : items) {
                String flaw = textFlaw((String) item);
                if (flaw != null) {
                    return flaw;
                }
            }
            return null;
        }
        if (value instanceof Number number) {
            return rangeFlaw(number.doubleValue(), String.valueOf(value));
        }
        return value instanceof String text ? textFlaw(text) : null;
    }

    private String textFlaw(String text) {
        try {
            switch (form) {
                case SIZE -> {
                    return rangeFlaw(Sizes.parseBytes(text), "'" + text + "'");
                }
                case DURATION -> Durations.parseNs(text);
                case MIX -> MixSpec.parse(text, oneOf);
                default -> {
                    if (!oneOf.isEmpty() && !oneOf.contains(text)) {
                        String question = Suggestions.question(text, oneOf);
                        return shown(text) + " is unknown"
                                + (question.isEmpty() ? "; use " + String.join(", ", oneOf) : question);
                    }
                }
            }
        } catch (GrammarException e) {
            return e.getMessage();
        }
        return null;
    }

    private String rangeFlaw(double value, String written) {
        if (value >= min && value <= max) {
            return null;
        }
        String unit = form == Form.SIZE ? " bytes" : "";
        return written + " is out of range; use "
                + (max == Double.POSITIVE_INFINITY
                        ? plain(min) + unit + " or more"
                        : min == Double.NEGATIVE_INFINITY
                                ? "at most " + plain(max) + unit
                                : plain(min) + " to " + plain(max) + unit);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }

    private String shown(String text) {
        return secret ? "the value" : "'" + text + "'";
    }

    /**
     * A text as a value of this rule's type.
     *
     * @throws GrammarException when it is none; ranges and words are left to {@link #flaw}
     */
    public Object parse(String text) {
        try {
            return switch (type) {
                case WHOLE -> whole(text);
                case DECIMAL -> Double.valueOf(text.trim());
                case SWITCH -> onOrOff(text.trim());
                case TEXTS -> List.of(text);
                case TEXT -> text;
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw new GrammarException(shown(text) + " is not a number; write one such as " + example());
        }
    }

    private static Long whole(String text) {
        return RateSpec.number(text.trim())
                .setScale(0, RoundingMode.UNNECESSARY)
                .longValueExact();
    }

    private static Boolean onOrOff(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new GrammarException("'" + text + "' is neither true nor false");
    }

    private String example() {
        return type == Type.WHOLE ? plain(Math.max(1, min == Double.NEGATIVE_INFINITY ? 1 : min)) : "0.5";
    }
}
