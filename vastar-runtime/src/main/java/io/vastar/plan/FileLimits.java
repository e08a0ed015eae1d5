// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vastar.spi.RequestSpec;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How many files (connections are files) this process may have open. The JVM raises its soft limit to the hard one as
 * it starts, so {@code max} is what {@code ulimit -Hn} says.
 *
 * @param max {@link Long#MAX_VALUE} where the system does not tell
 * @param open already open
 * @param each how many files a connection takes
 */
public record FileLimits(long max, long open, int each) {
    /** Of a connection behind Conscrypt's TLS: its native code opens a pipe for each engine, which nothing here writes to. */
    private static final int OF_CONSCRYPT = 3;

    /** Left for selectors, jars that are opened late, output files, and the target where it lives in this process. */
    private static final long RESERVE = 64;

    /** For plain connections, or those of the JVM's TLS. */
    public FileLimits(long max, long open) {
        this(max, open, 1);
    }

    /** For the connections of this request. */
    FileLimits of(RequestSpec request) {
        if ("jdk".equalsIgnoreCase(request.transport().tls().provider())) {
            return this;
        }
        for (int i = 0; i < request.variants(); i++) {
            if (request.variant(i).url().regionMatches(true, 0, "https:", 0, "https:".length())) {
                return new FileLimits(max, open, OF_CONSCRYPT);
            }
        }
        return this;
    }

    /** Of the running process. */
    public static FileLimits ofThisProcess() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            return new FileLimits(unix.getMaxFileDescriptorCount(), unix.getOpenFileDescriptorCount());
        }
        return new FileLimits(Long.MAX_VALUE, 0);
    }

    /** How many connections can be open at once. */
    public long connections() {
        return max == Long.MAX_VALUE ? max : Math.max(0, max - open - RESERVE) / each;
    }

    /** Says why so many connections cannot be opened, and what to do. */
    String refusal(int concurrency, String where) {
        return where + " asks for " + concurrency + " connections, but this process may open " + max + " files ("
                + open + " are open, " + RESERVE + " are kept back), enough for " + connections()
                + " connections" + (each == 1 ? "" : " of " + each + " files each, as Conscrypt's TLS takes them")
                + "; raise the limit with 'ulimit -n " + ((long) concurrency * each + open + RESERVE)
                + "' in this shell (above the hard limit: /etc/security/limits.conf, or LimitNOFILE= of a systemd unit,"
                + " or --ulimit nofile= of a container), "
                + (each == 1 ? "" : "write --tls-provider jdk, whose connections take one file, ")
                + "or use a lower concurrency";
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
