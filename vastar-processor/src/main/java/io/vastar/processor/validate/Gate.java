// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.processor.model.Written;

/** The limits of {@code @Sweep}, and the values that make sense for each. */
enum Gate {
    MAX_SPREAD("maxSpread", 1, Double.MAX_VALUE, "would disqualify every level", "1 or more", "4"),
    MAX_P999_RATIO("maxP999Ratio", 1, Double.MAX_VALUE, "would disqualify every level", "1 or more", "8"),
    MAX_ERRORS("maxErrors", 0, 1, "is not a rate", "a number from 0 to 1", "0.01"),
    MAX_TAIL_RATIO("maxTailRatio", Double.MIN_VALUE, Double.MAX_VALUE, "is not a factor", "a number above 0", "3"),
    MAX_OVERHEAD_PERCENT("maxOverheadPercent", 0, Double.MAX_VALUE, "is not a percentage", "0 or more", "25"),
    MAX_RPS_DEFICIT_PERCENT("maxRpsDeficitPercent", 0, 100, "is not a percentage", "a number from 0 to 100", "50");

    private final String attribute;
    private final double lowest;
    private final double highest;
    private final String flaw;
    private final String right;
    private final String example;

    Gate(String attribute, double lowest, double highest, String flaw, String right, String example) {
        this.attribute = attribute;
        this.lowest = lowest;
        this.highest = highest;
        this.flaw = flaw;
        this.right = right;
        this.example = example;
    }

    void validate(Written sweep, Problems problems) {
        if (sweep.value(attribute) instanceof Double limit && !(limit >= lowest && limit <= highest)) {
            problems.report(Message.BAD_GATE, sweep.place(attribute), attribute, limit, flaw, right, example);
        }
    }
}
