// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One cookie as a server set it (RFC 6265 §5.2, §5.3). Its texts hold bytes, one a char. */
final class Cookie {
    static final long NEVER = Long.MAX_VALUE;

    private static final int MOST_CHARS = 4096;

    final String name;
    final byte[] pair;
    final String domain;

    /** Whether it is for the host of its domain alone, and not for those below. */
    final boolean hostOnly;

    final String path;
    final boolean secure;
    final long expiresMs;

    private Cookie(
            String name, String pair, String domain, boolean hostOnly, String path, boolean secure, long expiresMs) {
        this.name = name;
        this.pair = pair.getBytes(StandardCharsets.ISO_8859_1);
        this.domain = domain;
        this.hostOnly = hostOnly;
        this.path = path;
        this.secure = secure;
        this.expiresMs = expiresMs;
    }

    /**
     * Reads the value of a Set-Cookie header.
     *
     * @param host that sent it, in lower case
     * @param defaultPath of the request that it answers
     * @return null when the cookie must be ignored
     */
    static Cookie parse(String text, String host, String defaultPath, long nowMs) {
        String[] parts = text.split(";");
        int equals = parts.length == 0 ? -1 : parts[0].indexOf('=');
        if (equals < 0 || hasControls(text)) {
            return null;
        }
        String name = parts[0].substring(0, equals).strip();
        String pair = name + "=" + parts[0].substring(equals + 1).strip();
        String domain = null;
        String path = defaultPath;
        boolean secure = false;
        long expiresMs = NEVER;
        long maxAgeMs = NEVER;
        for (int i = 1; i < parts.length; i++) {
            int at = parts[i].indexOf('=');
            String attribute = (at < 0 ? parts[i] : parts[i].substring(0, at)).strip();
            String value = at < 0 ? "" : parts[i].substring(at + 1).strip();
            switch (attribute.toLowerCase(Locale.ROOT)) {
                case "domain" -> domain = value.isEmpty() ? null : domain(value);
                case "path" -> path = value.startsWith("/") ? value : defaultPath;
                case "secure" -> secure = true;
                case "expires" -> expiresMs = expires(value, expiresMs);
                case "max-age" -> maxAgeMs = maxAge(value, maxAgeMs, nowMs);
                default -> {}
            }
        }
        boolean hostOnly = domain == null;
        if (name.isEmpty() || pair.length() > MOST_CHARS || !(hostOnly || isWithin(host, domain))) {
            return null;
        }
        return new Cookie(
                name, pair, hostOnly ? host : domain, hostOnly, path, secure, maxAgeMs == NEVER ? expiresMs : maxAgeMs);
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                return true;
            }
        }
        return false;
    }

    private static String domain(String value) {
        return (value.startsWith(".") ? value.substring(1) : value).toLowerCase(Locale.ROOT);
    }

    private static long expires(String value, long otherwise) {
        long ms = CookieDate.parseMs(value);
        return ms == CookieDate.NONE ? otherwise : ms;
    }

    /** When a Max-Age ends: at once where it is not positive, never where it is beyond all numbers. */
    private static long maxAge(String value, long otherwise, long nowMs) {
        if (!value.matches("-?[0-9]+")) {
            return otherwise;
        }
        if (value.startsWith("-") || value.matches("0+")) {
            return Long.MIN_VALUE;
        }
        return value.length() > 12 ? NEVER - 1 : nowMs + Long.parseLong(value) * 1000;
    }

    /** RFC 6265 §5.1.3; a domain without a dot is nobody's but the host's of that name, an address has no subdomains. */
    private static boolean isWithin(String host, String domain) {
        if (host.equals(domain)) {
            return true;
        }
        boolean isAddress = host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1));
        return !isAddress && domain.indexOf('.') > 0 && host.endsWith("." + domain);
    }

    /** Whether both are the same cookie, one replacing the other. */
    boolean isSame(Cookie other) {
        return name.equals(other.name) && domain.equals(other.domain) && path.equals(other.path);
    }

    /** Whether it goes along with a request to an origin and path (RFC 6265 §5.4). */
    boolean matches(Origin origin, byte[] target, int pathLength) {
        if (secure && !origin.secure() || !isFor(origin.host())) {
            return false;
        }
        int length = path.length();
        if (length > pathLength) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((target[i] & 0xFF) != path.charAt(i)) {
                return false;
            }
        }
        return length == pathLength || path.charAt(length - 1) == '/' || target[length] == '/';
    }

    /** Only one that its host may set for its domain gets this far, so the end of the name tells. */
    private boolean isFor(String host) {
        int above = host.length() - domain.length();
        return above == 0
                ? host.equals(domain)
                : !hostOnly && above > 0 && host.charAt(above - 1) == '.' && host.endsWith(domain);
    }

    boolean isExpired(long nowMs) {
        return expiresMs <= nowMs;
    }
}
