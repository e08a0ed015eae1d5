// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.HttpResponse;
import io.vastar.spi.Checks;
import io.vastar.spi.Exchange;
import io.vastar.spi.Interaction;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** One virtual user's request and response. Small while idle: its parts grow with what the user sends and reads. */
final class HttpInteraction implements Interaction {
    private final ComposedRequest request;
    private final CapturedResponse response;
    private final CookieJar cookies;
    private boolean keepsResponse;

    HttpInteraction(RequestDefaults defaults, boolean keepsCookies, Checks checks) {
        request = new ComposedRequest(defaults);
        response = new CapturedResponse(checks);
        cookies = keepsCookies ? new CookieJar(defaults.url) : null;
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
    public HttpResponse response() {
        return response;
    }

    /** The encoded request, in the given buffer if it is large enough, else in a larger one. */
    ByteBuffer encode(ByteBuffer buffer) {
        byte[] line = cookies == null || !request.wantsCookies() ? null : cookies.line(request.target());
        int most = request.mostBytes(line);
        ByteBuffer to = buffer != null && buffer.capacity() >= most
                ? buffer.clear()
                : ByteBuffer.allocateDirect(Integer.highestOneBit(Math.max(512, most - 1)) << 1);
        request.encode(to, line);
        return to.flip();
    }

    /** The first byte of a head has come; interim heads before the final one are forgotten. */
    void beginHead(Exchange exchange) {
        response.of(exchange);
        response.beginHead();
    }

    /** Whether heads are to be passed to {@link #addHead}. */
    boolean keepsHead() {
        return keepsResponse || cookies != null;
    }

    void addHead(DirectBuffer buffer, int offset, int length) {
        response.addHead(buffer, offset, length);
    }

    void addBody(DirectBuffer buffer, int offset, int length) {
        if (keepsResponse) {
            response.addBody(buffer, offset, length);
        }
    }

    /** The response is complete. */
    void completed() {
        if (cookies != null) {
            cookies.store(request.target(), response.headers("Set-Cookie"));
        }
    }
}
