// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What this process went through between construction and {@link #end}: collections and CPU time. */
final class ProcessMeter {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

    private long gcCount = gcCounts();
    private long gcPauseMs = gcMillis();
    private long cpuNs = SYSTEM.getProcessCpuTime();

    void end() {
        gcCount = gcCounts() - gcCount;
        gcPauseMs = gcMillis() - gcPauseMs;
        cpuNs = cpuNs < 0 ? -1 : SYSTEM.getProcessCpuTime() - cpuNs;
    }

    long gcCount() {
        return gcCount;
    }

    long gcPauseNs() {
        return gcPauseMs * 1_000_000;
    }

    long cpuNs() {
        return cpuNs;
    }

    private static long gcCounts() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : COLLECTORS) {
            sum += Math.max(0, collector.getCollectionCount());
        }
        return sum;
    }

    private static long gcMillis() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : COLLECTORS) {
            sum += Math.max(0, collector.getCollectionTime());
        }
        return sum;
    }
}
