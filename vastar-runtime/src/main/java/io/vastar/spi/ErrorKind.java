// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** Why an exchange or a connection attempt failed. Each kind is its own row in the report. */
public enum ErrorKind {
    CONNECT_REFUSED("connect-refused", "nothing accepts connections at the target's address"),
    CONNECT_TIMEOUT("connect-timeout", "the connection was not open within the connect timeout"),
    CONNECT_FAILED("connect-failed", "the connection could not be opened"),
    NAME_UNKNOWN("name-unknown", "the target's name could not be looked up"),
    PROXY("proxy", "the proxy did not open the way to the target"),
    TLS("tls", "TLS failed: no secure connection to the target"),
    NO_FILE_DESCRIPTORS("no-file-descriptors", "this process may open no more files (ulimit -n)"),
    NO_LOCAL_PORTS("no-local-ports", "this machine has no free local port towards the target"),
    WRITE_FAILED("write-failed", "the request could not be written"),
    RESET("reset", "the target reset the connection"),
    CLOSED_EARLY("closed-early", "the target closed the connection before the response was complete"),
    PROTOCOL("protocol", "the target sent bytes that the protocol does not allow"),
    STREAM_RESET("stream-reset", "the target ended the exchange's stream"),
    REDIRECTS("redirects", "the redirects did not lead to a response"),
    GRAPHQL("graphql", "the GraphQL response reports errors"),
    REFUSED("refused", "the target refused the session"),
    CODING("content-coding", "the compressed body could not be looked into"),
    GOING_AWAY("going-away", "the target announced the end of the connection before it answered"),
    FIRST_BYTE_TIMEOUT("first-byte-timeout", "no byte of the response came within the first-byte timeout"),
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
