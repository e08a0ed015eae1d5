// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** The target could not be reached at all: unknown host, or no connection opened. Exit code 4. */
public final class TargetUnreachableException extends RuntimeException {
    public TargetUnreachableException(String message) {
        super(message);
    }
}
