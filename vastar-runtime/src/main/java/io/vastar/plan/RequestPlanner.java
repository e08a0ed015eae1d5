// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.content.MultipartForm;
import io.vastar.grammar.FormPart;
import io.vastar.grammar.GrammarException;
import io.vastar.grammar.GraphQlText;
import io.vastar.grammar.HeaderLine;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.GraphQlDefinition;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariety;
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
     * @param readFiles false to check everything but the content of the annotation's files, which a set-up may write
     * @param requests how many there will be at most; 0 when nobody knows
     * @param composes whether virtual users compose the requests
     */
    RequestSpec plan(
            String baseUrl, boolean readFiles, long requests, boolean composes, long seed, List<String> notes) {
        ContentPlanner contents = new ContentPlanner(definition, given, values);
        AuthPlanner auth = new AuthPlanner(definition, given, values);
        String url = url(baseUrl, contents, readFiles);
        GraphQlRequest graphQl = graphQl(readFiles);
        MultipartForm form = form(readFiles);
        String asked = first(given.method(), text(definition.method(), "method"));
        String method = method(asked == null && (form != null || graphQl != null) ? "POST" : asked, notes);
        List<Header> headers = headers();
        auth.checkHeaders(headers);
        Bodies.noteDuration(given.body(), notes);
        byte[] body = form != null ? form.body() : graphQl == null ? body(readFiles, notes) : NONE;
        if (graphQl != null && method.equals("GET")) {
            url = graphQl.addedTo(url);
        } else if (graphQl != null) {
            body = graphQl.body();
        }
        RequestVariety variety = contents.plan(url, baseUrl, readFiles, requests, seed);
        checkGraphQl(form, variety);
        RequestContent content =
                new RequestContent(variety, chunked(body, variety, readFiles), auth.digest(), auth.aws(url, variety));
        checkUsers(content, composes);
        boolean bodies =
                body.length > 0 || (variety != null && variety.variants().get(0).body() != null);
        if (bodies && (method.equals("GET") || method.equals("HEAD")) && !targetsHaveMethods(variety)) {
            notes.add("the " + method + " request has a body, which many servers ignore; was -m POST meant?");
        }
        boolean keepAlive = flag(given.keepAlive(), definition.keepAlive());
        TransportSpec transport = new TransportPlanner(definition, given, values).plan(url, keepAlive, notes);
        checkRedirects(transport.http().redirects());
        checkWays(content, transport.http());
        if (isGraphQl()) {
            transport = transport.with(transport.http().withGraphQl(true));
        }
        String basic = auth.basic();
        Header bearer = auth.bearer();
        if (bearer != null) {
            headers.add(bearer);
        }
        return new RequestSpec(
                url,
                method,
                headers,
                contentType(form, body, variety, headers),
                first(
                        first(given.accept(), text(definition.accept(), "accept")),
                        graphQl == null ? null : GraphQlText.ACCEPT),
                basic,
                body,
                keepAlive,
                flag(given.compression(), definition.compression()),
                transport,
                content,
                new OptionPlanner(definition, given, values).plan(url));
    }

    /** A query goes in the body or the URL of one request. */
    private void checkGraphQl(MultipartForm form, RequestVariety variety) {
        if (isGraphQl() && (form != null || variety != null)) {
            throw new ConfigurationException(
                    "load test '" + definition.name() + "': GraphQL says what is sent, and so does "
                            + (form != null ? "a form" : "a file of targets or bodies, or a pattern of URLs")
                            + "; leave one out");
        }
    }

    private static void checkWays(RequestContent content, HttpSpec http) {
        if (content.digestAuth() != null && !http.isHttp2() && http.exchangesPerConnection() > 1) {
            throw new ConfigurationException(
                    "Digest authentication and --pipeline exclude each other: a challenge comes"
                            + " when other requests are on their way; leave one out");
        }
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

    private String url(String baseUrl, ContentPlanner contents, boolean readFiles) {
        String written = text(definition.url(), "url");
        String own = written == null && given.url() == null ? contents.ownUrl(readFiles) : null;
        return own != null ? own : Urls.of(written, baseUrl, given.url(), definition.name());
    }

    private String contentType(MultipartForm form, byte[] body, RequestVariety variety, List<Header> headers) {
        String type = first(given.contentType(), text(definition.contentType(), "contentType"));
        if (form == null) {
            // where bodies differ, each is looked at for itself
            return variety == null ? Bodies.contentType(type, body, headers) : type;
        }
        if (given.contentType() != null && !given.content().form().isEmpty()) {
            throw new ConfigurationException("-T and -F exclude each other: a form has the type multipart/form-data;"
                    + " leave -T out, and write ;type=TYPE behind a part for its own");
        }
        return form.contentType();
    }

    private static boolean targetsHaveMethods(RequestVariety variety) {
        return variety != null
                && variety.variants().stream().anyMatch(variant -> variant.method() != null || variant.url() != null);
    }

    /** The form of the command line, or of the annotation where the command line has no body. */
    private MultipartForm form(boolean readFiles) {
        boolean byFlag = !given.content().form().isEmpty();
        if (byFlag && (given.body() != null || given.bodyFile() != null)) {
            throw new ConfigurationException("-F and " + (given.body() != null ? "-d" : "-D")
                    + " exclude each other: both give the body; leave one out");
        }
        List<String> lines = byFlag
                ? given.content().form()
                : given.bodyIsGiven() || given.content().bodyLines() != null
                        ? List.of()
                        : definition.content().form();
        if (lines.isEmpty()) {
            return null;
        }
        String where = byFlag ? "-F" : "load test '" + definition.name() + "', @Body form";
        if (!byFlag && (definition.body() != null || definition.bodyFile() != null)) {
            throw new ConfigurationException(where + ": body or bodyFile is given too; leave one out");
        }
        List<FormPart> parts = new ArrayList<>();
        for (String line : lines) {
            try {
                parts.add(FormPart.parse(byFlag ? line : text(line, "@Body form")));
            } catch (GrammarException e) {
                throw new ConfigurationException(where + ": " + e.getMessage(), e);
            }
        }
        return byFlag || readFiles ? MultipartForm.of(parts, where) : null;
    }

    private boolean chunked(byte[] body, RequestVariety variety, boolean readFiles) {
        Boolean byFlag = given.content().chunked();
        boolean chunked = byFlag != null
                ? byFlag
                : Boolean.TRUE.equals(definition.content().chunked());
        if (chunked && readFiles && body.length == 0 && (variety == null || noBody(variety))) {
            throw new ConfigurationException(
                    (byFlag != null ? "--chunked" : "load test '" + definition.name() + "', @Body chunked")
                            + ": there is no body to send in chunks; add one with -d, -D, -F or -Z, or leave it out");
        }
        return chunked;
    }

    private static boolean noBody(RequestVariety variety) {
        return variety.variants().stream().allMatch(variant -> variant.body() == null || variant.body().length == 0);
    }

    private void checkUsers(RequestContent content, boolean composes) {
        String what = content.variety() != null
                ? "a file of targets or bodies, or a pattern of URLs, says"
                : content.chunked() ? "--chunked is about" : null;
        if (composes && what != null) {
            throw new ConfigurationException("load test '" + definition.name() + "': " + what
                    + " what is sent, and that is what its virtual users compose; leave it out");
        }
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

    private byte[] body(boolean readFiles, List<String> notes) {
        if (given.body() != null && given.bodyFile() != null) {
            throw new ConfigurationException("-d and -D exclude each other: one gives the body, the other the file"
                    + " that it is in; leave one out");
        }
        if (given.body() != null) {
            if (Bodies.isMarkedFile(given.body())) {
                String name = given.body().substring(1);
                notes.add("-d sends its text as it is, here '@" + name + "'; to send what is in the file, write -D "
                        + name);
            }
            return given.body().getBytes(StandardCharsets.UTF_8);
        }
        if (given.bodyFile() != null) {
            return Bodies.read(given.bodyFile(), "-D");
        }
        if (given.content().bodyLines() != null) {
            return NONE;
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
