// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.http1.BodyLook;
import org.agrona.DirectBuffer;

/**
 * What the fields of a response say, checked against RFC 9113 §8. One per connection or stream, owned by the agent thread;
 * keeps no bytes.
 */
final class ResponseHead implements FieldSink {
    static final long NO_LENGTH = -1;

    private static final String EVENT_STREAM = "text/event-stream";
    private static final int MAX_DIGITS = 18;

    private boolean trailers;
    private FieldSink keeper;
    private boolean regularSeen;
    private HeadFault fault;

    private int status;
    private long contentLength;
    private boolean eventStream;
    private int coding;

    /**
     * Forgets the last head.
     *
     * @param isTrailers whether the fields come after the body
     * @param keeper gets all fields but :status; null when nobody wants them
     */
    void begin(boolean isTrailers, FieldSink keeper) {
        trailers = isTrailers;
        this.keeper = keeper;
        regularSeen = false;
        fault = null;
        status = 0;
        contentLength = NO_LENGTH;
        eventStream = false;
        coding = 0;
    }

    /** 100 to 999; 0 in trailers. Below 200 another head follows. */
    int status() {
        return status;
    }

    /** As the field says, else {@link #NO_LENGTH}. The DATA frames of the stream have to come to it (RFC 9113 §8.1.1). */
    long contentLength() {
        return contentLength;
    }

    /** Whether the body is a stream of server-sent events. */
    boolean eventStream() {
        return eventStream && coding == 0;
    }

    /** How the body is compressed, as {@link BodyLook#coding} says it. */
    int coding() {
        return coding;
    }

    /** Why the response is malformed; null when it is not. */
    HeadFault fault() {
        return fault;
    }

    @Override
    public void onField(
            DirectBuffer name, int nameOffset, int nameLength, DirectBuffer value, int valueOffset, int valueLength) {
        if (fault != null) {
            return;
        }
        int known = FieldNames.named(name, nameOffset, nameLength);
        if (nameLength > 0 && name.getByte(nameOffset) == ':') {
            onPseudo(known, value, valueOffset, valueLength);
            return;
        }
        regularSeen = true;
        if (known == FieldNames.INVALID) {
            fault = HeadFault.NAME_INVALID;
        } else if (!FieldNames.validValue(value, valueOffset, valueLength)) {
            fault = HeadFault.VALUE_INVALID;
        } else if (known == FieldNames.CONNECTION_SPECIFIC) {
            fault = HeadFault.CONNECTION_FIELD;
        } else if (known == FieldNames.CONTENT_LENGTH && !trailers) {
            onContentLength(value, valueOffset, valueLength);
        } else if (known == FieldNames.CONTENT_TYPE && !trailers) {
            eventStream = isEventStream(value, valueOffset, valueLength);
        } else if (known == FieldNames.CONTENT_ENCODING && !trailers) {
            coding = BodyLook.coding(coding, value, valueOffset, valueLength);
        }
        if (keeper != null && fault == null) {
            keeper.onField(name, nameOffset, nameLength, value, valueOffset, valueLength);
        }
    }

    private void onPseudo(int known, DirectBuffer value, int offset, int length) {
        if (trailers) {
            fault = HeadFault.PSEUDO_IN_TRAILERS;
        } else if (known != FieldNames.STATUS) {
            fault = HeadFault.PSEUDO_UNKNOWN;
        } else if (regularSeen) {
            fault = HeadFault.PSEUDO_LATE;
        } else if (status != 0) {
            fault = HeadFault.STATUS_TWICE;
        } else {
            long number = length == 3 ? number(value, offset, length) : -1;
            if (number < 100) {
                fault = HeadFault.STATUS_INVALID;
            } else if (number == 101) {
                fault = HeadFault.SWITCHING_PROTOCOLS;
            } else {
                status = (int) number;
            }
        }
    }

    private void onContentLength(DirectBuffer value, int offset, int length) {
        long number = number(value, offset, length);
        if (number < 0 || (contentLength != NO_LENGTH && contentLength != number)) {
            fault = HeadFault.CONTENT_LENGTH;
        } else {
            contentLength = number;
        }
    }

    /** -1 when it is not a number that fits in 63 bits. */
    private static long number(DirectBuffer value, int offset, int length) {
        if (length == 0 || length > MAX_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = offset; i < offset + length; i++) {
            int digit = value.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Whether the media type is that of server-sent events, whatever its case and parameters. */
    private static boolean isEventStream(DirectBuffer value, int offset, int length) {
        int wanted = EVENT_STREAM.length();
        if (length < wanted) {
            return false;
        }
        for (int i = 0; i < wanted; i++) {
            int b = value.getByte(offset + i);
            if (EVENT_STREAM.charAt(i) != (b >= 'A' && b <= 'Z' ? b | 0x20 : b)) {
                return false;
            }
        }
        int after = length == wanted ? ';' : value.getByte(offset + wanted);
        return after == ';' || after == ' ' || after == '\t';
    }

    /** The block ended. */
    void end() {
        if (fault == null && status == 0 && !trailers) {
            fault = HeadFault.STATUS_MISSING;
        }
    }

    /** The block was larger than the limit. */
    void tooLarge() {
        fault = HeadFault.LIST_TOO_LARGE;
    }

    /** Takes over what another head says, for a block that means the same. */
    void copyFrom(ResponseHead other) {
        status = other.status;
        contentLength = other.contentLength;
        eventStream = other.eventStream;
        coding = other.coding;
    }
}
