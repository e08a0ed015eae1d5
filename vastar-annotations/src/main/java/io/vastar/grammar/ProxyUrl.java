// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a proxy is and how it is spoken to: {@code http://user:password@host:3128}, {@code socks5://…} (names are looked up
 * here), {@code socks5h://…} (by the proxy) or {@code socks4a://…}. Without a scheme it is an HTTP proxy.
 *
 * @param user null when there is none
 * @param password null when there is none
 */
public record ProxyUrl(Kind kind, String host, int port, String user, String password) {
    private static final String SAMPLE = "write one such as http://proxy:3128 or socks5h://proxy:1080";

    /** How a proxy is spoken to. */
    public enum Kind {
        HTTP(80),
        SOCKS5(1080),
        SOCKS5H(1080),
        SOCKS4A(1080);

        private final int defaultPort;

        Kind(int defaultPort) {
            this.defaultPort = defaultPort;
        }

        String scheme() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws GrammarException when it is none; the message shows no password */
    public static ProxyUrl parse(String text) {
        int schemeEnd = text.indexOf("://");
        String shown = masked(text);
        Kind kind = kind(schemeEnd < 0 ? "http" : text.substring(0, schemeEnd), shown);
        String rest = schemeEnd < 0 ? text : text.substring(schemeEnd + 3);
        if (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        int at = rest.lastIndexOf('@');
        String authority = rest.substring(at + 1);
        if (authority.isEmpty() || authority.indexOf('/') >= 0) {
            throw new GrammarException("'" + shown + "' is no proxy; " + SAMPLE);
        }
        List<String> parts = HostPort.fields(authority);
        if (parts.size() > 2) {
            throw new GrammarException("'" + shown + "' is no proxy: it has more than one ':'; put an IPv6 address in"
                    + " brackets, as in http://[::1]:3128");
        }
        String host = HostPort.host(parts.get(0), shown);
        int port = parts.size() < 2 || parts.get(1).isEmpty() ? kind.defaultPort : HostPort.port(parts.get(1), shown);
        if (at < 0) {
            return new ProxyUrl(kind, host, port, null, null);
        }
        String userInfo = rest.substring(0, at);
        int colon = userInfo.indexOf(':');
        String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon), shown);
        String password = colon < 0 ? "" : decoded(userInfo.substring(colon + 1), shown);
        if (kind == Kind.SOCKS4A && !password.isEmpty()) {
            throw new GrammarException(
                    "'" + shown + "' has a password, which SOCKS 4 has no place for; use socks5h://");
        }
        return new ProxyUrl(kind, host, port, user, password);
    }

    private static Kind kind(String scheme, String shown) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        for (Kind kind : Kind.values()) {
            if (kind.scheme().equals(lower)) {
                return kind;
            }
        }
        if (lower.equals("socks")) {
            return Kind.SOCKS5;
        }
        throw new GrammarException("'" + shown + "' has the scheme '" + scheme + "', which is no kind of proxy that can"
                + " be used; use http, socks5, socks5h or socks4a");
    }

    private static String decoded(String text, String shown) {
        List<Byte> bytes = new ArrayList<>();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.add(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new GrammarException("the user or password of '" + shown + "' has a '%' without two hexadecimal"
                        + " digits; write % itself as %25");
            }
            bytes.add((byte) (high << 4 | low));
            i += 2;
        }
        byte[] all = new byte[bytes.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes.get(i);
            if (all[i] >= 0 && all[i] < ' ') {
                throw new GrammarException("the user or password of '" + shown + "' has a control character");
            }
        }
        return new String(all, StandardCharsets.UTF_8);
    }

    /** A proxy's URL as it may be shown: user and password masked. */
    public static String masked(String text) {
        int schemeEnd = text.indexOf("://");
        int from = schemeEnd < 0 ? 0 : schemeEnd + 3;
        int at = text.lastIndexOf('@');
        return at < from ? text : text.substring(0, from) + "***" + text.substring(at);
    }

    /** Whether the proxy looks the target's name up, so that it is not done here. */
    public boolean looksUp() {
        return kind != Kind.SOCKS5;
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return kind.scheme() + "://" + HostPort.bracketed(host) + ":" + port;
    }
}
