// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The cookies of one virtual user, by the rules of the JDK's own {@link CookieManager}. Allocates. */
final class CookieJar {
    private final String base;
    private CookieManager cookies;

    CookieJar(HttpUrl url) {
        base = "http://" + url.hostHeader();
        clear();
    }

    void clear() {
        cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    }

    void store(String path, List<String> setCookies) {
        if (!setCookies.isEmpty()) {
            try {
                cookies.put(uri(path), Map.of("Set-Cookie", setCookies));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The whole header line; null when there is nothing to send. */
    byte[] line(String path) {
        try {
            List<String> values = cookies.get(uri(path), Map.of()).get("Cookie");
            return values == null || values.isEmpty()
                    ? null
                    : ("Cookie: " + String.join("; ", values) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI uri(String path) {
        int query = path.indexOf('?');
        return URI.create(base + (query < 0 ? path : path.substring(0, query)));
    }
}
