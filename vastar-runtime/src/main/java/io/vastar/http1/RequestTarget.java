// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.ConfigurationException;

/**
 * Path and query of a composed request, by the rules of {@link HttpUrl}: percent-encodings stay as they are, characters
 * beyond ASCII are encoded, spaces and control characters refused. Allocates only while it grows.
 */
final class RequestTarget {
    private final RequestDefaults defaults;
    private final ByteText encoded = new ByteText();
    private String given;

    RequestTarget(RequestDefaults defaults) {
        this.defaults = defaults;
    }

    /** Goes back to the load test's own. */
    void clear() {
        given = null;
        encoded.clear();
        encoded.add(defaults.target);
    }

    /** @param path with query, or an absolute URL of the load test's own host and port */
    void set(String path) {
        if (path == null) {
            throw new IllegalArgumentException("the path is null; write one such as /items");
        }
        if (!path.isEmpty() && path.charAt(0) == '/') {
            set(path, 0);
        } else if (isOfOwnOrigin(path)) {
            set(path, defaults.origin.length());
        } else {
            set(targetOfOwnHost(path), 0);
        }
    }

    private void set(String path, int from) {
        int to = path.indexOf('#', from) < 0 ? path.length() : path.indexOf('#', from);
        check(path, from, to);
        given = path;
        encoded.clear();
        if (from == to || path.charAt(from) != '/') {
            encoded.add((byte) '/');
        }
        encoded.addBeyondAscii(path, from, to);
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

    private boolean isOfOwnOrigin(String text) {
        int end = defaults.origin.length();
        return text.startsWith(defaults.origin) && (text.length() == end || "/?#".indexOf(text.charAt(end)) >= 0);
    }

    /** Of an absolute URL that writes host and port in another way. */
    private String targetOfOwnHost(String text) {
        if (text.indexOf("://") < 0) {
            throw new IllegalArgumentException(
                    "'" + shown(text) + "' is neither a path such as /items nor a URL of " + defaults.origin);
        }
        HttpUrl url;
        try {
            url = HttpUrl.parse(text);
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (url.secure() != defaults.url.secure()
                || !url.host().equalsIgnoreCase(defaults.url.host())
                || url.port() != defaults.url.port()) {
            throw new IllegalArgumentException("'" + shown(text) + "' is not a URL of " + defaults.origin
                    + "; the requests of a load test go to one host in this version");
        }
        return url.target();
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
        int from = path.startsWith("/") ? 0 : defaults.origin.length();
        int to = from;
        while (to < path.length() && path.charAt(to) != '?' && path.charAt(to) != '#') {
            to++;
        }
        return from == to ? "/" : path.substring(from, to);
    }
}
