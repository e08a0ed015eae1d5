// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

import io.vastar.grammar.SloSpec.Objective;

/**
 * An objective and what it is about.
 *
 * @param step name of a step; null for the whole run
 */
public record Slo(Objective objective, String step) {
    /** As a report names it. */
    public String name() {
        return step == null ? objective.text() : step + ": " + objective.text();
    }
}
