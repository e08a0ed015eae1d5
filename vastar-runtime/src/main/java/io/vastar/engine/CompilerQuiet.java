// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits until the JIT compiler has emptied its queue. The JVM tells nobody how long that queue is, but while nothing else
 * runs, what CPU time this process uses is the compiler's.
 */
final class CompilerQuiet {
    private static final long STEP_NS = 8_000_000;
    private static final double QUIET_SHARE = 0.1;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    private CompilerQuiet() {}

    /** How long the compiler's threads have worked since the JVM started; 0 where it does not tell. */
    static long compiledNs() {
        return COMPILER == null || !COMPILER.isCompilationTimeMonitoringSupported()
                ? 0
                : COMPILER.getTotalCompilationTime() * 1_000_000;
    }

    /** Blocks until the process hardly uses a CPU, or until that time, or until the user has interrupted it. */
    static void await(long untilNs, BooleanSupplier stopped) {
        long lastNs = System.nanoTime();
        long lastCpuNs = SYSTEM.getProcessCpuTime();
        double share = 1;
        while (share > QUIET_SHARE && untilNs - lastNs > 0 && !stopped.getAsBoolean()) {
            LockSupport.parkNanos(STEP_NS);
            long nowNs = System.nanoTime();
            long cpuNs = SYSTEM.getProcessCpuTime();
            share = (double) (cpuNs - lastCpuNs) / (nowNs - lastNs);
            lastNs = nowNs;
            lastCpuNs = cpuNs;
        }
    }
}
