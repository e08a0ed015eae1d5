// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.auth.DigestAuth;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Digest authentication of one connection: puts an Authorization line into each request once a challenge is known, and
 * reads the challenges of 401 responses. Owned by the agent thread.
 */
final class DigestRequests implements ResponseKeeper {
    /** Most times that one exchange is sent again: for the first challenge, and for a nonce that got stale meanwhile. */
    private static final int MOST_AGAIN = 2;

    private static final int UNAUTHORIZED = 401;

    private final DigestAuth auth;
    private final RequestRoom room;
    private final CapturedHead head = new CapturedHead();
    private byte[] line = new byte[256];
    private HttpInteraction interaction;
    private boolean authorized;
    private boolean again;
    private int sentAgain;

    /**
     * @param credentials {@code user:password}
     * @param plainBodies whether bodies go as they are, so that they can be hashed
     */
    DigestRequests(String credentials, boolean plainBodies, RequestBuffers buffers) {
        auth = new DigestAuth(credentials, plainBodies);
        room = new RequestRoom(buffers);
    }

    /**
     * The request as it goes out.
     *
     * @param keeper also gets the response; null when nobody reads it
     */
    ByteBuffer authorize(ByteBuffer request, HttpInteraction keeper) {
        interaction = keeper;
        sentAgain = again ? sentAgain + 1 : 0;
        again = false;
        authorized = auth.isReady();
        if (!authorized) {
            return request;
        }
        int from = request.position();
        int headEnd = headEnd(request);
        int methodLength = indexOfSpace(request, from) - from;
        int uriLength = indexOfSpace(request, from + methodLength + 1) - from - methodLength - 1;
        int lineLength = methodLength + 1 + uriLength;
        if (line.length < lineLength) {
            line = new byte[2 * lineLength];
        }
        request.get(from, line, 0, lineLength);
        int limit = request.limit();
        ByteBuffer out = room.of(limit - from + auth.mostBytes(uriLength));
        out.put(request.limit(headEnd - 2));
        request.limit(limit).position(headEnd);
        auth.authorize(line, methodLength, uriLength, request, out);
        out.put((byte) '\r').put((byte) '\n').put(request);
        return out.flip();
    }

    private static int indexOfSpace(ByteBuffer bytes, int from) {
        int at = from;
        while (bytes.get(at) != ' ') {
            at++;
        }
        return at;
    }

    /** Where the blank line ends. */
    private static int headEnd(ByteBuffer bytes) {
        int at = bytes.position() + 3;
        while (bytes.get(at) != '\n' || bytes.get(at - 2) != '\n') {
            at++;
        }
        return at + 1;
    }

    /**
     * A response is complete.
     *
     * @return whether the request shall be sent again, authorized
     */
    boolean asksAgain(int status) {
        room.done();
        if (status != UNAUTHORIZED || sentAgain == MOST_AGAIN) {
            return false;
        }
        again = auth.meet(challenges(), authorized);
        if (again && interaction != null) {
            interaction.forgetResponse();
        }
        return again;
    }

    private List<String> challenges() {
        List<String> values = new ArrayList<>();
        for (boolean found = head.first("WWW-Authenticate"); found; found = head.next("WWW-Authenticate")) {
            values.add(head.value());
        }
        return values;
    }

    @Override
    public void beginHead() {
        head.clear();
        if (interaction != null) {
            interaction.beginHead();
        }
    }

    @Override
    public void addHead(DirectBuffer buffer, int offset, int length) {
        head.add(buffer, offset, length);
        if (interaction != null) {
            interaction.addHead(buffer, offset, length);
        }
    }

    @Override
    public void addBody(DirectBuffer buffer, int offset, int length) {
        if (interaction != null) {
            interaction.addBody(buffer, offset, length);
        }
    }
}
