// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.Header;
import io.vastar.spi.RequestSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What every composed request begins as: the load test's own, without a body. Immutable, shared by all threads. */
final class RequestDefaults {
    final HttpUrl url;
    final boolean keepAlive;
    final String contentType;
    final byte[] target;

    /** Names in lower case; at most 64. */
    final String[] names;

    /** The lines of the same index, each with its line end. */
    final byte[][] lines;

    RequestDefaults(RequestSpec spec) {
        url = HttpUrl.parse(spec.url());
        target = url.target().getBytes(StandardCharsets.US_ASCII);
        contentType = spec.contentType();
        RequestSpec bare = new RequestSpec(
                spec.url(),
                "GET",
                headersWithoutBody(spec),
                null,
                spec.accept(),
                spec.basicAuth(),
                new byte[0],
                spec.keepAlive(),
                spec.compression());
        RequestHeaders headers = RequestHeaders.of(bare, url);
        keepAlive = headers.keepAlive();
        List<Header> all = headers.all();
        names = new String[Math.min(all.size(), Long.SIZE)];
        lines = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            Header header = all.get(i);
            names[i] = header.name().toLowerCase(Locale.ROOT);
            lines[i] = (header.name() + (header.value().isEmpty() ? ":" : ": ") + header.value() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static List<Header> headersWithoutBody(RequestSpec spec) {
        List<Header> headers = new ArrayList<>();
        for (Header header : spec.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!name.equals("content-type") && !name.equals("content-length")) {
                headers.add(header);
            }
        }
        return headers;
    }
}
