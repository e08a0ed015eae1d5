// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Pins an I/O thread and measures its CPU time, its allocation, and how long it waited for its core. Called by that thread;
 * read when it has finished.
 */
final class ThreadMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int cpu;
    private final CoreMeter core = new CoreMeter();
    private long threadId;
    private long cpuNs;
    private long allocatedBytes;
    private long waitedNs;
    private boolean exact;

    /** @param cpu to pin the thread to; -1 leaves it to the scheduler */
    ThreadMeter(int cpu) {
        this.cpu = cpu;
    }

    void onThreadStart() {
        threadId = Thread.currentThread().getId();
        if (cpu >= 0) {
            Affinity.pinThisThread(cpu);
        }
        core.open(System.nanoTime());
        begin();
        end();
    }

    void begin() {
        cpuNs = THREADS.getThreadCpuTime(threadId);
        allocatedBytes = THREADS.getThreadAllocatedBytes(threadId);
        core.read(System.nanoTime(), false);
        waitedNs = core.waitedNs();
    }

    void end() {
        cpuNs = THREADS.getThreadCpuTime(threadId) - cpuNs;
        allocatedBytes = THREADS.getThreadAllocatedBytes(threadId) - allocatedBytes;
        core.read(System.nanoTime(), false);
        waitedNs = core.waitedNs() - waitedNs;
        exact = core.isExact();
    }

    void onThreadEnd() {
        core.close();
    }

    /** Of the thread, for its own use. */
    CoreMeter core() {
        return core;
    }

    /** How long others had the core while the thread was ready to run; -1 where unknown. */
    long waitedNs(boolean neverSlept) {
        return exact || neverSlept ? waitedNs : -1;
    }

    long cpuNs() {
        return cpuNs;
    }

    long allocatedBytes() {
        return allocatedBytes;
    }
}
