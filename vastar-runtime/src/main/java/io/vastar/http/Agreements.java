// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import io.vastar.http1.HttpUrl;
import io.vastar.http1.Origin;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Which targets agreed to HTTP/2 over TLS (RFC 7301), each asked once. Any thread. */
final class Agreements {
    private final Map<Target, Boolean> toHttp2 = new ConcurrentHashMap<>();

    /** The way there may lead to another server; how HTTP is used does not. */
    private record Target(Origin origin, TransportSpec transport) {
        static Target of(RequestSpec request) {
            return new Target(
                    Origin.of(HttpUrl.parse(request.url())), request.transport().with(HttpSpec.NONE));
        }
    }

    /**
     * Whether to speak HTTP/2 with the target of a request: without TLS always, for nobody asks then. One that could not be
     * reached may agree later, and will be asked again.
     *
     * @param ask connects and tells the protocol that the target chose, empty for none; null when it could not be reached
     */
    boolean toHttp2(RequestSpec request, Supplier<String> ask) {
        Target target = Target.of(request);
        if (!target.origin().secure()) {
            return true;
        }
        Boolean known = toHttp2.get(target);
        if (known != null) {
            return known;
        }
        String chosen = ask.get();
        if (chosen == null) {
            return true;
        }
        boolean agreed = chosen.equals("h2");
        toHttp2.put(target, agreed);
        return agreed;
    }

    /** Whether the target was asked, and chose something else. */
    boolean refusedHttp2(RequestSpec request) {
        return Boolean.FALSE.equals(toHttp2.get(Target.of(request)));
    }
}
