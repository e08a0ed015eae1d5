// SPDX-License-Identifier: Apache-2.0
package io.vastar.api;

/** A request of a blocking scenario, which {@link #send()} sends. Otherwise as {@link HttpRequest}. */
public interface HttpCall extends HttpRequest {
    /**
     * Sends it and blocks until the response is there.
     *
     * @throws RequestFailedException when there was no whole response; it has been counted
     */
    HttpResponse send() throws RequestFailedException;

    @Override
    HttpCall query(String name, String value);

    @Override
    HttpCall query(String name, long value);

    @Override
    HttpCall header(String name, String value);

    @Override
    HttpCall bearer(String token);

    @Override
    HttpCall json(String json);

    @Override
    HttpCall body(String text);

    @Override
    HttpCall body(byte[] bytes);

    @Override
    HttpCall form(String name, String value);

    @Override
    HttpCall named(String row);

    @Override
    HttpCall get(String path);

    @Override
    HttpCall post(String path);

    @Override
    HttpCall put(String path);

    @Override
    HttpCall patch(String path);

    @Override
    HttpCall delete(String path);

    @Override
    HttpCall head(String path);

    @Override
    HttpCall method(String method, String path);
}
