// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.TargetUrl;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a run's URL together. The protocol that its scheme names checks the rest. */
final class Urls {
    /** Of load tests whose code brings its own client. */
    static final String NONE = "noop:none";

    private static final Pattern ABSOLUTE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/?#]*)(.*)", Pattern.DOTALL);

    /** A host with its port and no scheme, as other tools take it. */
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]+\\]|[\\w.-]+):\\d{1,5}(?:[/?#].*)?", Pattern.DOTALL);

    private Urls() {}

    /**
     * The URL to load.
     *
     * @param annotated the load test's, null or empty when it has none
     * @param base what a set-up returned, or null
     * @param written the command line's, or null; without a path it keeps the load test's path, and {@code host:port}
     *     is that of an http URL
     */
    static String of(String annotated, String base, String written, String test) {
        String given = withScheme(written);
        String own = annotated == null ? "" : annotated.trim();
        if (given == null && own.isEmpty() && NONE.equals(base)) {
            return NONE;
        }
        if (given == null) {
            return own.isEmpty() || own.startsWith("/") ? joined(base, own, test) : absolute(own, test);
        }
        if (given.startsWith("/")) {
            return joined(base == null ? origin(own) : base, given, test);
        }
        Matcher matcher = ABSOLUTE.matcher(absolute(given, ""));
        if (!matcher.matches() || !matcher.group(2).isEmpty()) {
            return given;
        }
        if (own.isEmpty() || own.startsWith("/")) {
            return given + own;
        }
        Matcher ownParts = ABSOLUTE.matcher(own);
        return ownParts.matches() ? given + ownParts.group(2) : given;
    }

    /**
     * The URL to compare with. A path goes behind what a set-up returned, as the load test's own path does, else behind
     * the host of the target.
     */
    static String reference(String vs, String base, String target, String test) {
        String own = withScheme(vs.trim());
        return own.startsWith("/") ? joined(base == null ? origin(target) : base, own, test) : absolute(own, test);
    }

    /** Scheme and authority; null when it is no absolute URL. */
    static String origin(String url) {
        Matcher matcher = ABSOLUTE.matcher(url);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** Scheme and authority of all that different requests go to, each once; the first is that of the load test's URL. */
    static Set<String> origins(String url, RequestVariety variety) {
        Set<String> written = new LinkedHashSet<>(Set.of(origin(url)));
        for (RequestVariant variant : variety.variants()) {
            if (variant.url() != null) {
                written.add(origin(variant.url()));
            }
        }
        Map<String, String> byKey = new LinkedHashMap<>();
        written.forEach(origin -> byKey.putIfAbsent(key(origin), origin));
        return new LinkedHashSet<>(byKey.values());
    }

    /** By which URLs of one origin are known. */
    static String key(String url) {
        try {
            TargetUrl parsed = TargetUrl.parse(url);
            int port = parsed.port() > 0 ? parsed.port() : parsed.scheme().equals("https") ? 443 : 80;
            return parsed.scheme() + "://" + String.valueOf(parsed.host()).toLowerCase(Locale.ROOT) + ":" + port;
        } catch (GrammarException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    /**
     * A URL on the host of another one.
     *
     * @throws ConfigurationException when the other one has a path of its own
     */
    static String moved(String url, String to) {
        Matcher from = ABSOLUTE.matcher(url);
        Matcher host = ABSOLUTE.matcher(to);
        if (!from.matches()
                || !host.matches()
                || !(host.group(2).isEmpty() || host.group(2).equals("/"))) {
            throw new ConfigurationException(
                    "'" + RequestSpec.shown(to) + "' cannot be compared with requests of different URLs;"
                            + " name the host only, as in http://localhost:8081, and it gets the same paths");
        }
        return host.group(1) + from.group(2);
    }

    private static String withScheme(String given) {
        return given != null && HOST_AND_PORT.matcher(given.trim()).matches() ? "http://" + given.trim() : given;
    }

    private static String joined(String base, String path, String test) {
        if (base == null || base.isBlank()) {
            throw new ConfigurationException("load test '" + test + "' has "
                    + (path.isEmpty() ? "no URL" : "the relative URL '" + path + "'")
                    + " and no @Setup method returned a base URL; give the annotation an absolute url, pass --url, or"
                    + " return the base URL from a static @Setup method");
        }
        String root = absolute(base.trim(), test);
        if (path.isEmpty()) {
            return root;
        }
        if (root.indexOf('?') >= 0 || root.indexOf('#') >= 0) {
            throw new ConfigurationException("load test '" + test + "': the base URL '" + root
                    + "' has a query or a fragment, so '" + path + "' cannot be put behind it; return scheme, host,"
                    + " port and path only");
        }
        return (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path;
    }

    private static String absolute(String url, String test) {
        if (ABSOLUTE.matcher(url).matches()) {
            return url;
        }
        String where = test.isEmpty() ? "" : "load test '" + test + "': ";
        if (url.isBlank()) {
            throw new ConfigurationException(where + "the URL is empty; write one such as http://localhost:8080/");
        }
        throw new ConfigurationException(
                where + "'" + url + "' is not a URL: it has no scheme; write http://" + url.replaceFirst("^[/:]+", ""));
    }
}
