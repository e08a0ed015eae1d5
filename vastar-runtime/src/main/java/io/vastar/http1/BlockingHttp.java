// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.Http;
import io.vastar.api.HttpCall;
import io.vastar.api.HttpResponse;
import io.vastar.api.RequestFailedException;
import io.vastar.spi.Dispatcher;
import java.util.concurrent.CancellationException;

/**
 * The blocking client of one virtual user. All its requests go through the user's one {@link HttpInteraction}, so a new
 * one ends what could be done with the last. Used by the user's thread.
 */
final class BlockingHttp implements Http {
    private final HttpInteraction interaction;
    private final Dispatcher dispatcher;
    private BlockingCall current;
    private boolean over;

    BlockingHttp(HttpInteraction interaction, Dispatcher dispatcher) {
        this.interaction = interaction;
        this.dispatcher = dispatcher;
    }

    @Override
    public HttpCall get(String path) {
        return begin().get(path);
    }

    @Override
    public HttpCall post(String path) {
        return begin().post(path);
    }

    @Override
    public HttpCall put(String path) {
        return begin().put(path);
    }

    @Override
    public HttpCall patch(String path) {
        return begin().patch(path);
    }

    @Override
    public HttpCall delete(String path) {
        return begin().delete(path);
    }

    @Override
    public HttpCall head(String path) {
        return begin().head(path);
    }

    @Override
    public HttpCall method(String method, String path) {
        return begin().method(method, path);
    }

    /** What was left in flight when the run ended may still be written to: nothing touches the interaction then. */
    void send(String row) throws RequestFailedException {
        try {
            dispatcher.send(row, interaction);
        } catch (CancellationException e) {
            over = true;
            throw e;
        }
    }

    ComposedRequest request() {
        return interaction.request();
    }

    HttpResponse response() {
        return interaction.response();
    }

    private HttpCall begin() {
        if (over) {
            throw new CancellationException("the run is over");
        }
        if (current != null) {
            current.end();
        }
        interaction.begin(true);
        current = new BlockingCall(this);
        return current;
    }
}
