// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The absolute URL of a target, as far as it can be judged without touching the network: the whole authority of
 * {@code http} and {@code https} (RFC 3986 §3.2), only the form {@code scheme://} of anything else, whose protocol knows
 * better.
 *
 * @param scheme lower case; with all its parts where it is compound, such as {@code jdbc:postgresql}
 * @param host without user info, IPv6 in its brackets; null for a scheme other than http and https
 * @param port 1 to 65535; -1 when not written
 */
public record TargetUrl(String scheme, String host, int port) {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.:-]*)://(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(?:[^@]*@)?(\\[[^\\]]*\\]|[^:\\[]*)(?::(.*))?");
    private static final Pattern DOTTED_QUAD = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern FORBIDDEN_IN_HOST = Pattern.compile("[\\[\\]<>\"{}|\\\\^`@%]");

    /** Whether the text is a path that needs a base URL, such as {@code /plain?size=1}. */
    public static boolean isPath(String text) {
        return text.startsWith("/") && !text.startsWith("//");
    }

    /**
     * Checks what follows the host, or a whole path, for characters that no request line can carry.
     *
     * @throws GrammarException when there is a space or a control character
     */
    public static void checkNoSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 127) {
                String seen = c == ' ' ? "a space" : String.format("the control character 0x%02x", (int) c);
                throw new GrammarException("'" + text.replaceAll("\\p{Cntrl}", "?") + "' has " + seen + " at position "
                        + i + "; write %20 for a space, or remove it");
            }
        }
    }

    /** @throws GrammarException when it is no absolute URL */
    public static TargetUrl parse(String text) {
        checkNoSpace(text);
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new GrammarException(
                    "'" + text + "' has no scheme; did you mean 'http://" + afterScheme(text) + "'?");
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return new TargetUrl(scheme, null, -1);
        }
        String authority = form.group(2).split("[/?#]", 2)[0];
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new GrammarException("'" + authority + "' in '" + text
                    + "' is not host:port; write it as in http://localhost:8080/ or http://[::1]:8080/");
        }
        if (parts.group(2) != null && parts.group(2).indexOf(':') >= 0) {
            throw new GrammarException("'" + text + "' has more than one ':' in its host; write an IPv6 address in "
                    + "brackets, as in http://[::1]:8080/");
        }
        checkHost(parts.group(1), text);
        return new TargetUrl(scheme, parts.group(1), port(parts.group(1), parts.group(2), text));
    }

    private static String afterScheme(String text) {
        return text.replaceFirst("^(?i:https?)?:?/*", "");
    }

    private static void checkHost(String host, String text) {
        if (host.isEmpty()) {
            throw new GrammarException("'" + text + "' has no host; write it as in http://localhost:8080/");
        }
        boolean valid = host.startsWith("[")
                ? isIpv6(host)
                : !FORBIDDEN_IN_HOST.matcher(host).find()
                        && !TURNS.matcher(host).find()
                        && (!DOTTED_QUAD.matcher(host).matches() || isIpv4(host));
        if (!valid) {
            throw new GrammarException("'" + visible(host) + "' in '" + visible(text)
                    + "' is not a host; write a name, an IPv4 address or an IPv6 address in brackets");
        }
    }

    /** Without characters that would turn around the direction of what follows them. */
    private static String visible(String text) {
        return TURNS.matcher(text)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }

    private static boolean isIpv6(String bracketed) {
        String address = bracketed.substring(1, bracketed.length() - 1).replaceFirst("%.+$", "");
        try {
            return address.indexOf(':') >= 0 && InetAddress.getByName("[" + address + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isIpv4(String quad) {
        for (String part : quad.split("\\.")) {
            if (part.length() > 3 || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static int port(String host, String digits, String text) {
        if (digits == null) {
            return -1;
        }
        int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new GrammarException("'" + digits + "' in '" + text + "' is not a port; write " + host
                    + ":port with 1 to " + HIGHEST_PORT);
        }
        return port;
    }
}
