// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

/** A way in which fields, though read, make a response malformed: a stream error PROTOCOL_ERROR (RFC 9113 §8.1.1). */
enum HeadFault {
    STATUS_MISSING("the response has no :status"),
    STATUS_TWICE("the response has more than one :status"),
    STATUS_INVALID("the response's :status is not a number from 100 to 999"),
    SWITCHING_PROTOCOLS("the response has the status 101, which HTTP/2 does not have (RFC 9113 §8.6)"),
    PSEUDO_UNKNOWN("the response has a pseudo-header field other than :status"),
    PSEUDO_LATE("the response has a pseudo-header field after other fields"),
    PSEUDO_IN_TRAILERS("the response's trailers have a pseudo-header field"),
    NAME_INVALID(
            "the response has a field whose name is empty, in capitals, or has characters that names must not have"),
    VALUE_INVALID("the response has a field whose value has a NUL, CR or LF, or a space or tab at either end"),
    CONNECTION_FIELD("the response has a field about the connection (Connection, Keep-Alive, Proxy-Connection,"
            + " Transfer-Encoding or Upgrade), which HTTP/2 forbids (RFC 9113 §8.2.2)"),
    CONTENT_LENGTH("the response's content-length is not one number, or differs from an earlier one"),
    LIST_TOO_LARGE("the response's fields are larger than the limit that was told to the target");

    private final String sentence;

    HeadFault(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
