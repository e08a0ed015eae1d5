// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.HttpCall;
import io.vastar.api.HttpResponse;
import io.vastar.api.RequestFailedException;

/** One request of {@link BlockingHttp}: usable until it is sent, or the next one begins. */
final class BlockingCall implements HttpCall {
    private final BlockingHttp http;
    private boolean ended;

    BlockingCall(BlockingHttp http) {
        this.http = http;
    }

    /** Its interaction belongs to another call from now on. */
    void end() {
        ended = true;
    }

    @Override
    public HttpResponse send() throws RequestFailedException {
        String row = request().row();
        ended = true;
        http.send(row);
        return http.response();
    }

    private ComposedRequest request() {
        if (ended) {
            throw new IllegalStateException(
                    "this request was sent, or another one has begun since; begin each with get(…), post(…) and so on"
                            + " of Http, and send it before the next");
        }
        return http.request();
    }

    @Override
    public HttpCall get(String path) {
        request().get(path);
        return this;
    }

    @Override
    public HttpCall post(String path) {
        request().post(path);
        return this;
    }

    @Override
    public HttpCall put(String path) {
        request().put(path);
        return this;
    }

    @Override
    public HttpCall patch(String path) {
        request().patch(path);
        return this;
    }

    @Override
    public HttpCall delete(String path) {
        request().delete(path);
        return this;
    }

    @Override
    public HttpCall head(String path) {
        request().head(path);
        return this;
    }

    @Override
    public HttpCall method(String method, String path) {
        request().method(method, path);
        return this;
    }

    @Override
    public HttpCall query(String name, String value) {
        request().query(name, value);
        return this;
    }

    @Override
    public HttpCall query(String name, long value) {
        request().query(name, value);
        return this;
    }

    @Override
    public HttpCall header(String name, String value) {
        request().header(name, value);
        return this;
    }

    @Override
    public HttpCall bearer(String token) {
        request().bearer(token);
        return this;
    }

    @Override
    public HttpCall json(String json) {
        request().json(json);
        return this;
    }

    @Override
    public HttpCall body(String text) {
        request().body(text);
        return this;
    }

    @Override
    public HttpCall body(byte[] bytes) {
        request().body(bytes);
        return this;
    }

    @Override
    public HttpCall form(String name, String value) {
        request().form(name, value);
        return this;
    }

    @Override
    public HttpCall graphQl(String query, Object variables) {
        request().graphQl(query, variables);
        return this;
    }

    @Override
    public HttpCall graphQl(String query, String operationName, Object variables) {
        request().graphQl(query, operationName, variables);
        return this;
    }

    @Override
    public HttpCall named(String row) {
        request().named(row);
        return this;
    }
}
