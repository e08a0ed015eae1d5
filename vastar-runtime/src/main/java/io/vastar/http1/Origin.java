// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Scheme, host and port of a URL (RFC 6454 §4): what connections lead to. Immutable. */
public final class Origin {
    private final boolean secure;
    private final String host;
    private final int port;
    private final String text;
    private final byte[] hostLine;

    private Origin(HttpUrl url) {
        secure = url.secure();
        host = url.host().toLowerCase(Locale.ROOT);
        port = url.port();
        text = url.origin();
        hostLine = ("Host: " + url.hostHeader() + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Of a URL. */
    public static Origin of(HttpUrl url) {
        return new Origin(url);
    }

    /** Whether its scheme is https. */
    public boolean secure() {
        return secure;
    }

    /** In lower case, without brackets. */
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** The header line that names it, with its line end. Not to be written to. */
    byte[] hostLine() {
        return hostLine;
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof Origin that && secure == that.secure && port == that.port && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port + (secure ? 1 << 16 : 0);
    }

    /** As at the beginning of a URL, such as {@code https://example.com}. */
    @Override
    public String toString() {
        return text;
    }
}
