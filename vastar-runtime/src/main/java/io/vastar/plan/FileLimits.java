// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How many files (connections are files) this process may have open. The JVM raises its soft limit to the hard one as
 * it starts, so {@code max} is what {@code ulimit -Hn} says.
 *
 * @param max {@link Long#MAX_VALUE} where the system does not tell
 * @param open already open
 */
public record FileLimits(long max, long open) {
    /** Left for selectors, jars that are opened late, output files, and the target where it lives in this process. */
    private static final long RESERVE = 64;

    /** Of the running process. */
    public static FileLimits ofThisProcess() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            return new FileLimits(unix.getMaxFileDescriptorCount(), unix.getOpenFileDescriptorCount());
        }
        return new FileLimits(Long.MAX_VALUE, 0);
    }

    /** How many connections can be open at once. */
    public long connections() {
        return max == Long.MAX_VALUE ? max : Math.max(0, max - open - RESERVE);
    }

    /** Says why so many connections cannot be opened, and what to do. */
    String refusal(int concurrency, String where) {
        return where + " asks for " + concurrency + " connections, but this process may open " + max + " files ("
                + open + " are open, " + RESERVE + " are kept back), enough for " + connections()
                + " connections; raise the limit with 'ulimit -n " + (concurrency + open + RESERVE)
                + "' in this shell (above the hard limit: /etc/security/limits.conf, or LimitNOFILE= of a systemd unit,"
                + " or --ulimit nofile= of a container), or use a lower concurrency";
    }

    /** How many connections carry so many exchanges, when each has at most so many. */
    static int connections(int exchanges, int each) {
        return (exchanges + each - 1) / each;
    }

    /** Whether there can be enough connections for so many exchanges. */
    boolean allow(int exchanges, int each) {
        return connections(exchanges, each) <= connections();
    }

    /** The levels that can be opened. */
    List<Integer> within(List<Integer> levels, int each) {
        return levels.stream().filter(level -> allow(level, each)).toList();
    }
}
