// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import io.vastar.spi.Feed;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** The orders in which records are dealt out. */
final class Strategies {
    /** A power of two, as many users have a counter of their own. */
    private static final int COUNTERS = 4096;

    /** Odd, so that no two of these users share a counter; users next to each other are far apart in memory. */
    private static final int SPREAD = 1031;

    private Strategies() {}

    /** One after the other, and from the beginning again; the order is that of all users together. */
    static Feed circular(Object[] records) {
        AtomicLong next = new AtomicLong();
        return user -> records[(int) (next.getAndIncrement() % records.length)];
    }

    /** Circular over a random order. */
    static Feed shuffled(Object[] inOrder, long seed) {
        Object[] records = inOrder.clone();
        Random random = new Random(seed);
        for (int i = records.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Object swapped = records[i];
            records[i] = records[other];
            records[other] = swapped;
        }
        return circular(records);
    }

    /**
     * Any record each time. The n-th record of a user follows from the seed, the user and n alone, in whatever order
     * threads come; only users whose numbers differ by a multiple of {@value #COUNTERS} count together.
     */
    static Feed random(Object[] records, long seed) {
        AtomicLongArray counts = new AtomicLongArray(COUNTERS);
        return user -> {
            long count = counts.getAndIncrement(user * SPREAD & COUNTERS - 1);
            long hash = mixed(mixed(seed ^ mixed(user + 1L)) + count);
            return records[(int) Long.remainderUnsigned(hash, records.length)];
        };
    }

    /** SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014). */
    private static long mixed(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Each user has the record of its number for good; users beyond the last record have none. */
    static Feed unique(Object[] records) {
        return new Feed() {
            @Override
            public Object next(int user) {
                return user < records.length ? records[user] : null;
            }

            @Override
            public int mostUsers() {
                return records.length;
            }
        };
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
