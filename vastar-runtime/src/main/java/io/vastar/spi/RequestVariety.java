// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;

/**
 * The different requests of a load test, and which comes when. Plain data.
 *
 * @param summary for reports, such as {@code 12 targets of targets.txt}
 * @param variants at least one
 * @param weights of each; empty when all are the same
 * @param random whether they come by chance; else round robin, the heavier ones spread evenly
 * @param seed of the chance
 */
public record RequestVariety(
        String summary, List<RequestVariant> variants, List<Integer> weights, boolean random, long seed) {
    public RequestVariety {
        variants = List.copyOf(variants);
        weights = List.copyOf(weights);
    }
}
