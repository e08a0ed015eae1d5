// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.auth.AwsSigner;
import io.vastar.spi.Header;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A load test's own requests, and those that follow where responses to them point (RFC 9110 §15.4): at the same origin with
 * all that the first one had, signed anew where it was signed; at another one without what authorizes it. Shared by all
 * threads.
 */
final class RepeatedRequests {
    private static final int MOST_KNOWN = 1024;
    private static final byte[] NOTHING = {};

    final RequestSpec spec;
    final Origins origins;
    private final boolean absolute;
    private final RequestSource source;

    /** Most redirects lead to the same place each time. */
    private final Map<Hop, Followed> known = new ConcurrentHashMap<>();

    /**
     * @param absolute whether targets are whole URLs at the load test's own origin
     * @param source of the requests as they are sent first; null where there is one that never changes
     */
    RepeatedRequests(RequestSpec spec, boolean absolute, RequestSource source) {
        this.spec = spec;
        this.absolute = absolute;
        this.source = source == null ? RequestSource.ofOne(spec, absolute) : source;
        origins = Origins.of(spec);
    }

    private record Hop(int variant, String url, String method, boolean withBody) {}

    /** A view for one user. */
    VariedRequests view() {
        return new VariedRequests(source);
    }

    /** A request that follows, and where it goes. */
    record Followed(EncodedRequest request, Origin origin) {}

    /**
     * The request that follows.
     *
     * @param first what has led there
     * @param url where it goes; without user and password
     * @param signer of one thread; null when nothing is signed
     */
    Followed follow(int variant, RequestSpec first, HttpUrl url, String method, boolean withBody, AwsSigner signer) {
        Hop hop = new Hop(variant, url.origin() + url.target(), method, withBody);
        Followed followed = known.get(hop);
        if (followed != null) {
            return followed;
        }
        Origin to = Origin.of(url);
        boolean stays = to.equals(origins.of(variant));
        boolean whole = absolute && to.equals(origins.own());
        RequestSpec next = following(first, hop.url, method, withBody, stays);
        if (stays && signer != null) {
            return new Followed(EncodedRequest.of(next, whole, signer, Instant.now()), to);
        }
        followed = new Followed(EncodedRequest.of(next, whole, null, null), to);
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(hop, followed);
        return followed;
    }

    private static RequestSpec following(
            RequestSpec first, String url, String method, boolean withBody, boolean stays) {
        List<Header> headers = new ArrayList<>();
        for (Header header : first.headers()) {
            boolean leftBehind = !stays
                            && (UserHeaders.isPrivate(header.name())
                                    || header.name().equalsIgnoreCase("Host"))
                    || !withBody && UserHeaders.isOfContent(header.name());
            if (!leftBehind) {
                headers.add(header);
            }
        }
        String own = first.basicAuth() != null
                ? first.basicAuth()
                : HttpUrl.parse(first.url()).userInfo();
        RequestContent content = first.content();
        return new RequestSpec(
                url,
                method,
                headers,
                withBody ? first.contentType() : null,
                first.accept(),
                stays ? own : null,
                withBody ? first.body() : NOTHING,
                first.keepAlive(),
                first.compression(),
                first.transport(),
                new RequestContent(null, content.chunked(), content.digestAuth(), null));
    }
}
