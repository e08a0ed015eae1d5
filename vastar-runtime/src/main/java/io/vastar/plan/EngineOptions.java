// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import java.util.List;

/**
 * How the engine runs on this machine.
 *
 * @param threads I/O threads; 0 lets the engine decide from the cores and the concurrency
 * @param pinnedCpus CPU numbers for the I/O threads in turn; empty pins none
 * @param idle what an I/O thread does when there is nothing to do
 * @param selfWarmUp whether the engine warms its own code before the clock starts
 */
public record EngineOptions(int threads, List<Integer> pinnedCpus, IdleMode idle, boolean selfWarmUp) {
    public EngineOptions {
        pinnedCpus = List.copyOf(pinnedCpus);
    }

    public static EngineOptions defaults() {
        return new EngineOptions(0, List.of(), IdleMode.AUTO, true);
    }
}
