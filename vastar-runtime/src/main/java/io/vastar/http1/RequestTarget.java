// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.ConfigurationException;
import java.nio.charset.StandardCharsets;

/**
 * Path and query of a composed request, by the rules of {@link HttpUrl}: percent-encodings stay as they are, characters
 * that no URL may have are encoded, spaces and control characters refused. Allocates only while it grows.
 */
final class RequestTarget {
    private final RequestDefaults defaults;
    private final ByteText encoded = new ByteText();
    private String given;

    /** Where the request goes. */
    private Origin origin;

    /** Where user code sent it. */
    private Origin first;

    /** The other origin that was asked for last, for most requests to others go to one. */
    private Origin other;

    RequestTarget(RequestDefaults defaults) {
        this.defaults = defaults;
    }

    /** Goes back to the load test's own. */
    void clear() {
        given = null;
        origin = defaults.home;
        first = origin;
        encoded.clear();
        encoded.add(defaults.target);
    }

    /** @param path with query, or an absolute URL */
    void set(String path) {
        if (path == null) {
            throw new IllegalArgumentException("the path is null; write one such as /items");
        }
        if (!path.isEmpty() && path.charAt(0) == '/') {
            set(path, 0, defaults.home);
        } else if (isOf(defaults.home, path)) {
            set(path, defaults.origin.length(), defaults.home);
        } else if (other != null && isOf(other, path)) {
            set(path, other.toString().length(), other);
        } else {
            setAbsolute(path);
        }
        first = origin;
    }

    private void set(String path, int from, Origin newOrigin) {
        set(path, from);
        origin = newOrigin;
    }

    private void set(String path, int from) {
        int to = path.indexOf('#', from) < 0 ? path.length() : path.indexOf('#', from);
        check(path, from, to);
        given = path;
        encoded.clear();
        if (from == to || path.charAt(from) != '/') {
            encoded.add((byte) '/');
        }
        if (defaults.rawUrl) {
            encoded.addBeyondAscii(path, from, to);
        } else {
            encoded.addTarget(path, from, to);
        }
    }

    private static void check(String path, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            if (c == ' ' || Character.isISOControl(c)) {
                throw new IllegalArgumentException("the path '" + shown(path)
                        + "' has a space or control character at position " + i + "; percent-encode it");
            }
            if (Character.isSurrogate(c) && !Character.isSurrogatePair(c, i + 1 < to ? path.charAt(++i) : c)) {
                throw new IllegalArgumentException("the path '" + shown(path) + "' has half of a surrogate pair;"
                        + " write the character as percent-encoded UTF-8");
            }
        }
    }

    private static boolean isOf(Origin origin, String text) {
        int end = origin.toString().length();
        return text.startsWith(origin.toString()) && (text.length() == end || "/?#".indexOf(text.charAt(end)) >= 0);
    }

    /** Of another origin, or one that writes host and port in another way. */
    private void setAbsolute(String text) {
        if (text.indexOf("://") < 0) {
            throw new IllegalArgumentException("'" + shown(text)
                    + "' is neither a path such as /items nor a URL such as " + defaults.origin + "/items");
        }
        HttpUrl url;
        try {
            url = HttpUrl.parse(text);
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        goTo(url);
        given = text;
    }

    /** Goes to another URL than user code asked for. */
    void goTo(HttpUrl url) {
        set(url.target(), 0);
        given = url.origin() + url.target();
        Origin of = Origin.of(url);
        origin = of.equals(defaults.home) ? defaults.home : of;
        other = origin == defaults.home ? other : origin;
    }

    /** Where it goes; the very object of the defaults when that is the load test's own origin. */
    Origin origin() {
        return origin;
    }

    /** Whether it goes to the load test's own origin. */
    boolean atHome() {
        return origin == defaults.home;
    }

    /** Whether it goes to another origin than the one that user code sent it to. */
    boolean strayed() {
        return origin != first && !origin.equals(first);
    }

    /** As a URL. Allocates. */
    HttpUrl url() {
        String target = new String(encoded.bytes, 0, encoded.length, StandardCharsets.US_ASCII);
        return new HttpUrl(origin.secure(), origin.host(), origin.port(), target, null);
    }

    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    void query(String name, String value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException(
                    name == null ? "a query parameter's name is null" : "query parameter '" + name + "' is null");
        }
        beginParameter(name);
        encoded.addEncoded(value);
    }

    void query(String name, long value) {
        if (value < 0) {
            query(name, Long.toString(value));
        } else if (name == null) {
            throw new IllegalArgumentException("a query parameter's name is null");
        } else {
            beginParameter(name);
            encoded.add(value);
        }
    }

    private void beginParameter(String name) {
        byte last = encoded.bytes[encoded.length - 1];
        if (pathLength() == encoded.length) {
            encoded.add((byte) '?');
        } else if (last != '?' && last != '&') {
            encoded.add((byte) '&');
        }
        encoded.addEncoded(name);
        encoded.add((byte) '=');
    }

    /** As it goes on the request line. */
    ByteText encoded() {
        return encoded;
    }

    /** How many of its bytes stand before the query. */
    int pathLength() {
        int at = 0;
        while (at < encoded.length && encoded.bytes[at] != '?') {
            at++;
        }
        return at;
    }

    /** The path as it was given, for people. Allocates. */
    String path() {
        String path = given == null ? defaults.url.target() : given;
        int authorityTo = path.startsWith("/") ? 0 : endOfAuthority(path);
        int from = atHome() ? authorityTo : 0;
        int to = authorityTo;
        while (to < path.length() && path.charAt(to) != '?' && path.charAt(to) != '#') {
            to++;
        }
        return from == to ? "/" : path.substring(from, to);
    }

    private static int endOfAuthority(String url) {
        int at = url.indexOf("://") + 3;
        while (at < url.length() && "/?#".indexOf(url.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
