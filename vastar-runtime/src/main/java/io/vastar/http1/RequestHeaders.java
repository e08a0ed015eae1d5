// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.HeaderLine;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.VastarVersion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The header lines of a request: the defaults, each replaced by the user's last header of the same name in any case,
 * then the user's other headers, repeats included, in their order.
 *
 * <ul>
 *   <li>Host and User-Agent: always.
 *   <li>Accept, Authorization: when given. A {@code basicAuth} beats the user and password in the URL,
 *       and Digest authentication and signatures beat both.
 *   <li>Accept-Encoding: {@code gzip, deflate, br, zstd} when compression is asked for, {@code identity} when it is off.
 *   <li>Connection: {@code close} when keep-alive is off. A {@code Connection: close} of the user turns it off.
 *   <li>Content-Type: only where there is a body; {@code application/json} when it was not given and the body begins with
 *       <code>{</code> or {@code [}, else {@code text/plain; charset=utf-8}, or {@code application/octet-stream} when the
 *       body is no UTF-8.
 *   <li>Transfer-Encoding: {@code chunked} where there is a body that is to be sent in chunks; HTTP/2, whose frames tell
 *       the end of a body, needs nothing in its place.
 *   <li>Content-Length: where there is another body, and with POST, PUT and PATCH (RFC 9110 §8.6).
 * </ul>
 */
final class RequestHeaders {
    private static final String TRANSFER_ENCODING = "Transfer-Encoding";
    private static final Set<String> WITH_LENGTH = Set.of("POST", "PUT", "PATCH");

    private final Map<String, Header> defaults = new LinkedHashMap<>();
    private final List<Header> others = new ArrayList<>();
    private final boolean keepAlive;
    private final boolean chunked;

    private RequestHeaders(RequestSpec spec, HttpUrl url) {
        addDefault("Host", url.hostHeader());
        addDefault("User-Agent", "vastar/" + VastarVersion.text());
        addDefault("Accept", spec.accept());
        addDefault("Accept-Encoding", acceptEncoding(spec));
        addDefault("Authorization", authorization(spec, url));
        addDefault("Connection", spec.keepAlive() ? null : "close");
        addDefault("Content-Type", spec.body().length == 0 ? null : contentType(spec));
        boolean lengthless = spec.content().chunked() && spec.body().length > 0;
        chunked = lengthless && !spec.transport().http().isHttp2();
        addDefault("Content-Length", withLength(spec) && !lengthless ? Integer.toString(spec.body().length) : null);
        if (chunked) {
            addDefault(TRANSFER_ENCODING, "chunked");
        }
        boolean http2 = spec.transport().http().isHttp2();
        spec.headers().forEach(header -> addUsers(header, http2));
        keepAlive = spec.keepAlive() && !closes(defaults.get("connection"));
        checkLength(defaults.get("content-length"), spec.body().length, lengthless);
    }

    static RequestHeaders of(RequestSpec spec, HttpUrl url) {
        return new RequestHeaders(spec, url);
    }

    /** The lines, each with its line end, without the blank line. */
    String text() {
        StringBuilder lines = new StringBuilder();
        for (Header header : places()) {
            if (header.value() != null) {
                append(lines, header);
            }
        }
        return lines.toString();
    }

    /** The headers in their order, those with a fixed place also where they have no value: it is null then. */
    List<Header> places() {
        List<Header> all = new ArrayList<>(defaults.values());
        all.addAll(others);
        return all;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    /** Whether the body is sent in chunks. */
    boolean chunked() {
        return chunked;
    }

    /** Adds what a signature needs, in place of other headers of these names. */
    void sign(List<Header> signature) {
        for (Header header : signature) {
            others.removeIf(other -> other.name().equalsIgnoreCase(header.name()));
            if (defaults.replace(header.name().toLowerCase(Locale.ROOT), header) == null) {
                others.add(header);
            }
        }
    }

    private static void append(StringBuilder lines, Header header) {
        lines.append(header.name())
                .append(header.value().isEmpty() ? ":" : ": ")
                .append(header.value());
        lines.append("\r\n");
    }

    /** A null value keeps the place for the user's header of that name. */
    private void addDefault(String name, String value) {
        defaults.put(name.toLowerCase(Locale.ROOT), value == null ? new Header(name, null) : checked(name, value));
    }

    private void addUsers(Header header, boolean http2) {
        Header checked = checked(header.name(), header.value());
        String key = checked.name().toLowerCase(Locale.ROOT);
        if (key.equals("transfer-encoding")) {
            throw new ConfigurationException("header '" + checked.name() + ": " + checked.value()
                    + "' cannot be sent, as it is sent by itself where it is right; remove the header, and write --chunked"
                    + " for a chunked body");
        }
        if (http2 && !HeaderLine.isForHttp2(checked.name(), checked.value())) {
            throw new ConfigurationException(HeaderLine.onlyTrailers(checked.name(), checked.value()));
        }
        if (defaults.containsKey(key)) {
            defaults.put(key, checked);
        } else {
            others.add(checked);
        }
    }

    private static void checkLength(Header header, int bodyBytes, boolean lengthless) {
        if (header.value() != null && lengthless) {
            throw new ConfigurationException("header '" + header.name() + ": " + header.value()
                    + "' cannot go with --chunked, where nobody knows the length beforehand; leave one out");
        }
        if (header.value() != null && !header.value().equals(Integer.toString(bodyBytes))) {
            throw new ConfigurationException("header '" + header.name() + ": " + header.value() + "' does not match the"
                    + " body of " + bodyBytes + " bytes; remove the header, the right one is sent by itself");
        }
    }

    static Header checked(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                throw new ConfigurationException("the value of header '" + name
                        + "' has a control character or line break at position " + i + "; remove it");
            }
        }
        try {
            HeaderLine line = HeaderLine.parse(name + ":" + value);
            if (!line.name().equals(name)) {
                throw new ConfigurationException(
                        "'" + name + "' is not a header name; use letters, digits and -, as in X-Request-Id: 1");
            }
            return new Header(name, line.value());
        } catch (GrammarException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    private static String acceptEncoding(RequestSpec spec) {
        if (!spec.compression()) {
            return "identity";
        }
        return Boolean.TRUE.equals(spec.transport().http().compression()) ? "gzip, deflate, br, zstd" : null;
    }

    private static boolean withLength(RequestSpec spec) {
        return spec.body().length > 0 || WITH_LENGTH.contains(spec.method());
    }

    private static String authorization(RequestSpec spec, HttpUrl url) {
        String credentials = spec.basicAuth() == null ? url.userInfo() : spec.basicAuth();
        boolean otherwise =
                spec.content().digestAuth() != null || spec.content().aws() != null;
        if (credentials == null || otherwise) {
            return null;
        }
        if (credentials.indexOf(':') < 0) {
            throw new ConfigurationException(
                    "basic authentication for '" + credentials + "' has no password; write user:password");
        }
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String contentType(RequestSpec spec) {
        if (spec.contentType() != null) {
            return spec.contentType();
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(spec.body()))
                    .toString();
        } catch (CharacterCodingException e) {
            return "application/octet-stream";
        }
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[") ? "application/json" : "text/plain; charset=utf-8";
    }

    private static boolean closes(Header connection) {
        if (connection.value() != null) {
            for (String option : connection.value().split(",")) {
                if (option.trim().equalsIgnoreCase("close")) {
                    return true;
                }
            }
        }
        return false;
    }
}
