// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.GraphQlText;
import io.vastar.grammar.HeaderLine;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.GraphQlDefinition;
import io.vastar.spi.Header;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Merges the request of an annotation with that of the command line. */
final class RequestPlanner {
    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final int MOST_REDIRECTS = 1000;
    private static final byte[] NONE = {};

    private final LoadTestDefinition definition;
    private final Overrides.Request given;
    private final PlaceholderValues values;

    RequestPlanner(LoadTestDefinition definition, Overrides.Request given, PlaceholderValues values) {
        this.definition = definition;
        this.given = given;
        this.values = values;
    }

    /**
     * @param readFiles false to check everything but the content of the annotation's body file, which a set-up may write
     */
    RequestSpec plan(String baseUrl, boolean readFiles, List<String> notes) {
        String url = Urls.of(text(definition.url(), "url"), baseUrl, given.url(), definition.name());
        GraphQlRequest graphQl = graphQl(readFiles);
        String written = first(given.method(), text(definition.method(), "method"));
        String method = method(written == null && graphQl != null ? "POST" : written, notes);
        List<Header> headers = headers();
        byte[] body = graphQl == null ? body(readFiles) : NONE;
        if (graphQl != null && method.equals("GET")) {
            url = graphQl.addedTo(url);
        } else if (graphQl != null) {
            body = graphQl.body();
        }
        if (body.length > 0 && (method.equals("GET") || method.equals("HEAD"))) {
            notes.add("the " + method + " request has a body, which many servers ignore; was -m POST meant?");
        }
        boolean keepAlive = flag(given.keepAlive(), definition.keepAlive());
        TransportSpec transport = new TransportPlanner(definition, given, values).plan(url, keepAlive, notes);
        checkRedirects(transport.http().redirects());
        if (graphQl != null || isGraphQl()) {
            transport = transport.with(transport.http().withGraphQl(true));
        }
        String contentType = first(given.contentType(), text(definition.contentType(), "contentType"));
        return new RequestSpec(
                url,
                method,
                headers,
                Bodies.contentType(contentType, body, headers),
                first(
                        first(given.accept(), text(definition.accept(), "accept")),
                        graphQl == null ? null : GraphQlText.ACCEPT),
                basicAuth(first(given.basicAuth(), text(definition.basicAuth(), "basicAuth"))),
                body,
                keepAlive,
                flag(given.compression(), definition.compression()),
                transport);
    }

    private void checkRedirects(Integer redirects) {
        if (redirects != null && (redirects < 0 || redirects > MOST_REDIRECTS)) {
            throw new ConfigurationException("redirects of '" + definition.name() + "': " + redirects
                    + " is out of range; write how many are followed for one request, 0 to " + MOST_REDIRECTS);
        }
    }

    private boolean isGraphQl() {
        boolean otherBody = given.body() != null || given.bodyFile() != null;
        return given.graphQl() != null || definition.graphQl() != null && !otherBody;
    }

    /** Null where the request is none of GraphQL, or its file is not to be read yet. */
    private GraphQlRequest graphQl(boolean readFiles) {
        if (!isGraphQl()) {
            return null;
        }
        boolean byFlag = given.graphQl() != null;
        if (byFlag && (given.body() != null || given.bodyFile() != null)) {
            throw new ConfigurationException("--graphql gives the body, and so does "
                    + (given.body() != null ? "-d" : "-D") + "; leave one out");
        }
        GraphQlDefinition asked = byFlag ? given.graphQl() : definition.graphQl();
        String where = byFlag ? "--graphql" : "load test '" + definition.name() + "', @GraphQl";
        String query = asked.query();
        if (query == null) {
            String file = byFlag ? asked.file() : text(asked.file(), "file");
            if (!readFiles) {
                return null;
            }
            try {
                query = new String(Bodies.read(Path.of(file), where), StandardCharsets.UTF_8);
            } catch (InvalidPathException e) {
                throw new ConfigurationException(where + ": '" + file + "' is not a file name: " + e.getReason(), e);
            }
        }
        String variables = byFlag ? asked.variables() : text(asked.variables(), "variables");
        return GraphQlRequest.of(query, asked.operationName(), variables, where);
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        for (String line : definition.headers()) {
            try {
                HeaderLine header = HeaderLine.parse(text(line, "headers"));
                headers.add(new Header(header.name(), header.value()));
            } catch (GrammarException e) {
                throw new ConfigurationException(
                        "load test '" + definition.name() + "', headers: " + e.getMessage(), e);
            }
        }
        // a flag replaces what the annotation says under the same name; repeats within one source stay
        headers.removeIf(
                own -> given.headers().stream().anyMatch(flag -> flag.name().equalsIgnoreCase(own.name())));
        headers.addAll(given.headers());
        return headers;
    }

    private byte[] body(boolean readFiles) {
        if (given.body() != null && given.bodyFile() != null) {
            throw new ConfigurationException("-d and -D exclude each other: one gives the body, the other the file"
                    + " that it is in; leave one out");
        }
        if (given.body() != null) {
            return given.body().getBytes(StandardCharsets.UTF_8);
        }
        if (given.bodyFile() != null) {
            return Bodies.read(given.bodyFile(), "-D");
        }
        String where = "load test '" + definition.name() + "', bodyFile";
        String body = text(definition.body(), "body");
        String file = text(definition.bodyFile(), "bodyFile");
        if (body != null && file != null) {
            throw new ConfigurationException(where + ": body is given too; leave one out");
        }
        if (file == null) {
            return body == null ? NONE : body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            Path path = Path.of(file);
            return readFiles ? Bodies.read(path, where) : NONE;
        } catch (InvalidPathException e) {
            throw new ConfigurationException(where + ": '" + file + "' is not a file name: " + e.getReason(), e);
        }
    }

    static String method(String text, List<String> notes) {
        if (text == null || text.isEmpty()) {
            return "GET";
        }
        if (!METHOD.matcher(text).matches()) {
            throw new ConfigurationException(
                    "'" + text + "' is not a request method; write one word such as GET, POST or PUT");
        }
        String upper = text.toUpperCase(Locale.ROOT);
        if (!upper.equals(text)) {
            notes.add("the method '" + text + "' is sent as " + upper);
        }
        return upper;
    }

    private static String basicAuth(String text) {
        if (text != null && text.indexOf(':') < 0) {
            throw new ConfigurationException(
                    "'" + text + "' is not a user and a password; write -a user:password (basicAuth in annotations)");
        }
        return text;
    }

    private String text(String text, String attribute) {
        return values.resolve(text, definition.name(), attribute);
    }

    private static boolean flag(Boolean given, Boolean annotated) {
        return given != null ? given : annotated == null || annotated;
    }

    private static String first(String given, String annotated) {
        return given != null ? given : annotated;
    }
}
