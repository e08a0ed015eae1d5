// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.auth.DigestAuth;
import java.nio.ByteBuffer;

/** Puts the Authorization line of Digest authentication into requests as HTTP/1.1 writes them. Owned by one thread. */
public final class DigestLine {
    private final DigestAuth auth;
    private byte[] line = new byte[256];
    private int headEnd;
    private int methodLength;
    private int uriLength;

    /** @param auth knows a challenge whenever this is used */
    public DigestLine(DigestAuth auth) {
        this.auth = auth;
    }

    /** Looks at a request; how many bytes it has at most with its line. Allocates only while a place for targets grows. */
    public int measure(ByteBuffer request) {
        int from = request.position();
        headEnd = HeadEnd.of(request);
        methodLength = indexOfSpace(request, from) - from;
        uriLength = indexOfSpace(request, from + methodLength + 1) - from - methodLength - 1;
        int lineLength = methodLength + 1 + uriLength;
        if (line.length < lineLength) {
            line = new byte[2 * lineLength];
        }
        request.get(from, line, 0, lineLength);
        return request.remaining() + auth.mostBytes(uriLength);
    }

    /** Writes the request that was measured, with its line; takes all of its bytes. */
    public void put(ByteBuffer request, ByteBuffer to) {
        int limit = request.limit();
        to.put(request.limit(headEnd - 2));
        request.limit(limit).position(headEnd);
        auth.authorize(line, methodLength, uriLength, request, to);
        to.put((byte) '\r').put((byte) '\n').put(request);
    }

    private static int indexOfSpace(ByteBuffer bytes, int from) {
        int at = from;
        while (bytes.get(at) != ' ') {
            at++;
        }
        return at;
    }
}
