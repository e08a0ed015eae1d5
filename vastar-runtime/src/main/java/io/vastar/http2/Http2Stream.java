// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.http1.BodyLook;
import io.vastar.http1.HttpInteraction;
import io.vastar.http1.SseCounter;
import io.vastar.spi.BodyWatch;
import io.vastar.spi.Exchange;
import java.nio.ByteBuffer;

/** One exchange of a {@link Http2Lane}, from its acceptance to its end: a pooled place for what its stream needs. */
final class Http2Stream {
    /** In the lane's array; an exchange keeps it as {@link Exchange#laneIndex}. */
    final int index;

    final SseCounter events = new SseCounter();
    final BodyLook look = new BodyLook();

    /** The template's body with a position of its own. */
    final ByteBuffer templateBody;

    Exchange exchange;
    HttpInteraction interaction;
    BodyWatch watch;

    /** That carries it or is going to; null while it waits for any. */
    Http2Session session;

    /** 0 until it has been sent. */
    int id;

    boolean toHead;
    boolean idempotent;
    boolean retried;

    /** How often in a row the target refused it. */
    int refusals;

    /** It is not sent earlier. */
    long notBeforeNs;

    /** Where its head ends in the bytes of its connection. */
    long headEndsAt;

    /** Whether its last frame waits in the buffer of the connection. */
    boolean unsent;

    /** Of the challenge that the request answers; 0 when it answers none. */
    int challenge;

    /** How often the exchange was sent again to answer a challenge. */
    int timesAgain;

    /** Whether the response is a challenge that is going to be answered. */
    boolean again;

    int requestBytes;

    /** What is left of the request's body; null when there is nothing. */
    ByteBuffer body;

    /** A buffer of the lane's that the body lies in; null when it is the template's. */
    ByteBuffer borrowed;

    /** How many bytes of the body the peer takes (RFC 9113 §6.9). */
    long sendWindow;

    /** Bytes of DATA that have come since the last WINDOW_UPDATE. */
    long received;

    boolean begun;
    boolean headDone;
    boolean eventStream;

    /** Whether somebody looks into the body. */
    boolean looks;

    int status;
    long contentLength;

    /** Of the responses before it that the same exchange has had. */
    long earlierBodyBytes;

    Http2Stream(int index, ByteBuffer templateBody) {
        this.index = index;
        this.templateBody = templateBody;
    }

    void carry(Exchange accepted) {
        exchange = accepted;
        watch = accepted.watch();
        interaction = (HttpInteraction) accepted.interaction();
        accepted.laneIndex = index;
        retried = false;
        refusals = 0;
        session = null;
        timesAgain = 0;
        id = 0;
        body = null;
        begun = false;
        unsent = false;
    }

    /** Before it is sent, for the first or the second time. */
    void begin(int newId, long peerWindow) {
        id = newId;
        sendWindow = peerWindow;
        received = 0;
        requestBytes = 0;
        challenge = 0;
        again = false;
        unsent = false;
        begun = false;
        headDone = false;
        eventStream = false;
        status = 0;
        contentLength = ResponseHead.NO_LENGTH;
        earlierBodyBytes = exchange.bodyBytes();
        looks = false;
    }

    /** How many bytes of its body have come. */
    long bodyBytes() {
        return exchange.bodyBytes() - earlierBodyBytes;
    }

    /** Whether the body is not as long as the head says. */
    boolean hasWrongLength() {
        return contentLength >= 0 && !toHead && status != 304 && contentLength != bodyBytes();
    }
}
