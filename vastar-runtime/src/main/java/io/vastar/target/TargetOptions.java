// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import io.vastar.spi.ConfigurationException;

/**
 * How a {@link TargetServer} listens. Wrong values are refused at once.
 *
 * @param host a name or address of this machine to listen on; {@code 0.0.0.0} listens on all
 * @param port 1 to 65535, or 0 for a free one
 * @param threads event loops, 1 to {@value #MOST_THREADS}; connections are dealt to them in turn
 * @param echoLimitBytes largest request body that {@code /echo} takes and returns; a larger one is answered with 413
 */
public record TargetOptions(String host, int port, int threads, int echoLimitBytes) {
    /** Loopback: a load target should not be reachable from elsewhere unless someone says so. */
    public static final String DEFAULT_HOST = "127.0.0.1";
    /** Enough for any body in a load test, and small enough to hold for a few hundred connections. */
    public static final int DEFAULT_ECHO_LIMIT_BYTES = 16 << 20;
    /** More event loops than any machine that also runs the load generator can use. */
    public static final int MOST_THREADS = 256;

    public TargetOptions {
        if (host == null || host.isBlank()) {
            throw new ConfigurationException(
                    "the target's host is empty; write an address of this machine, such as 127.0.0.1");
        }
        if (port < 0 || port > 65535) {
            throw new ConfigurationException("the target's port is " + port + "; use 1 to 65535, or 0 for a free port");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new ConfigurationException("the target's threads are " + threads + "; use 1 to " + MOST_THREADS);
        }
        if (echoLimitBytes < 0) {
            throw new ConfigurationException("the target's echo limit is " + echoLimitBytes + " bytes; use 0 or more");
        }
    }

    /** Listens on loopback, on a free port, with one thread. */
    public static TargetOptions defaults() {
        return new TargetOptions(DEFAULT_HOST, 0, 1, DEFAULT_ECHO_LIMIT_BYTES);
    }

    /** Listens there with as many threads and otherwise the defaults. */
    public static TargetOptions of(String host, int port, int threads) {
        return new TargetOptions(host, port, threads, DEFAULT_ECHO_LIMIT_BYTES);
    }
}
