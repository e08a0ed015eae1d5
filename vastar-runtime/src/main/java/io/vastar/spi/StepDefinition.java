// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** One step of a scenario as annotated. Null means that the annotation says nothing. */
public final class StepDefinition {
    private final String name;
    private String transaction;
    private String thinkTime;
    private boolean reads;
    private ExpectDefinition expect;
    private String slo;

    private StepDefinition(String name) {
        this.name = name;
    }

    /** Begins a definition. Called by generated code. */
    public static StepDefinition named(String name) {
        return new StepDefinition(name);
    }

    /** Consecutive steps of one name are timed together. */
    public StepDefinition transaction(String value) {
        transaction = value;
        return this;
    }

    /** The pause after the step: {@code 2s}, {@code 1s..3s} or {@code exp 2s}. */
    public StepDefinition thinkTime(String value) {
        thinkTime = value;
        return this;
    }

    /** User code reads its response. */
    public StepDefinition reads() {
        reads = true;
        return this;
    }

    public StepDefinition expect(ExpectDefinition value) {
        expect = value;
        return this;
    }

    public StepDefinition slo(String value) {
        slo = value;
        return this;
    }

    public String name() {
        return name;
    }

    public String transaction() {
        return transaction;
    }

    public String thinkTime() {
        return thinkTime;
    }

    public boolean hasReader() {
        return reads;
    }

    public ExpectDefinition expect() {
        return expect;
    }

    public String slo() {
        return slo;
    }
}
