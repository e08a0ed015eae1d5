// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/**
 * How to speak HTTP, in the user's terms. Null means that nothing is said.
 *
 * @param version {@code 1.1} or {@code 2}
 * @param streams HTTP/2: exchanges under way at once on each connection
 * @param pipeline HTTP/1.1: requests sent before the first of their responses has come
 * @param redirects how many redirects are followed for one request; 0 follows none
 * @param requestsPerConnection after which a connection is closed, 1 or more; without it, never
 * @param compression true asks for compressed responses
 * @param graphQl true judges responses as those of GraphQL
 * @param rawUrl true sends path and query as they are written, whatever characters they have
 */
public record HttpSpec(
        String version,
        Integer streams,
        Integer pipeline,
        Integer redirects,
        Long requestsPerConnection,
        Boolean compression,
        Boolean graphQl,
        Boolean rawUrl) {
    /** Says nothing. */
    public static final HttpSpec NONE = new HttpSpec(null, null, null, null, null, null, null, null);

    /** Says nothing of the rest. */
    public HttpSpec(String version, Integer streams, Integer pipeline, Integer redirects, Long requestsPerConnection) {
        this(version, streams, pipeline, redirects, requestsPerConnection, null, null, null);
    }

    /** Whether HTTP/2 is spoken. */
    public boolean isHttp2() {
        return "2".equals(version);
    }

    /** Whether path and query are sent as they are written. */
    public boolean isRawUrl() {
        return Boolean.TRUE.equals(rawUrl);
    }

    /** Exchanges in flight at once on each connection, at most. */
    public int exchangesPerConnection() {
        Integer most = isHttp2() ? streams : pipeline;
        return most == null ? 1 : most;
    }

    /** The same for a target that speaks HTTP/1.1 only: each exchange has a connection. */
    public HttpSpec overHttp1() {
        return new HttpSpec("1.1", null, null, redirects, requestsPerConnection, compression, graphQl, rawUrl);
    }

    /** This where it says something, else the other. */
    public HttpSpec over(HttpSpec other) {
        return new HttpSpec(
                Spec.first(version, other.version),
                Spec.first(streams, other.streams),
                Spec.first(pipeline, other.pipeline),
                Spec.first(redirects, other.redirects),
                Spec.first(requestsPerConnection, other.requestsPerConnection),
                Spec.first(compression, other.compression),
                Spec.first(graphQl, other.graphQl),
                Spec.first(rawUrl, other.rawUrl));
    }

    public HttpSpec withRedirects(Integer newRedirects) {
        return new HttpSpec(
                version, streams, pipeline, newRedirects, requestsPerConnection, compression, graphQl, rawUrl);
    }

    public HttpSpec withCompression(Boolean newCompression) {
        return new HttpSpec(
                version, streams, pipeline, redirects, requestsPerConnection, newCompression, graphQl, rawUrl);
    }

    public HttpSpec withGraphQl(Boolean newGraphQl) {
        return new HttpSpec(
                version, streams, pipeline, redirects, requestsPerConnection, compression, newGraphQl, rawUrl);
    }

    public HttpSpec withRawUrl(Boolean newRawUrl) {
        return new HttpSpec(
                version, streams, pipeline, redirects, requestsPerConnection, compression, graphQl, newRawUrl);
    }

    public HttpSpec withPipeline(int newPipeline) {
        return new HttpSpec(
                version, streams, newPipeline, redirects, requestsPerConnection, compression, graphQl, rawUrl);
    }

    public HttpSpec withRequestsPerConnection(long most) {
        return new HttpSpec(version, streams, pipeline, redirects, most, compression, graphQl, rawUrl);
    }

    public HttpSpec withVersion(String newVersion) {
        return new HttpSpec(
                newVersion, streams, pipeline, redirects, requestsPerConnection, compression, graphQl, rawUrl);
    }

    public HttpSpec withStreams(int newStreams) {
        return new HttpSpec(
                version, newStreams, pipeline, redirects, requestsPerConnection, compression, graphQl, rawUrl);
    }
}
