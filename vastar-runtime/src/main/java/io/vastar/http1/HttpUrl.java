// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An absolute http or https URL as users write it (RFC 3986), taken apart for a request. Immutable.
 *
 * @param secure whether its scheme is https
 * @param host name in ASCII or address without brackets, as it is looked up
 * @param port 1 to 65535
 * @param target path and query as they go on the request line; begins with {@code /}
 * @param userInfo decoded {@code user:password}, null when the URL has none
 */
public record HttpUrl(boolean secure, String host, int port, String target, String userInfo) {
    private static final String SCHEME_END = "://";

    /**
     * Takes a URL apart: a missing path becomes {@code /}, the fragment is dropped, percent-encodings stay as they are,
     * other characters that no URL may have (RFC 3986 §2) are percent-encoded in path and query; the host is turned to
     * Punycode.
     *
     * @throws ConfigurationException when it is no URL that can be requested: what, where, what to do
     */
    public static HttpUrl parse(String url) {
        return parse(url, false);
    }

    /** The URL of a request; with a raw one, path and query stay as they are but for characters beyond ASCII. */
    static HttpUrl of(RequestSpec request) {
        return parse(request.url(), request.transport().http().isRawUrl());
    }

    private static HttpUrl parse(String url, boolean raw) {
        checkCharacters(url);
        int authorityFrom = authorityFrom(url);
        boolean secure = authorityFrom == "https".length() + SCHEME_END.length();
        int authorityTo = endOf(url, authorityFrom, "/?#");
        String authority = url.substring(authorityFrom, authorityTo);
        int at = authority.lastIndexOf('@');
        UrlAuthority parsed = UrlAuthority.parse(authority.substring(at + 1), url, defaultPort(secure));
        String userInfo = at < 0 ? null : userInfo(authority.substring(0, at), url);
        String written = url.substring(authorityTo, endOf(url, authorityTo, "#"));
        String target = written.startsWith("/") ? written : "/" + written;
        return new HttpUrl(
                secure,
                parsed.host(),
                parsed.port(),
                raw ? PercentCoding.encodeBeyondAscii(target) : PercentCoding.encodeTarget(target),
                userInfo);
    }

    /**
     * The URL of a load test whose set-up returned a base URL: {@code reference} itself when it is absolute, else the
     * base's path and {@code reference} joined by one {@code /}. An empty reference is the base.
     *
     * @throws ConfigurationException when the outcome is no URL, or the base has a query that would end up in the middle
     */
    public static HttpUrl resolve(String base, String reference) {
        if (reference.contains(SCHEME_END) && endOf(reference, 0, "/?#") == reference.indexOf(SCHEME_END) + 1) {
            return parse(reference);
        }
        HttpUrl from = parse(base);
        if (reference.isEmpty() || reference.startsWith("#")) {
            return from;
        }
        if (from.target.indexOf('?') >= 0) {
            throw new ConfigurationException("base URL '" + base + "' has a query, so '" + reference
                    + "' cannot be appended; return a base URL without '?'");
        }
        if (reference.startsWith("?")) {
            return parse(from + reference);
        }
        String path = from.target.endsWith("/") ? from.toString() : from + "/";
        return parse(path + (reference.startsWith("/") ? reference.substring(1) : reference));
    }

    /** The value of the Host header: brackets around an IPv6 address, no zone, no default port (RFC 9110 §7.2). */
    public String hostHeader() {
        String name = bracketed(host.indexOf('%') < 0 ? host : host.substring(0, host.indexOf('%')));
        return port == defaultPort(secure) ? name : name + ":" + port;
    }

    /** Scheme and authority, without user and password. */
    public String origin() {
        return (secure ? "https" : "http") + SCHEME_END + hostHeader();
    }

    private static int defaultPort(boolean secure) {
        return secure ? 443 : 80;
    }

    /** The URL again, as it was understood; with user and password, so not for reports. */
    @Override
    public String toString() {
        String authority = bracketed(host) + (port == defaultPort(secure) ? "" : ":" + port);
        return (secure ? "https" : "http") + SCHEME_END + userPrefix() + authority + target;
    }

    private String userPrefix() {
        return userInfo == null ? "" : PercentCoding.encodeUserInfo(userInfo) + "@";
    }

    private static String bracketed(String name) {
        return name.indexOf(':') < 0 ? name : "[" + name + "]";
    }

    private static int authorityFrom(String url) {
        int end = url.indexOf(SCHEME_END);
        String scheme = end < 0 ? "" : url.substring(0, end).toLowerCase(Locale.ROOT);
        if (scheme.equals("http") || scheme.equals("https")) {
            return end + SCHEME_END.length();
        }
        if (scheme.isEmpty() || endOf(url, 0, "/?#:@[") < end) {
            throw new ConfigurationException(
                    "'" + url + "' is not an absolute URL; write it with its scheme, as in http://localhost:8080/path");
        }
        throw new ConfigurationException(
                "'" + url + "' has the scheme '" + scheme + "', which is not HTTP; write an http:// or https:// URL");
    }

    private static void checkCharacters(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == ' ') {
                throw new ConfigurationException("'" + url + "' has a space at position " + i + "; write it as %20");
            }
            if (Character.isISOControl(c)) {
                throw new ConfigurationException(String.format(
                        "the URL '%s' has a control character at position %d; remove it or write it as %%%02X",
                        url.replaceAll("\\p{Cntrl}", "?"), i, (int) c));
            }
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(url)) {
            throw new ConfigurationException(
                    "'" + url + "' has half of a surrogate pair; write the character as percent-encoded UTF-8");
        }
    }

    private static String userInfo(String text, String url) {
        String decoded = PercentCoding.decode(text);
        for (int i = 0; i < decoded.length(); i++) {
            if (Character.isISOControl(decoded.charAt(i))) {
                throw new ConfigurationException(
                        "'" + url + "' has a control character in its user or password; remove it");
            }
        }
        return decoded.indexOf(':') < 0 ? decoded + ":" : decoded;
    }

    /** Index of the first of {@code stops} from {@code from} on, or the length. */
    private static int endOf(String text, int from, String stops) {
        int at = from;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
