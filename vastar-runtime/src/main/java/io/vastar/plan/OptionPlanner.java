// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.OptionRule;
import io.vastar.grammar.OptionRules;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.Options;
import java.util.List;

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
        checkNames(rules, merged);
        List<OptionRules.Flaw> flaws = rules.flaws(merged.values());
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

    private static void checkNames(OptionRules rules, Options options) {
        for (String name : options.values().keySet()) {
            if (rules.option(name) == null) {
                throw new ConfigurationException("the protocol " + rules.protocol() + " has no option '" + name
                        + "'; the load test was compiled against another version of it: compile it again");
            }
        }
    }
}
