// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import io.vastar.annotations.option.Option;
import io.vastar.annotations.option.ProtocolOptions;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All options of one protocol, as its annotation declares them.
 *
 * @param protocol id of the protocol
 * @param annotation simple name of the annotation
 * @param schemes URL schemes of the protocol
 * @param options in the order of their flags' names, since neither class files nor reflection keep that of the source
 */
public record OptionRules(String protocol, String annotation, List<String> schemes, List<OptionRule> options) {
    /** One thing that is wrong with a set of options. */
    public record Flaw(String name, String text) {}

    public OptionRules {
        schemes = List.copyOf(schemes);
        options =
                options.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }

    /**
     * Reads an annotation.
     *
     * @throws IllegalArgumentException when it does not carry {@link ProtocolOptions}, or an attribute lacks {@link Option}
     */
    public static OptionRules of(Class<? extends Annotation> annotation) {
        ProtocolOptions declared = annotation.getAnnotation(ProtocolOptions.class);
        if (declared == null) {
            throw new IllegalArgumentException("@" + annotation.getSimpleName() + " has no @ProtocolOptions");
        }
        List<OptionRule> options = new ArrayList<>();
        for (Method attribute : annotation.getDeclaredMethods()) {
            options.add(rule(annotation, attribute));
        }
        return new OptionRules(declared.protocol(), annotation.getSimpleName(), List.of(declared.schemes()), options);
    }

    private static OptionRule rule(Class<?> annotation, Method attribute) {
        Option option = attribute.getAnnotation(Option.class);
        if (option == null || attribute.getDefaultValue() == null) {
            throw new IllegalArgumentException(
                    "@" + annotation.getSimpleName() + "(" + attribute.getName() + ") needs @Option and a default");
        }
        Object otherwise = attribute.getDefaultValue();
        return new OptionRule(
                attribute.getName(),
                List.of(option.flags()),
                type(attribute.getReturnType().getSimpleName()),
                option.form(),
                option.min(),
                option.max(),
                List.of(option.oneOf()),
                List.of(option.excludes()),
                List.of(option.needs()),
                option.secret(),
                option.help(),
                value(otherwise));
    }

    /** The type of values for an attribute's type, such as {@code String[]}. */
    public static OptionRule.Type type(String javaType) {
        return switch (javaType) {
            case "String[]" -> OptionRule.Type.TEXTS;
            case "int", "long" -> OptionRule.Type.WHOLE;
            case "double" -> OptionRule.Type.DECIMAL;
            case "boolean" -> OptionRule.Type.SWITCH;
            case "String" -> OptionRule.Type.TEXT;
            default -> throw new IllegalArgumentException("'" + javaType + "' cannot be the type of an option");
        };
    }

    private static Object value(Object attribute) {
        if (attribute instanceof String[] texts) {
            return List.copyOf(Arrays.asList(texts));
        }
        return attribute instanceof Integer number ? Long.valueOf(number) : attribute;
    }

    /** The option of that name; null when there is none. */
    public OptionRule option(String name) {
        for (OptionRule option : options) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        return null;
    }

    /** The text of an option: what was given, else its default. */
    public String text(String name, Map<String, Object> given) {
        return (String) value(name, given);
    }

    /** The whole number of an option: what was given, else its default. */
    public long whole(String name, Map<String, Object> given) {
        return (Long) value(name, given);
    }

    /** Whether an option is on: as was given, else by its default. */
    public boolean isOn(String name, Map<String, Object> given) {
        return (Boolean) value(name, given);
    }

    private Object value(String name, Map<String, Object> given) {
        OptionRule rule = option(name);
        if (rule == null) {
            throw new IllegalArgumentException("@" + annotation + " has no option '" + name + "'");
        }
        return given.getOrDefault(name, rule.otherwise());
    }

    /** Names of all options. */
    public List<String> names() {
        return options.stream().map(OptionRule::name).toList();
    }

    /**
     * What is wrong with the options that were given.
     *
     * @param given values by name; every name is known
     */
    public List<Flaw> flaws(Map<String, Object> given) {
        List<Flaw> flaws = new ArrayList<>();
        Set<String> names = given.keySet();
        for (Map.Entry<String, Object> entry : given.entrySet()) {
            OptionRule rule = option(entry.getKey());
            String flaw = rule.flaw(entry.getValue());
            if (flaw != null) {
                flaws.add(new Flaw(rule.name(), flaw));
            }
            for (String excluded : rule.excludes()) {
                if (names.contains(excluded)) {
                    flaws.add(new Flaw(rule.name(), "does not go with " + excluded + "; keep one of them"));
                }
            }
            for (String needed : rule.needs()) {
                if (!names.contains(needed)) {
                    flaws.add(new Flaw(rule.name(), "has no effect without " + needed + "; give that too"));
                }
            }
        }
        return flaws;
    }
}
