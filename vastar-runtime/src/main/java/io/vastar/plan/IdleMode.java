// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

/** What an I/O thread does when there is nothing to do. */
public enum IdleMode {
    /** Polls without pause: lowest latency, a core of its own. */
    SPIN,
    /** Polls, offering the core to others in between. */
    YIELD,
    /** Polls with growing pauses. */
    BACKOFF,
    /** Sleeps in the kernel until there is something to read. */
    BLOCK,
    /** Polls without pause as long as nobody else wants the core, else sleeps in the kernel; finds out for each thread. */
    AUTO
}
