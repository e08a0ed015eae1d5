// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.ScenarioPlan;
import java.util.List;

/**
 * Deals scenarios out by their weights, as evenly as whole numbers allow at every moment (smooth weighted round robin, as
 * in nginx). Allocates nothing.
 */
final class Mix {
    private final int[] weights;
    private final long[] credit;
    private final int others;
    private long total;

    /** The part of agent {@code index}: of what is dealt to all agents in turn. */
    Mix(List<ScenarioPlan> scenarios, int index, int agents) {
        others = agents - 1;
        weights = new int[scenarios.size()];
        credit = new long[weights.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = scenarios.get(i).weight();
            total += weights[i];
        }
        for (int i = 0; i < index; i++) {
            deal();
        }
    }

    /** Index of the next scenario. */
    int next() {
        int mine = deal();
        for (int i = 0; i < others; i++) {
            deal();
        }
        return mine;
    }

    private int deal() {
        int best = 0;
        for (int i = 0; i < weights.length; i++) {
            credit[i] += weights[i];
            best = credit[i] > credit[best] ? i : best;
        }
        credit[best] -= total;
        return best;
    }
}
