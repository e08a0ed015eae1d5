// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.auth.AwsSigner;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import java.nio.ByteBuffer;
import java.time.Instant;

/** All requests of a load test, encoded once, one behind the other. Immutable, shared by all threads. */
final class RequestSet {
    private static final int TO_HEAD = 1;
    private static final int IDEMPOTENT = 2;
    private static final int KEEPS_ALIVE = 4;
    private static final long MOST_BYTES = 1 << 30;

    private final ByteBuffer bytes;
    private final int[] ends;
    private final byte[] flags;

    private RequestSet(ByteBuffer bytes, int[] ends, byte[] flags) {
        this.bytes = bytes;
        this.ends = ends;
        this.flags = flags;
    }

    /**
     * Encodes the requests, signed for AWS where that is asked for.
     *
     * @param absolute whether targets are whole URLs at the load test's own origin
     * @throws ConfigurationException when one cannot be sent, or all together are too large
     */
    static RequestSet of(RequestSpec spec, boolean absolute, Instant now) {
        AwsCredentials aws = spec.content().aws();
        AwsSigner signer = aws == null ? null : new AwsSigner(aws);
        int count = spec.variants();
        Origins origins = Origins.of(spec);
        EncodedRequest[] all = new EncodedRequest[count];
        int[] ends = new int[count];
        byte[] flags = new byte[count];
        long total = 0;
        for (int i = 0; i < count; i++) {
            RequestSpec variant = spec.variant(i);
            boolean whole = absolute && origins.of(i) == origins.own();
            all[i] = EncodedRequest.of(variant, whole, signer, now);
            total += all[i].length();
            if (total > MOST_BYTES) {
                throw tooLarge(count, "more than " + (MOST_BYTES >> 20) + " MB, which is the most", null);
            }
            ends[i] = (int) total;
            flags[i] = flags(variant.method(), all[i].keepAlive());
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.allocateDirect((int) total);
        } catch (OutOfMemoryError e) {
            throw tooLarge(count, (total >> 20) + " MB and do not fit into direct memory", e);
        }
        for (int i = 0; i < count; i++) {
            all[i].putInto(bytes);
        }
        return new RequestSet(bytes, ends, flags);
    }

    private static ConfigurationException tooLarge(int count, String what, Throwable cause) {
        return new ConfigurationException(
                "the " + count + " different requests have " + what
                        + "; use fewer or smaller ones, or allow more with -XX:MaxDirectMemorySize",
                cause);
    }

    private static byte flags(String method, boolean keepAlive) {
        return (byte) ((method.equals("HEAD") ? TO_HEAD : 0)
                | (RequestTemplate.IDEMPOTENT.contains(method) ? IDEMPOTENT : 0)
                | (keepAlive ? KEEPS_ALIVE : 0));
    }

    int size() {
        return ends.length;
    }

    /** Bytes of a request on average. */
    long meanBytes() {
        return bytes.capacity() / ends.length;
    }

    /** A view of all bytes, for {@link #select}; the bytes are shared and must not be written. */
    ByteBuffer view() {
        return bytes.duplicate();
    }

    /** Sets position and limit of a view to one request. */
    void select(ByteBuffer view, int index) {
        view.limit(ends[index]).position(index == 0 ? 0 : ends[index - 1]);
    }

    boolean toHead(int index) {
        return (flags[index] & TO_HEAD) != 0;
    }

    /** Whether sending it twice does what sending it once does (RFC 9110 §9.2.2). */
    boolean idempotent(int index) {
        return (flags[index] & IDEMPOTENT) != 0;
    }

    boolean keepsAlive(int index) {
        return (flags[index] & KEEPS_ALIVE) != 0;
    }
}
