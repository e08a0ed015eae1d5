// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.auth.DigestAuth;
import io.vastar.spi.Exchange;
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
    private final DigestLine line;
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
        line = new DigestLine(auth);
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
        ByteBuffer out = room.of(line.measure(request));
        line.put(request, out);
        return out.flip();
    }

    /**
     * A response is complete.
     *
     * @return whether the request shall be sent again, authorized
     */
    boolean asksAgain(Exchange exchange, int status) {
        room.done();
        if (status != UNAUTHORIZED || sentAgain == MOST_AGAIN) {
            return false;
        }
        again = auth.meet(challenges(), authorized);
        if (again && interaction != null) {
            interaction.forgetResponse(exchange);
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
