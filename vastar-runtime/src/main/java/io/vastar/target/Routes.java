// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import io.vastar.grammar.GrammarException;
import java.util.List;

/** All routes, and the answer to a request target. The list that {@code /} shows is made from the same table. */
final class Routes {
    static final String ALLOWED = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    static final Answer NO_HEAD = FixedAnswer.notAllowed(
            "/fault does not take HEAD, which has no body to break; use GET or POST", "GET, POST, PUT, PATCH, DELETE");

    private static final List<Route> ALL = List.of(
            new Route("/plain", List.of(), "/plain", "Hello, World! in 13 bytes", q -> Generated.plain()),
            new Route(
                    "/json", List.of("size"), "/json?size=1k", "a JSON object of exactly size bytes", Generated::json),
            new Route(
                    "/bytes",
                    List.of("size"),
                    "/bytes?size=100k",
                    "size bytes with a Content-Length, up to 1g",
                    Generated::bytes),
            new Route(
                    "/chunked",
                    List.of("size", "chunk"),
                    "/chunked?size=1m&chunk=8k",
                    "the same bytes in chunks",
                    Generated::chunked),
            new Route(
                    "/sse",
                    List.of("events", "size", "interval"),
                    "/sse?events=20&size=64&interval=10ms",
                    "text/event-stream: events with size bytes of data, one each interval",
                    Generated::events),
            new Route(
                    "/delay",
                    List.of("ms"),
                    "/delay?ms=5..50",
                    "Hello, World! after a time, fixed (ms=20) or uniformly random",
                    Generated::delay),
            new Route(
                    "/status",
                    List.of("code", "every"),
                    "/status?code=503&every=10",
                    "that status code, for every n-th request (every=1: for all)",
                    Generated::status),
            new Route(
                    "/cookies",
                    List.of("set"),
                    "/cookies?set=id%3D7%3B+Path=/",
                    "the Cookie header as text, and that Set-Cookie header",
                    Generated::cookies),
            new Route(
                    "/redirect",
                    List.of("to", "code"),
                    "/redirect?to=/plain&code=302",
                    "a redirect to there",
                    Generated::redirect),
            new Route("/echo", List.of(), "/echo", "the request body, with its Content-Type", q -> new EchoAnswer()),
            new Route(
                    "/fault",
                    List.of("kind", "size", "after", "interval", "every"),
                    "/fault?kind=truncate&size=1k&after=100",
                    "a broken response; kinds: " + FaultKind.names(),
                    Faults::answer));

    private final Answer index = FixedAnswer.text(200, page(), "");

    /** The answer to a request target in origin form or absolute form (RFC 9112 §3.2). Allocates; asked once a target. */
    Answer answer(String target) {
        String origin = originForm(target);
        int mark = origin.indexOf('?');
        String path = mark < 0 ? origin : origin.substring(0, mark);
        String query = mark < 0 ? "" : origin.substring(mark + 1);
        if (path.equals("/")) {
            return index;
        }
        for (Route route : ALL) {
            if (route.path().equals(path)) {
                try {
                    return route.prepare().apply(new Query(route, query));
                } catch (GrammarException e) {
                    return FixedAnswer.error(400, e.getMessage());
                }
            }
        }
        byte[] bytes = Ascii.bytes(path);
        return FixedAnswer.error(
                404, "there is no route '" + Ascii.excerpt(bytes, 0, bytes.length) + "'; GET / lists the routes");
    }

    static Answer notAllowed(String method) {
        return FixedAnswer.notAllowed("method '" + method + "' is not allowed; use one of " + ALLOWED, ALLOWED);
    }

    private static String originForm(String target) {
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return target;
        }
        String rest = target.substring(scheme + 3);
        int path = rest.indexOf('/');
        int query = rest.indexOf('?');
        if (path >= 0 && (query < 0 || path < query)) {
            return rest.substring(path);
        }
        return "/" + (query < 0 ? "" : rest.substring(query));
    }

    private static String page() {
        StringBuilder page = new StringBuilder("vastar target\n\n");
        for (Route route : ALL) {
            page.append(String.format("%-40s %s%n", route.example(), route.summary()));
        }
        return page.append("\nSizes are bytes; k, m and g stand for 1024, 1024^2 and 1024^3.\n")
                .toString()
                .replace(System.lineSeparator(), "\n");
    }
}
