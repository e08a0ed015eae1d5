// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Pins an I/O thread and measures its CPU time and allocation. Called by that thread; read when it has finished. */
final class ThreadMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int cpu;
    private long threadId;
    private long cpuNs;
    private long allocatedBytes;

    /** @param cpu to pin the thread to; -1 leaves it to the scheduler */
    ThreadMeter(int cpu) {
        this.cpu = cpu;
    }

    void onThreadStart() {
        threadId = Thread.currentThread().getId();
        if (cpu >= 0) {
            Affinity.pinThisThread(cpu);
        }
        begin();
        end();
    }

    void begin() {
        cpuNs = THREADS.getThreadCpuTime(threadId);
        allocatedBytes = THREADS.getThreadAllocatedBytes(threadId);
    }

    void end() {
        cpuNs = THREADS.getThreadCpuTime(threadId) - cpuNs;
        allocatedBytes = THREADS.getThreadAllocatedBytes(threadId) - allocatedBytes;
    }

    long cpuNs() {
        return cpuNs;
    }

    long allocatedBytes() {
        return allocatedBytes;
    }
}
