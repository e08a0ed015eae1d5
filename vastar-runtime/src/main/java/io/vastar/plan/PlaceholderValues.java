// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.Placeholders;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Values for the {@code ${name:default}} placeholders of annotations: {@code -P}, then system property, then environment. */
public final class PlaceholderValues {
    private final Map<String, String> given;
    private final UnaryOperator<String> properties;
    private final UnaryOperator<String> environment;

    public PlaceholderValues(
            Map<String, String> given, UnaryOperator<String> properties, UnaryOperator<String> environment) {
        this.given = Map.copyOf(given);
        this.properties = properties;
        this.environment = environment;
    }

    /** With the properties and the environment of this process. */
    public static PlaceholderValues ofThisProcess(Map<String, String> given) {
        return new PlaceholderValues(given, System::getProperty, System::getenv);
    }

    /** The text with its placeholders replaced; null stays null. */
    String resolve(String text, String test, String attribute) {
        if (text == null) {
            return null;
        }
        try {
            return Placeholders.resolve(text, this::lookUp);
        } catch (GrammarException e) {
            throw new ConfigurationException("load test '" + test + "', " + attribute + ": " + e.getMessage(), e);
        }
    }

    private String lookUp(String name) {
        String value = given.get(name);
        if (value == null) {
            value = properties.apply(name);
        }
        return value == null ? environment.apply(name) : value;
    }

    /** Names of all placeholders in a load test's texts, sorted. */
    public static TreeSet<String> names(LoadTestDefinition definition) {
        TreeSet<String> names = new TreeSet<>();
        for (String text : DefinitionTexts.of(definition)) {
            try {
                Placeholders.resolve(text, name -> {
                    names.add(name);
                    return "";
                });
            } catch (GrammarException e) {
                // the plan reports it, with the attribute that it is in
                continue;
            }
        }
        return names;
    }
}
