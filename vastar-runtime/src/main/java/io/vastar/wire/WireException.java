// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import io.vastar.spi.ErrorKind;
import java.io.IOException;

/** A connection, or the attempt to open one, failed for a reason that the layer which saw it can name. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1;

    private final ErrorKind kind;

    /** @param message one clause for people: what is wrong, and what to do where that is known */
    public WireException(ErrorKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public WireException(ErrorKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public ErrorKind kind() {
        return kind;
    }
}
