// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** Why an exchange or a connection attempt failed. Each kind is its own row in the report. */
public enum ErrorKind {
    CONNECT_REFUSED("connect-refused", "nothing accepts connections at the target's address"),
    CONNECT_TIMEOUT("connect-timeout", "the connection was not accepted within the connect timeout"),
    CONNECT_FAILED("connect-failed", "the connection could not be opened"),
    NO_FILE_DESCRIPTORS("no-file-descriptors", "this process may open no more files (ulimit -n)"),
    NO_LOCAL_PORTS("no-local-ports", "this machine has no free local port towards the target"),
    WRITE_FAILED("write-failed", "the request could not be written"),
    RESET("reset", "the target reset the connection"),
    CLOSED_EARLY("closed-early", "the target closed the connection before the response was complete"),
    PROTOCOL("protocol", "the target sent bytes that the protocol does not allow"),
    TIMEOUT("timeout", "the exchange was not complete within the timeout"),
    CALL_FAILED("call-failed", "the called method threw an exception");

    private final String label;
    private final String meaning;

    ErrorKind(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** The name used in reports and JSON. */
    public String label() {
        return label;
    }

    /** One clause that tells a user what happened. */
    public String meaning() {
        return meaning;
    }
}
