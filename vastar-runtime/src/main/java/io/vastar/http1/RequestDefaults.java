// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.Header;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What every composed request begins as: the load test's own, without a body. Shared by all threads. */
final class RequestDefaults {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final byte[] NOTHING = {};

    final Compiled compiled = new Compiled();
    final HttpUrl url;
    /** Of the load test's own URL. */
    final Origin home;
    /** Scheme and authority as in absolute URLs of the load test's host. */
    final String origin;

    /** Stands before each path on the request line: the origin where an HTTP proxy gets the request, else nothing. */
    final byte[] targetPrefix;

    final byte[] target;
    final boolean keepAlive;
    /** Whether all responses are those of GraphQL. */
    final boolean graphQl;

    /** How many are followed. */
    final int redirects;

    final boolean hasCookie;

    /** Whether HTTP/2 is spoken, which has rules of its own for headers. */
    final boolean http2;

    /** Whether paths of user code are sent as they are written. */
    final boolean rawUrl;

    /** For bodies of no type of their own; null when the load test names none. */
    final byte[] contentTypeLine;

    /** Names of the header lines in the order in which they are sent, in lower case. */
    final String[] names;

    /** The lines of the same index, each with its line end; empty for a place that only users' headers fill. */
    final byte[][] lines;

    /** Which lines are for the load test's own origin alone. */
    final boolean[] ownOnly;

    final int hostPlace;
    final int contentTypePlace;
    final int contentLengthPlace;

    RequestDefaults(RequestSpec spec) {
        this(spec, false);
    }

    /** @param absolute whether targets are whole URLs, as an HTTP proxy wants them (RFC 9112 §3.2.2) */
    RequestDefaults(RequestSpec spec, boolean absolute) {
        url = HttpUrl.of(spec);
        home = Origin.of(url);
        http2 = spec.transport().http().isHttp2();
        rawUrl = spec.transport().http().isRawUrl();
        origin = home.toString();
        targetPrefix = absolute ? origin.getBytes(StandardCharsets.US_ASCII) : NOTHING;
        target = url.target().getBytes(StandardCharsets.US_ASCII);
        Integer most = spec.transport().http().redirects();
        redirects = most == null ? 0 : most;
        contentTypeLine = contentTypeLine(spec);
        RequestHeaders headers = RequestHeaders.of(withoutBody(spec), url);
        keepAlive = headers.keepAlive();
        graphQl = RequestTemplate.isGraphQl(spec);
        List<Header> places = headers.places();
        names = new String[places.size()];
        lines = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            names[i] = places.get(i).name().toLowerCase(Locale.ROOT);
            lines[i] = line(places.get(i));
        }
        List<String> all = List.of(names);
        ownOnly = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            ownOnly[i] = UserHeaders.isPrivate(names[i]);
        }
        hostPlace = all.indexOf("host");
        contentTypePlace = all.indexOf("content-type");
        contentLengthPlace = all.indexOf("content-length");
        hasCookie = all.contains("cookie");
    }

    private static byte[] line(Header header) {
        if (header.value() == null) {
            return NOTHING;
        }
        String separator = header.value().isEmpty() ? ":" : ": ";
        return (header.name() + separator + header.value() + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] contentTypeLine(RequestSpec spec) {
        String type = spec.contentType();
        for (Header header : spec.headers()) {
            if (header.name().equalsIgnoreCase(CONTENT_TYPE)) {
                type = header.value();
            }
        }
        return type == null ? null : line(RequestHeaders.checked(CONTENT_TYPE, type));
    }

    private static RequestSpec withoutBody(RequestSpec spec) {
        List<Header> headers = new ArrayList<>();
        for (Header header : spec.headers()) {
            if (!header.name().equalsIgnoreCase(CONTENT_TYPE) && !header.name().equalsIgnoreCase("Content-Length")) {
                headers.add(header);
            }
        }
        return new RequestSpec(
                spec.url(),
                "GET",
                headers,
                null,
                spec.accept(),
                spec.basicAuth(),
                NOTHING,
                spec.keepAlive(),
                spec.compression(),
                spec.transport(),
                new RequestContent(
                        null, false, spec.content().digestAuth(), spec.content().aws()));
    }
}
