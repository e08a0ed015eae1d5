// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.auth.DigestAuth;
import io.vastar.http1.DigestLine;
import io.vastar.http1.RequestBuffers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Digest authentication (RFC 7616) of the streams of a connection, and of the one that takes its place: authorizes each
 * request once a challenge is known, and reads the challenges of 401 responses. Requests that were under way when the
 * challenge came are sent again with its answer. Owned by the agent thread.
 */
final class DigestStreams implements FieldSink {
    /** Most times that one exchange is sent again: for the first challenge, and for a nonce that got stale meanwhile. */
    private static final int MOST_AGAIN = 2;

    private static final int UNAUTHORIZED = 401;
    private static final UnsafeBuffer CHALLENGE =
            new UnsafeBuffer("www-authenticate".getBytes(StandardCharsets.US_ASCII));

    private final DigestAuth auth;
    private final DigestLine line;
    private final List<String> challenges = new ArrayList<>();
    private FieldSink keeper;

    /** Number of the challenge that is answered now. */
    private int current;

    /** @param credentials {@code user:password} */
    DigestStreams(String credentials) {
        auth = new DigestAuth(credentials, true);
        line = new DigestLine(auth);
    }

    /**
     * The request as it goes out.
     *
     * @param request as HTTP/1.1 writes it, in a buffer of the lane's, which is given back when another one takes its place
     */
    ByteBuffer authorize(Http2Stream stream, ByteBuffer request, RequestBuffers buffers) {
        stream.challenge = auth.isReady() ? current : 0;
        if (stream.challenge == 0) {
            return request;
        }
        ByteBuffer authorized = buffers.take(line.measure(request));
        line.put(request, authorized);
        buffers.giveBack(request);
        return authorized.flip();
    }

    /**
     * Reads the fields of the next head.
     *
     * @param next gets them, too; null when nobody wants them
     */
    FieldSink reading(FieldSink next) {
        challenges.clear();
        keeper = next;
        return this;
    }

    @Override
    public void onField(
            DirectBuffer name, int nameOffset, int nameLength, DirectBuffer value, int valueOffset, int valueLength) {
        if (nameLength == CHALLENGE.capacity() && isChallenge(name, nameOffset)) {
            challenges.add(text(value, valueOffset, valueLength));
        }
        if (keeper != null) {
            keeper.onField(name, nameOffset, nameLength, value, valueOffset, valueLength);
        }
    }

    private static boolean isChallenge(DirectBuffer name, int offset) {
        for (int i = 0; i < CHALLENGE.capacity(); i++) {
            if (name.getByte(offset + i) != CHALLENGE.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    private static String text(DirectBuffer value, int offset, int length) {
        byte[] bytes = new byte[length];
        value.getBytes(offset, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * The head of a response has been read.
     *
     * @return whether the request shall be sent again, authorized
     */
    boolean asksAgain(Http2Stream stream, int status) {
        if (status != UNAUTHORIZED || stream.timesAgain == MOST_AGAIN) {
            return false;
        }
        if (auth.isReady() && stream.challenge != current) {
            return true;
        }
        boolean met = auth.meet(challenges, stream.challenge != 0);
        if (met) {
            current++;
        }
        return met;
    }
}
