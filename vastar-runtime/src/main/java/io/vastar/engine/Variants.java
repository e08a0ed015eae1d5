// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.spi.RequestVariety;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which of the different requests one agent sends next. In a round each request comes as often as its weight says, evenly
 * spread. Agents begin at different places: where the number of iterations is given, each goes on where the part of the
 * one before it ends, so that together they send every request of a round once. Owned by the agent thread.
 */
final class Variants {
    private static final int INDEX_BITS = 20;
    private static final int FRACTION_BITS = 40;

    private final int length;

    /** A round, as indices of requests; null when it is each once in order. */
    private final int[] round;

    /** Null when they come in turn. */
    private final SplittableRandom random;

    private int at;

    private Variants(int[] round, int length, SplittableRandom random, int at) {
        this.round = round;
        this.length = length;
        this.random = random;
        this.at = at;
    }

    /** Null when there is one request only. */
    static Variants of(AgentShare share) {
        RequestVariety variety = share.plan().request().content().variety();
        if (variety == null || !share.plan().scenarios().isEmpty()) {
            return null;
        }
        int[] round = variety.weights().isEmpty() ? null : round(variety.weights());
        int length = round == null ? variety.variants().size() : round.length;
        SplittableRandom random = variety.random() ? new SplittableRandom(variety.seed() + share.index()) : null;
        long before =
                share.plan().requests() > 0 ? share.requestsBefore() : (long) length * share.index() / share.agents();
        return new Variants(round, length, random, (int) (before % length));
    }

    /**
     * A round by weights. The k-th of w turns of a request lies at (k + 1/2) / w of the way.
     *
     * @param weights at least 1, together and in number fewer than a million or so
     */
    static int[] round(List<Integer> weights) {
        int divisor = 0;
        long sum = 0;
        for (int weight : weights) {
            divisor = gcd(weight, divisor);
            sum += weight;
        }
        long[] turns = new long[(int) (sum / divisor)];
        int count = 0;
        for (int i = 0; i < weights.size(); i++) {
            int weight = weights.get(i) / divisor;
            for (long k = 0; k < weight; k++) {
                long way = ((2 * k + 1) << (FRACTION_BITS - 1)) / weight;
                turns[count++] = way << INDEX_BITS | i;
            }
        }
        Arrays.sort(turns);
        int[] round = new int[turns.length];
        for (int i = 0; i < round.length; i++) {
            round[i] = (int) (turns[i] & ((1 << INDEX_BITS) - 1));
        }
        return round;
    }

    private static int gcd(int one, int other) {
        return other == 0 ? one : gcd(other, one % other);
    }

    int next() {
        int turn;
        if (random != null) {
            turn = random.nextInt(length);
        } else {
            turn = at;
            at = at + 1 == length ? 0 : at + 1;
        }
        return round == null ? turn : round[turn];
    }
}
