// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import io.vastar.spi.Feed;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** The orders in which records are dealt out. */
final class Strategies {
    private Strategies() {}

    /** One after the other, and from the beginning again; the order is that of all users together. */
    static Feed circular(Object[] records) {
        AtomicLong next = new AtomicLong();
        return user -> records[(int) (next.getAndIncrement() % records.length)];
    }

    /** Circular over a random order. */
    static Feed shuffled(Object[] records, long seed) {
        Random random = new Random(seed);
        for (int i = records.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Object swapped = records[i];
            records[i] = records[other];
            records[other] = swapped;
        }
        return circular(records);
    }

    /** Any record each time: a hash of a counter (SplitMix64, Steele, Lea, Flood, OOPSLA 2014). */
    static Feed random(Object[] records, long seed) {
        AtomicLong next = new AtomicLong(seed);
        return user -> records[(int) Long.remainderUnsigned(mixed(next.getAndIncrement()), records.length)];
    }

    private static long mixed(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Each user has the record of its number for good; users beyond the last record have none. */
    static Feed unique(Object[] records) {
        return user -> user < records.length ? records[user] : null;
    }

    /** Once through; then there is none. */
    static Feed sequential(Object[] records) {
        AtomicLong next = new AtomicLong();
        return user -> {
            long index = next.getAndIncrement();
            return index < records.length ? records[(int) index] : null;
        };
    }
}
