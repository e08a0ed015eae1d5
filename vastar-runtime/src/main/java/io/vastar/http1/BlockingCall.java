// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.HttpCall;
import io.vastar.api.HttpResponse;
import io.vastar.api.RequestFailedException;

/** One request of a blocking client; over when the user begins its next one. The user's thread. */
final class BlockingCall implements HttpCall {
    private final BlockingHttp http;

    BlockingCall(BlockingHttp http) {
        this.http = http;
    }

    private ComposedRequest request() {
        if (!http.isCurrent(this)) {
            throw new IllegalStateException(
                    "this request is over: a user has one request at a time, and began another");
        }
        return http.interaction().composed();
    }

    @Override
    public HttpResponse send() throws RequestFailedException {
        http.send(request().row());
        return http.interaction().response();
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
    public HttpCall named(String row) {
        request().named(row);
        return this;
    }
}
