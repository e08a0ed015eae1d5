// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.ArrayList;
import java.util.List;

/** A scenario as annotated. Null means that the annotation says nothing. */
public final class ScenarioDefinition {
    /** How its code runs. */
    public enum Kind {
        /** Step methods on the agent's thread. */
        STEPS,
        /** A method that may block, on a thread of its own. */
        BLOCKING,
        /** A method that returns a {@link java.util.concurrent.CompletionStage}. */
        ASYNCHRONOUS
    }

    private final String name;
    private final Kind kind;
    private final List<StepDefinition> steps = new ArrayList<>();
    private final List<FeederDefinition> feeders = new ArrayList<>();
    private Integer weight;
    private String pacing;
    private boolean cookies;

    private ScenarioDefinition(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    /** Begins a definition. Called by generated code. */
    public static ScenarioDefinition of(String name, Kind kind) {
        return new ScenarioDefinition(name, kind);
    }

    public ScenarioDefinition step(StepDefinition value) {
        steps.add(value);
        return this;
    }

    public ScenarioDefinition feeder(FeederDefinition value) {
        feeders.add(value);
        return this;
    }

    /** Its share in a mix of scenarios, relative to the others' weights. */
    public ScenarioDefinition weight(int value) {
        weight = value;
        return this;
    }

    /** An iteration begins this long after the last one began, or at once when that took longer. */
    public ScenarioDefinition pacing(String value) {
        pacing = value;
        return this;
    }

    /** Each virtual user keeps the cookies that it gets. */
    public ScenarioDefinition cookies() {
        cookies = true;
        return this;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public List<StepDefinition> steps() {
        return List.copyOf(steps);
    }

    public List<FeederDefinition> feeders() {
        return List.copyOf(feeders);
    }

    public Integer weight() {
        return weight;
    }

    public String pacing() {
        return pacing;
    }

    public boolean keepsCookies() {
        return cookies;
    }
}
