// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.auth.AwsSigner;
import io.vastar.spi.AwsCredentials;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/**
 * Signs for AWS what virtual users compose, at the moment at which it is sent: one for the connections of a lane. Allocates
 * as little as {@link AwsSigner}, and while a place for heads grows. Owned by the agent thread.
 */
public final class AwsLines {
    private static final byte[] AUTHORIZATION = "authorization".getBytes(StandardCharsets.US_ASCII);

    private final AwsSigner signer;
    private final Origin home;
    private final EpochClock clock;
    private byte[] head = new byte[512];
    private int headBytes;

    AwsLines(AwsCredentials credentials, HttpUrl url, EpochClock clock) {
        signer = new AwsSigner(credentials);
        home = Origin.of(url);
        this.clock = clock;
    }

    /**
     * @param credentials null when nothing is signed
     * @param url of the load test, whose host the keys are for
     * @return null when nothing is signed
     */
    public static AwsLines of(AwsCredentials credentials, HttpUrl url) {
        return credentials == null ? null : new AwsLines(credentials, url, SystemEpochClock.INSTANCE);
    }

    /**
     * Signs a request as HTTP/1.1 writes it, unless it goes to another origin than the load test's, or is authorized already.
     *
     * @return how many bytes it has at most with the lines of the signature; 0 when it goes as it is
     */
    public int sign(HttpInteraction interaction, ByteBuffer request) {
        if (!home.equals(interaction.origin())) {
            return 0;
        }
        int from = request.position();
        int end = HeadEnd.of(request);
        headBytes = end - 2 - from;
        if (head.length < headBytes) {
            head = new byte[2 * headBytes];
        }
        request.get(from, head, 0, headBytes);
        if (isAuthorized()) {
            return 0;
        }
        request.position(end);
        signer.sign(head, headBytes, request, clock.time());
        request.position(from);
        return request.remaining() + signer.mostBytes(headBytes);
    }

    private boolean isAuthorized() {
        for (int line = next(0); line < headBytes; line = next(line)) {
            if (isNamedAuthorization(line)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamedAuthorization(int line) {
        if (line + AUTHORIZATION.length >= headBytes || head[line + AUTHORIZATION.length] != ':') {
            return false;
        }
        for (int i = 0; i < AUTHORIZATION.length; i++) {
            if ((head[line + i] | 0x20) != AUTHORIZATION[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the line after this one begins. */
    private int next(int line) {
        int at = line;
        while (head[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    /** Writes the request that was signed, with the lines of the signature in place of others of these names. */
    public void put(ByteBuffer request, ByteBuffer to) {
        int from = next(0);
        to.put(head, 0, from);
        for (int line = from, after; line < headBytes; line = after) {
            after = next(line);
            int colon = line;
            while (head[colon] != ':') {
                colon++;
            }
            if (!signer.brings(head, line, colon)) {
                to.put(head, line, after - line);
            }
        }
        signer.putLines(to);
        request.position(request.position() + headBytes);
        to.put(request);
    }
}
