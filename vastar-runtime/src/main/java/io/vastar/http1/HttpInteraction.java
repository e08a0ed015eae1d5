// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.Checks;
import io.vastar.spi.Exchange;
import io.vastar.spi.Interaction;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/** One virtual user's request and response. Small while idle: its parts grow with what the user sends and reads. */
public final class HttpInteraction implements Interaction, ResponseKeeper {
    private final ComposedRequest request;
    private final CapturedResponse response;
    private final CookieJar cookies;
    private final ByteText cookieLine = new ByteText();
    private boolean keepsResponse;

    HttpInteraction(RequestDefaults defaults, boolean keepsCookies, Checks checks) {
        this(defaults, keepsCookies, checks, SystemEpochClock.INSTANCE);
    }

    HttpInteraction(RequestDefaults defaults, boolean keepsCookies, Checks checks, EpochClock clock) {
        request = new ComposedRequest(defaults);
        response = new CapturedResponse(defaults.compiled, checks);
        cookies = keepsCookies ? new CookieJar(defaults.url.host(), clock) : null;
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
        request.clear();
        response.clear();
    }

    @Override
    public ComposedRequest request() {
        return request;
    }

    @Override
    public CapturedResponse response() {
        return response;
    }

    public boolean toHead() {
        return request.toHead();
    }

    /** Whether sending the request twice does what sending it once does (RFC 9110 §9.2.2). */
    public boolean isIdempotent() {
        return request.idempotent();
    }

    /** Makes the request ready to be encoded; most bytes that it takes. */
    public int prepare() {
        cookieLine.clear();
        if (cookies != null && !request.hasCookie()) {
            cookies.line(request.target(), cookieLine);
        }
        return request.mostBytes(cookieLine.length);
    }

    public void encode(ByteBuffer to) {
        request.encode(to, cookieLine);
    }

    /** What has come of a response was a challenge; the one that user code reads is still to come. */
    void forgetResponse() {
        response.clear();
    }

    @Override
    public void beginHead() {
        response.head().clear();
    }

    @Override
    public void addHead(DirectBuffer buffer, int offset, int length) {
        if (keepsResponse || cookies != null) {
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
        response.completed(status, exchange.bodyBytes(), nowNs - exchange.startedNs());
        if (cookies != null) {
            cookies.store(request.target(), response.head());
        }
    }
}
