// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/**
 * The sweep part of a {@link LoadTestDefinition}. Null means that the annotation says nothing. Names are those of the
 * command line's flags.
 */
public final class SweepDefinition {
    private final String conc;
    private Boolean refine;
    private Integer repeats;
    private String pick;
    private Double kneeRatio;
    private Integer baselineConcurrency;
    private Double maxSpread;
    private Double maxP999Ratio;
    private Double maxErrors;
    private Double maxTailRatio;
    private String vs;
    private String vsMethod;
    private String vsBody;
    private String vsContentType;
    private String refFromJson;
    private Double maxOverheadPercent;
    private Double maxRpsDeficitPercent;

    private SweepDefinition(String conc) {
        this.conc = conc;
    }

    /** @param conc the levels: {@code auto}, {@code 10,50}, {@code 10..1000:log=6} or {@code 10..200:step=20} */
    public static SweepDefinition over(String conc) {
        return new SweepDefinition(conc);
    }

    public String conc() {
        return conc;
    }

    public SweepDefinition refine(boolean value) {
        refine = value;
        return this;
    }

    public Boolean refine() {
        return refine;
    }

    public SweepDefinition repeats(int value) {
        repeats = value;
        return this;
    }

    public Integer repeats() {
        return repeats;
    }

    public SweepDefinition pick(String value) {
        pick = value;
        return this;
    }

    public String pick() {
        return pick;
    }

    public SweepDefinition kneeRatio(double value) {
        kneeRatio = value;
        return this;
    }

    public Double kneeRatio() {
        return kneeRatio;
    }

    public SweepDefinition baselineConcurrency(int value) {
        baselineConcurrency = value;
        return this;
    }

    public Integer baselineConcurrency() {
        return baselineConcurrency;
    }

    public SweepDefinition maxSpread(double value) {
        maxSpread = value;
        return this;
    }

    public Double maxSpread() {
        return maxSpread;
    }

    public SweepDefinition maxP999Ratio(double value) {
        maxP999Ratio = value;
        return this;
    }

    public Double maxP999Ratio() {
        return maxP999Ratio;
    }

    public SweepDefinition maxErrors(double value) {
        maxErrors = value;
        return this;
    }

    public Double maxErrors() {
        return maxErrors;
    }

    public SweepDefinition maxTailRatio(double value) {
        maxTailRatio = value;
        return this;
    }

    public Double maxTailRatio() {
        return maxTailRatio;
    }

    public SweepDefinition vs(String value) {
        vs = value;
        return this;
    }

    public String vs() {
        return vs;
    }

    public SweepDefinition vsMethod(String value) {
        vsMethod = value;
        return this;
    }

    public String vsMethod() {
        return vsMethod;
    }

    public SweepDefinition vsBody(String value) {
        vsBody = value;
        return this;
    }

    public String vsBody() {
        return vsBody;
    }

    public SweepDefinition vsContentType(String value) {
        vsContentType = value;
        return this;
    }

    public String vsContentType() {
        return vsContentType;
    }

    public SweepDefinition refFromJson(String value) {
        refFromJson = value;
        return this;
    }

    public String refFromJson() {
        return refFromJson;
    }

    public SweepDefinition maxOverheadPercent(double value) {
        maxOverheadPercent = value;
        return this;
    }

    public Double maxOverheadPercent() {
        return maxOverheadPercent;
    }

    public SweepDefinition maxRpsDeficitPercent(double value) {
        maxRpsDeficitPercent = value;
        return this;
    }

    public Double maxRpsDeficitPercent() {
        return maxRpsDeficitPercent;
    }
}
