// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * A request, encoded once: every connection sends these same bytes. Immutable, shared by all threads.
 *
 * <p>It carries as little as HTTP/1.1 allows, so that tools are compared on equal requests: Host and User-Agent, and what
 * the user asked for; {@link RequestHeaders} tells each.
 */
public final class RequestTemplate {
    static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    private final HttpUrl url;
    private final String method;
    private final boolean keepAlive;
    private final boolean graphQl;
    private final ByteBuffer encoded;

    private RequestTemplate(HttpUrl url, String method, boolean keepAlive, boolean graphQl, ByteBuffer encoded) {
        this.url = url;
        this.method = method;
        this.keepAlive = keepAlive;
        this.graphQl = graphQl;
        this.encoded = encoded;
    }

    /**
     * Encodes a request.
     *
     * @throws ConfigurationException when it cannot be sent: what, where, what to do
     */
    public static RequestTemplate of(RequestSpec spec) {
        return of(spec, false);
    }

    /**
     * Encodes a request.
     *
     * @param absolute whether its target is the whole URL, as an HTTP proxy wants it (RFC 9112 §3.2.2)
     * @throws ConfigurationException when it cannot be sent: what, where, what to do
     */
    static RequestTemplate of(RequestSpec spec, boolean absolute) {
        EncodedRequest encoded = EncodedRequest.of(spec, absolute, null, null);
        ByteBuffer bytes = ByteBuffer.allocateDirect(encoded.length());
        encoded.putInto(bytes);
        return new RequestTemplate(encoded.url(), spec.method(), encoded.keepAlive(), isGraphQl(spec), bytes.flip());
    }

    /** A view of the request's bytes with a position of its own; the bytes are shared and must not be written. */
    public ByteBuffer bytes() {
        return encoded.duplicate();
    }

    /** Size of the request on the wire. */
    public int length() {
        return encoded.capacity();
    }

    public HttpUrl url() {
        return url;
    }

    /** Whether the connection may carry the next request. */
    public boolean keepAlive() {
        return keepAlive;
    }

    /** Whether the responses of a load test are those of GraphQL. */
    static boolean isGraphQl(RequestSpec spec) {
        return Boolean.TRUE.equals(spec.transport().http().graphQl());
    }

    /** Whether its responses are those of GraphQL. */
    public boolean graphQl() {
        return graphQl;
    }

    /** Whether this is a HEAD request, whose response has no body. */
    boolean head() {
        return method.equals("HEAD");
    }

    /** Whether sending it twice does what sending it once does (RFC 9110 §9.2.2). */
    public boolean idempotent() {
        return IDEMPOTENT.contains(method);
    }
}
