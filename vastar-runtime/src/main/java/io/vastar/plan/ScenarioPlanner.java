// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.Durations;
import io.vastar.grammar.ThinkTimeSpec;
import io.vastar.pace.ThinkTime;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.ScenarioDefinition.Kind;
import io.vastar.spi.StepDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Decides what virtual users do: the scenarios of a load test as annotated, placeholders replaced and checked. */
final class ScenarioPlanner {
    private final String test;
    private final PlaceholderValues values;
    private final Function<FeederDefinition, Feed> loader;
    private final Expectation expect;

    /**
     * @param loader loads the data of a feeder whose texts have no placeholders any more; null leaves feeds out
     * @param expect of steps that expect nothing of their own; may be null
     */
    ScenarioPlanner(
            String test, PlaceholderValues values, Function<FeederDefinition, Feed> loader, Expectation expect) {
        this.test = test;
        this.values = values;
        this.loader = loader;
        this.expect = expect;
    }

    List<ScenarioPlan> plan(List<Scenario> scenarios) {
        Set<String> shared = sharedStepNames(scenarios);
        List<ScenarioPlan> plans = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            plans.add(plan(scenario, shared));
        }
        return plans;
    }

    private Set<String> sharedStepNames(List<Scenario> scenarios) {
        Set<String> scenarioNames = new HashSet<>();
        Map<String, String> owners = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (Scenario scenario : scenarios) {
            ScenarioDefinition definition = scenario.definition();
            if (!scenarioNames.add(definition.name())) {
                throw new ConfigurationException("load test '" + test + "' has two scenarios of the name '"
                        + definition.name() + "'; rename one");
            }
            for (StepDefinition step : definition.steps()) {
                String owner = owners.putIfAbsent(step.name(), definition.name());
                if (definition.name().equals(owner)) {
                    throw new ConfigurationException(
                            at(definition) + " has two steps of the name '" + step.name() + "'; rename one");
                }
                if (owner != null) {
                    shared.add(step.name());
                }
            }
        }
        return shared;
    }

    private ScenarioPlan plan(Scenario scenario, Set<String> shared) {
        ScenarioDefinition definition = scenario.definition();
        int weight = definition.weight() == null ? 1 : definition.weight();
        if (weight < 1) {
            throw new ConfigurationException(at(definition) + ": weight " + weight + " is out of range; use 1 or more");
        }
        if (definition.kind() == Kind.STEPS && definition.steps().isEmpty()) {
            throw new ConfigurationException(at(definition) + " has no step; add a @Step method");
        }
        List<ScenarioPlan.Step> steps = new ArrayList<>();
        for (StepDefinition step : definition.steps()) {
            String where = at(definition) + ", step '" + step.name() + "'";
            steps.add(new ScenarioPlan.Step(
                    shared.contains(step.name()) ? definition.name() + "." + step.name() : step.name(),
                    step.name(),
                    step.transaction(),
                    thinkTime(step.thinkTime(), where),
                    step.hasReader(),
                    step.expect() == null ? expect : Expectations.of(step.expect(), where, values)));
        }
        return new ScenarioPlan(
                scenario,
                definition.name(),
                definition.kind(),
                weight,
                pacingNs(definition),
                definition.keepsCookies(),
                steps,
                feeds(definition));
    }

    private String at(ScenarioDefinition definition) {
        return "load test '" + test + "', scenario '" + definition.name() + "'";
    }

    private long pacingNs(ScenarioDefinition definition) {
        return definition.pacing() == null
                ? 0
                : values.said(at(definition) + ", pacing", definition.pacing()).as(Durations::parseNs);
    }

    private ThinkTime thinkTime(String text, String where) {
        if (text == null) {
            return null;
        }
        ThinkTimeSpec spec = values.said(where + ", think time", text).as(ThinkTimeSpec::parse);
        if (spec.maxNs() == 0) {
            return null;
        }
        return switch (spec.kind()) {
            case FIXED -> new ThinkTime(ThinkTime.Kind.FIXED, spec.minNs(), spec.maxNs());
            case UNIFORM -> new ThinkTime(ThinkTime.Kind.UNIFORM, spec.minNs(), spec.maxNs());
            case EXPONENTIAL -> new ThinkTime(ThinkTime.Kind.EXPONENTIAL, spec.minNs(), spec.maxNs());
        };
    }

    private List<Feed> feeds(ScenarioDefinition definition) {
        List<Feed> feeds = new ArrayList<>();
        for (FeederDefinition feeder : definition.feeders()) {
            FeederDefinition resolved = resolved(feeder);
            if (loader != null) {
                feeds.add(loader.apply(resolved));
            }
        }
        return feeds;
    }

    private FeederDefinition resolved(FeederDefinition feeder) {
        String where = "load test '" + test + "', feeder " + feeder.field();
        FeederDefinition resolved = FeederDefinition.of(
                feeder.field(), values.said(where + ", file", feeder.file()).text());
        feeder.columns().forEach(column -> resolved.column(column.name(), column.type()));
        if (feeder.strategy() != null) {
            resolved.strategy(
                    values.said(where + ", strategy", feeder.strategy()).text());
        }
        return resolved.factory(feeder.factory());
    }
}
