// SPDX-License-Identifier: Apache-2.0
package io.vastar.api;

/**
 * Thrown by a static {@code @Setup} method when its load test cannot run here and that is no failure, such as where a
 * server is not installed. The reason is told, the {@code @TearDown} methods run, and the exit code does not suffer.
 */
public final class LoadTestSkippedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param reason what is missing and what to do about it, in one line; not null */
    public LoadTestSkippedException(String reason) {
        super(reason);
    }
}
