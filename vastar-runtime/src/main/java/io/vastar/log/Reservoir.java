// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps a fixed number of records of a run of any length, each with the same chance (algorithm R, Vitter 1985), in memory
 * that is taken once.
 */
final class Reservoir {
    private final UnsafeBuffer records;
    private final int[] threads;
    private final String[] steps;
    private final SplittableRandom random;
    private long seen;

    Reservoir(int most, long seed) {
        records = new UnsafeBuffer(ByteBuffer.allocateDirect(most * RequestRecord.LENGTH));
        threads = new int[most];
        steps = new String[most];
        random = new SplittableRandom(seed);
    }

    void add(RequestRecord record, int thread, String step) {
        long at = seen++;
        if (at >= threads.length) {
            at = random.nextLong(seen);
        }
        if (at < threads.length) {
            record.copyTo(records, (int) at * RequestRecord.LENGTH);
            threads[(int) at] = thread;
            steps[(int) at] = step;
        }
    }

    /** Hands the records over in the order of their start, and begins anew. */
    void drainTo(Taker taker) {
        int count = (int) Math.min(seen, threads.length);
        RequestRecord record = new RequestRecord();
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        long[] startedNs = new long[count];
        for (int i = 0; i < count; i++) {
            startedNs[i] = record.wrap(records, i * RequestRecord.LENGTH).startedNs();
        }
        Arrays.sort(order, (a, b) -> Long.compare(startedNs[a], startedNs[b]));
        for (int i : order) {
            taker.take(record.wrap(records, i * RequestRecord.LENGTH), threads[i], steps[i]);
        }
        seen = 0;
    }

    /** Takes a record. */
    interface Taker {
        void take(RequestRecord record, int thread, String step);
    }
}
