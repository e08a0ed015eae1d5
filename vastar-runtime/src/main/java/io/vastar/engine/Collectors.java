// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * The garbage collectors of this JVM, as far as they stop its threads: concurrent ones count the cycles in which they work
 * beside the application as well, under names of their own, and those hold up nobody.
 */
final class Collectors {
    private static final List<GarbageCollectorMXBean> PAUSING = pausing();

    private Collectors() {}

    private static List<GarbageCollectorMXBean> pausing() {
        List<GarbageCollectorMXBean> pausing = new ArrayList<>();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (!collector.getName().endsWith("Cycles")) {
                pausing.add(collector);
            }
        }
        return pausing;
    }

    static long count() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : PAUSING) {
            sum += Math.max(0, collector.getCollectionCount());
        }
        return sum;
    }

    /** All pauses since the JVM started. */
    static long pausedMs() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : PAUSING) {
            sum += Math.max(0, collector.getCollectionTime());
        }
        return sum;
    }
}
