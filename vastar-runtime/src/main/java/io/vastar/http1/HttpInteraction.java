// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.Checks;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import io.vastar.spi.Interaction;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/** One virtual user's request and response. Small while idle: its parts grow with what the user sends and reads. */
public final class HttpInteraction implements Interaction, ResponseKeeper {
    /** Index of the count of redirects. */
    public static final int REDIRECTS = 1;
    /** Index of the count of those that led from https to http. */
    public static final int REDIRECTS_TO_PLAIN = 2;

    private static final String LOCATION = "Location";

    /** What user code composes; null where the load test's own requests go out. */
    private final ComposedRequest composed;

    /** The load test's own; null where user code composes. */
    private final RepeatedRequest repeated;

    /** The one of both that is there. */
    private final OutgoingRequest request;

    private final CapturedResponse response;
    private final CookieJar cookies;
    private final ByteText cookieLine = new ByteText();
    private final Trail trail;
    private boolean keepsResponse;
    private long earlierBodyBytes;

    HttpInteraction(RequestDefaults defaults, boolean keepsCookies, Checks checks) {
        this(defaults, keepsCookies, checks, SystemEpochClock.INSTANCE);
    }

    HttpInteraction(RequestDefaults defaults, boolean keepsCookies, Checks checks, EpochClock clock) {
        composed = new ComposedRequest(defaults);
        repeated = null;
        request = composed;
        response = new CapturedResponse(defaults.compiled, checks);
        cookies = keepsCookies ? new CookieJar(clock) : null;
        trail = defaults.redirects > 0 ? new Trail(defaults.redirects) : null;
    }

    /** Sends the load test's own requests, and follows where they are pointed. */
    HttpInteraction(RequestDefaults defaults, RepeatedRequests requests) {
        composed = null;
        repeated = new RepeatedRequest(requests);
        request = repeated;
        response = new CapturedResponse(defaults.compiled, (name, passed) -> {});
        cookies = null;
        trail = new Trail(defaults.redirects);
    }

    @Override
    public void newUser() {
        if (cookies != null) {
            cookies.clear();
        }
    }

    @Override
    public void begin(boolean keeps) {
        keepsResponse = keeps;
        if (composed != null) {
            composed.clear();
        }
        response.clear();
        earlierBodyBytes = 0;
        if (trail != null) {
            trail.clear();
        }
    }

    /** Whether its response is one of GraphQL. */
    public boolean isGraphQl() {
        return request.isGraphQl();
    }

    /** Where the request goes. */
    public Origin origin() {
        return request.origin();
    }

    /**
     * A new exchange is going to carry it.
     *
     * @param variant which of the load test's different requests it is; without meaning where user code composes
     */
    public void startOver(int variant) {
        if (repeated != null) {
            repeated.begin(variant);
            trail.clear();
            earlierBodyBytes = 0;
        }
    }

    /**
     * After a complete response: whether it points to another place. The request goes there then, unless that cannot be: the
     * exchange has failed in that case.
     */
    public boolean follows(Exchange exchange) {
        if (trail == null
                || !Trail.pointsOn(exchange.code())
                || !response.head().first(LOCATION)) {
            return false;
        }
        boolean wasSecure = request.origin().secure();
        if (!trail.step(request.url(), exchange.code(), response.head().value())) {
            exchange.fail(exchange.doneNs(), ErrorKind.REDIRECTS, trail.failure());
            return false;
        }
        request.follow(trail.next(), Trail.becomesGet(exchange.code(), request.method()));
        exchange.addCount(REDIRECTS, 1);
        if (wasSecure && !request.origin().secure()) {
            exchange.addCount(REDIRECTS_TO_PLAIN, 1);
        }
        earlierBodyBytes = exchange.bodyBytes();
        response.followed(trail.hops());
        exchange.follow();
        return true;
    }

    /** Null where user code composes nothing. */
    @Override
    public ComposedRequest request() {
        return composed;
    }

    @Override
    public CapturedResponse response() {
        return response;
    }

    public boolean toHead() {
        return request.toHead();
    }

    /** Whether the connection may carry the next request. */
    boolean keepsAlive() {
        return request.keepsAlive();
    }

    /** Whether sending the request twice does what sending it once does (RFC 9110 §9.2.2). */
    public boolean isIdempotent() {
        return request.idempotent();
    }

    /** Makes the request ready to be encoded; most bytes that it takes. */
    public int prepare() {
        cookieLine.clear();
        if (cookies != null && !composed.hasCookie()) {
            cookies.line(composed.target(), cookieLine);
        }
        return request.mostBytes(cookieLine.length);
    }

    public void encode(ByteBuffer to) {
        request.encode(to, cookieLine);
    }

    /** What has come of a response was a challenge; the one that user code reads is still to come. */
    public void forgetResponse(Exchange exchange) {
        earlierBodyBytes = exchange.bodyBytes();
        response.clear();
    }

    @Override
    public void beginHead() {
        response.head().clear();
    }

    @Override
    public void addHead(DirectBuffer buffer, int offset, int length) {
        if (keepsResponse || cookies != null || trail != null) {
            response.head().add(buffer, offset, length);
        }
    }

    @Override
    public void addBody(DirectBuffer buffer, int offset, int length) {
        if (keepsResponse) {
            response.body().add(buffer, offset, length);
        }
    }

    /** The response is complete; the exchange is going to be another one's. */
    public void completed(Exchange exchange, int status, long nowNs) {
        response.completed(status, exchange.bodyBytes() - earlierBodyBytes, nowNs - exchange.startedNs());
        if (cookies != null) {
            cookies.store(composed.target(), response.head());
        }
    }
}
