// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.Durations;
import io.vastar.grammar.GrammarException;
import io.vastar.grammar.Placeholders;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Values for the {@code ${name:default}} placeholders of annotations: {@code -P}, then system property, then environment. */
public final class PlaceholderValues {
    /** What Java puts in place of a byte that the locale's encoding does not know. */
    private static final char LOST = '\uFFFD';

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

    /** These values, and before them those of a load test's params. */
    PlaceholderValues with(Map<String, String> params) {
        if (params.isEmpty()) {
            return this;
        }
        Map<String, String> all = new HashMap<>(given);
        all.putAll(params);
        return new PlaceholderValues(all, properties, environment);
    }

    /** The text with its placeholders replaced; null stays null. */
    String resolve(String text, String test, String attribute) {
        return text == null
                ? null
                : said("load test '" + test + "', " + attribute, text).text();
    }

    /** The text with its placeholders replaced, and where it stands. */
    Said said(String where, String text) {
        try {
            return new Said(where, Placeholders.resolve(text, this::lookUp));
        } catch (GrammarException e) {
            throw new ConfigurationException(where + ": " + e.getMessage(), e);
        }
    }

    /** Nanoseconds of a duration in which placeholders may stand. */
    long durationNs(String text, String test, String attribute) {
        return said("load test '" + test + "', " + attribute, text).as(Durations::parseNs);
    }

    /** The environment of these values. */
    UnaryOperator<String> environment() {
        return environment;
    }

    /** A variable of the environment; null when it is not set, or empty. */
    String environment(String name) {
        String value = environment.apply(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private String lookUp(String name) {
        String value = given.get(name);
        if (value == null) {
            value = properties.apply(name);
        }
        value = value == null ? environment.apply(name) : value;
        if (value != null && value.indexOf(LOST) >= 0 && !value.equals(given.get(name))) {
            throw new GrammarException(
                    "the value of '" + name + "', '" + value + "', has characters that are lost in this"
                            + " locale; run it with LC_ALL=C.UTF-8, or give the value with -P");
        }
        return value;
    }

    /** Names of all placeholders in a load test's texts, sorted. */
    public static TreeSet<String> names(LoadTestDefinition definition) {
        return names(definition, List.of());
    }

    /** Names of all placeholders in the texts of a load test and of its scenarios, sorted. */
    public static TreeSet<String> names(LoadTestDefinition definition, List<Scenario> scenarios) {
        TreeSet<String> names = new TreeSet<>();
        List<String> texts = DefinitionTexts.of(definition);
        scenarios.forEach(scenario -> texts.addAll(DefinitionTexts.of(scenario.definition())));
        for (String text : texts) {
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
