// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.OptionRule;
import io.vastar.grammar.OptionRules;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges the options of a protocol's annotation with those of the command line, and checks them by what the protocol declares. */
final class OptionPlanner {
    private final LoadTestDefinition definition;
    private final Overrides.Request given;
    private final PlaceholderValues values;

    OptionPlanner(LoadTestDefinition definition, Overrides.Request given, PlaceholderValues values) {
        this.definition = definition;
        this.given = given;
        this.values = values;
    }

    /** @throws ConfigurationException when an option is wrong, or belongs to another protocol than that of the URL */
    Options plan(String url) {
        Options annotated = definition.options();
        if (annotated.values().isEmpty() && given.options().values().isEmpty()) {
            return Options.NONE;
        }
        OptionRules rules = Protocols.rules(url);
        if (definition.protocol() != null
                && (rules == null || !definition.protocol().equals(rules.protocol()))) {
            throw new ConfigurationException("load test '" + definition.name() + "' has options of the protocol "
                    + definition.protocol() + ", and its URL is " + Urls.origin(url)
                    + "; write a URL of that protocol, or remove the options");
        }
        Options resolved = annotated.map(text -> values.resolve(text, definition.name(), "options"));
        Options merged = given.options().over(resolved);
        List<OptionRules.Flaw> flaws = rules.flaws(known(rules, merged));
        if (!flaws.isEmpty()) {
            OptionRule rule = rules.option(flaws.get(0).name());
            throw new ConfigurationException(
                    where(rules, rule) + ": " + flaws.get(0).text());
        }
        return merged;
    }

    /** The flag where the command line gave it, else the attribute with the flag beside it. */
    private String where(OptionRules rules, OptionRule rule) {
        String flag = rule.flags().get(0);
        return given.options().has(rule.name())
                ? flag
                : "load test '" + definition.name() + "', @" + rules.annotation() + "(" + rule.name() + ") or " + flag;
    }

    /** Texts of numbers become numbers, as where a placeholder stands for one. */
    private static Map<String, Object> known(OptionRules rules, Options options) {
        Map<String, Object> known = new LinkedHashMap<>();
        options.values().forEach((name, value) -> {
            OptionRule rule = rules.option(name);
            if (rule == null) {
                throw new ConfigurationException("the protocol " + rules.protocol() + " has no option '" + name
                        + "'; the load test was compiled against another version of it: compile it again");
            }
            known.put(name, value);
        });
        return known;
    }
}
