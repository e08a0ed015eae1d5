// SPDX-License-Identifier: Apache-2.0
package io.vastar.api;

/** A blocking request got no whole response: a transport error, a timeout. It has been counted under its kind. */
public final class RequestFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String kind;

    /** @param kind label of the error kind, such as {@code timeout} */
    public RequestFailedException(String kind, String detail) {
        super(kind + ": " + detail);
        this.kind = kind;
    }

    /** Label of the error kind, as in the report. */
    public String kind() {
        return kind;
    }
}
