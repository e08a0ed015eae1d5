// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process went through between construction and {@link #end}: collections, compiling and CPU time. */
final class ProcessMeter {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private long gcCount = Collectors.count();
    private long gcPauseMs = Collectors.pausedMs();
    private long compilerNs = CompilerQuiet.compiledNs();
    private long cpuNs = SYSTEM.getProcessCpuTime();

    void end() {
        gcCount = Collectors.count() - gcCount;
        gcPauseMs = Collectors.pausedMs() - gcPauseMs;
        compilerNs = CompilerQuiet.compiledNs() - compilerNs;
        cpuNs = cpuNs < 0 ? -1 : SYSTEM.getProcessCpuTime() - cpuNs;
    }

    long gcCount() {
        return gcCount;
    }

    long gcPauseNs() {
        return gcPauseMs * 1_000_000;
    }

    /** How long the JIT compiler's threads worked; 0 where unknown. */
    long compilerNs() {
        return compilerNs;
    }

    long cpuNs() {
        return cpuNs;
    }
}
