// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** The user asked for something that cannot be done. The message says what, where, and what to do; exit code 2. */
public final class ConfigurationException extends RuntimeException {
    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
