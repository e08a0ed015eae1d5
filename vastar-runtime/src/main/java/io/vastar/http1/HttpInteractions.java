// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.Http;
import io.vastar.spi.Checks;
import io.vastar.spi.Dispatcher;
import io.vastar.spi.Interaction;
import io.vastar.spi.RequestSpec;

/** Makes what virtual users compose and read with, whichever version of HTTP carries it. Immutable, any thread. */
public final class HttpInteractions {
    private final RequestDefaults defaults;

    /** Null where no redirect is followed. */
    private final RepeatedRequests repeated;

    /**
     * @param request what every composed request begins as
     * @param absolute whether request targets are whole URLs, as an HTTP proxy wants them (RFC 9112 §3.2.2)
     * @param source of the load test's own requests; null where there is one that never changes
     */
    public HttpInteractions(RequestSpec request, boolean absolute, RequestSource source) {
        defaults = new RequestDefaults(request, absolute);
        repeated = defaults.redirects > 0 ? new RepeatedRequests(request, absolute, source) : null;
    }

    /** Does what is done once in a JVM; slow the first time. */
    public static void prepare() {
        CapturedBody.prepare();
    }

    public Interaction newInteraction(boolean keepsCookies, Checks checks) {
        return new HttpInteraction(defaults, keepsCookies, checks);
    }

    /** For a load test's own requests; null where their bytes go again and again. */
    public Interaction newRepeatedInteraction() {
        return repeated == null ? null : new HttpInteraction(defaults, repeated);
    }

    /** Whether redirects of the load test's own requests are followed. */
    boolean follows() {
        return repeated != null;
    }

    /** Whether a response that points to another place is followed. */
    public static boolean followsRedirects(RequestSpec request) {
        Integer most = request.transport().http().redirects();
        return most != null && most > 0;
    }

    public Http newClient(Interaction interaction, Dispatcher dispatcher) {
        return new BlockingHttp((HttpInteraction) interaction, dispatcher);
    }
}
