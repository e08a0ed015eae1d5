// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.HttpRequest;
import io.vastar.grammar.GraphQlText;
import io.vastar.grammar.Tokens;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The request that user code composes, kept in parts until {@link #encode}: what equals the load test's own request goes
 * over the wire as the very bytes of its {@link RequestTemplate}. Allocates only while its parts grow.
 */
final class ComposedRequest implements HttpRequest, OutgoingRequest {
    private static final byte[] VERSION = bytes(" HTTP/1.1\r\n");
    private static final byte[] JSON = bytes("Content-Type: application/json\r\n");
    private static final byte[] TEXT = bytes("Content-Type: text/plain; charset=utf-8\r\n");
    private static final byte[] BINARY = bytes("Content-Type: application/octet-stream\r\n");
    private static final byte[] FORM = bytes("Content-Type: application/x-www-form-urlencoded\r\n");
    private static final byte[] VARIABLES = bytes(",\"variables\":");
    private static final byte[] CONTENT_LENGTH = bytes("Content-Length: ");
    private static final byte[] LINE_END = bytes("\r\n");

    /** Most bytes of a line with a length, and the blank line. */
    private static final int LENGTH_BYTES = CONTENT_LENGTH.length + 10 + 2 * LINE_END.length;

    private final RequestDefaults defaults;
    private final RequestTarget target;
    private final UserHeaders headers;
    private final ByteText body = new ByteText();
    private String method;
    private byte[] bodyTypeLine;
    private boolean form;
    private boolean withoutContent;
    private boolean methodGiven;
    private boolean graphQl;
    private String row;

    ComposedRequest(RequestDefaults defaults) {
        this.defaults = defaults;
        target = new RequestTarget(defaults);
        headers = new UserHeaders(defaults);
        clear();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void clear() {
        method = "GET";
        target.clear();
        headers.clear();
        body.clear();
        form = false;
        withoutContent = false;
        methodGiven = false;
        graphQl = defaults.graphQl;
        row = null;
    }

    /** The body and what is said about it stay behind where it is a GET from now on. */
    @Override
    public void follow(HttpUrl url, boolean asGet) {
        target.goTo(url);
        if (asGet) {
            method = "GET";
            body.clear();
            withoutContent = true;
        }
    }

    @Override
    public HttpRequest get(String path) {
        return to("GET", path);
    }

    @Override
    public HttpRequest post(String path) {
        return to("POST", path);
    }

    @Override
    public HttpRequest put(String path) {
        return to("PUT", path);
    }

    @Override
    public HttpRequest patch(String path) {
        return to("PATCH", path);
    }

    @Override
    public HttpRequest delete(String path) {
        return to("DELETE", path);
    }

    @Override
    public HttpRequest head(String path) {
        return to("HEAD", path);
    }

    @Override
    public HttpRequest method(String name, String path) {
        if (name == null || !Tokens.isToken(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a request method; write one such as OPTIONS");
        }
        if (name.equals("CONNECT")) {
            throw new IllegalArgumentException("CONNECT opens a tunnel and cannot be load tested; use another method");
        }
        return to(name, path);
    }

    private HttpRequest to(String newMethod, String path) {
        target.set(path);
        method = newMethod;
        methodGiven = true;
        return this;
    }

    @Override
    public HttpRequest query(String name, String value) {
        target.query(name, value);
        return this;
    }

    @Override
    public HttpRequest query(String name, long value) {
        target.query(name, value);
        return this;
    }

    @Override
    public HttpRequest header(String name, String value) {
        headers.set(name, "", value);
        return this;
    }

    @Override
    public HttpRequest bearer(String token) {
        headers.set("Authorization", "Bearer ", token);
        return this;
    }

    @Override
    public HttpRequest json(String json) {
        beginBody(json, JSON);
        body.add(json);
        return this;
    }

    @Override
    public HttpRequest body(String text) {
        beginBody(text, defaults.contentTypeLine == null ? TEXT : defaults.contentTypeLine);
        body.add(text);
        return this;
    }

    @Override
    public HttpRequest body(byte[] content) {
        beginBody(content, defaults.contentTypeLine == null ? BINARY : defaults.contentTypeLine);
        body.add(content);
        return this;
    }

    private void beginBody(Object content, byte[] typeLine) {
        if (content == null) {
            throw new IllegalArgumentException("the body is null; give it one, or leave it out");
        }
        body.clear();
        bodyTypeLine = typeLine;
        form = false;
    }

    @Override
    public HttpRequest form(String name, String value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException(
                    name == null ? "a form field's name is null" : "form field '" + name + "' is null");
        }
        if (!form) {
            beginBody(name, FORM);
            form = true;
        } else {
            body.add((byte) '&');
        }
        body.addEncoded(name);
        body.add((byte) '=');
        body.addEncoded(value);
        return this;
    }

    @Override
    public HttpRequest graphQl(String query, Object variables) {
        return graphQl(query, null, variables);
    }

    @Override
    public HttpRequest graphQl(String query, String operationName, Object variables) {
        if (query == null) {
            throw new IllegalArgumentException("the GraphQL query is null; write one such as { me { name } }");
        }
        String json = CapturedBody.variables(variables);
        graphQl = true;
        if (!headers.has("accept")) {
            headers.set("Accept", "", GraphQlText.ACCEPT);
        }
        if (methodGiven && method.equals("GET")) {
            query("query", query);
            if (operationName != null) {
                query("operationName", operationName);
            }
            return json == null ? this : query("variables", json);
        }
        method = methodGiven ? method : "POST";
        beginBody(query, JSON);
        if (operationName == null) {
            body.add(defaults.compiled.graphQl(query));
        } else {
            body.add(GraphQlText.beginning(query, operationName));
        }
        if (json != null) {
            body.add(VARIABLES);
            body.add(json);
        }
        body.add((byte) '}');
        return this;
    }

    @Override
    public HttpRequest named(String name) {
        row = name;
        return this;
    }

    @Override
    public int mostBytes(int cookieBytes) {
        int size = method.length() + 1 + defaults.targetPrefix.length + target.encoded().length + VERSION.length;
        for (byte[] line : defaults.lines) {
            size += line.length;
        }
        size += headers.length()
                + cookieBytes
                + LENGTH_BYTES
                + body.length
                + target.origin().hostLine().length;
        return body.length > 0 ? size + bodyTypeLine.length : size;
    }

    @Override
    public void encode(ByteBuffer to, ByteText cookies) {
        for (int i = 0; i < method.length(); i++) {
            to.put((byte) method.charAt(i));
        }
        ByteText path = target.encoded();
        to.put((byte) ' ');
        if (target.atHome()) {
            to.put(defaults.targetPrefix);
        }
        to.put(path.bytes, 0, path.length).put(VERSION);
        boolean asComposed = target.atHome() && !target.strayed() && !withoutContent;
        for (int i = 0; i < defaults.lines.length; i++) {
            if (!asComposed && isOtherwise(i, to)) {
                continue;
            }
            if (headers.fills(i)) {
                headers.encode(i, to);
            } else if (i == defaults.contentTypePlace) {
                if (body.length > 0) {
                    to.put(bodyTypeLine);
                }
            } else if (i == defaults.contentLengthPlace) {
                encodeLength(to);
            } else {
                to.put(defaults.lines[i]);
            }
        }
        to.put(cookies.bytes, 0, cookies.length);
        if (asComposed) {
            headers.encodeAdded(to);
        } else {
            headers.encodeAdded(to, target.strayed(), withoutContent);
        }
        to.put(LINE_END).put(body.bytes, 0, body.length);
    }

    /** Deals with a line that is another one, or left out, where the request goes elsewhere than to the load test's origin. */
    private boolean isOtherwise(int place, ByteBuffer to) {
        boolean users = headers.fills(place);
        if (place == defaults.hostPlace && (target.strayed() || !users && !target.atHome())) {
            to.put(target.origin().hostLine());
            return true;
        }
        if (defaults.ownOnly[place]) {
            return users ? target.strayed() : !target.atHome();
        }
        return withoutContent && defaults.names[place].startsWith("content-");
    }

    /** RFC 9110 §8.6: a length also without a body, where the method expects one. */
    private void encodeLength(ByteBuffer to) {
        if (body.length == 0 && !method.equals("POST") && !method.equals("PUT") && !method.equals("PATCH")) {
            return;
        }
        to.put(CONTENT_LENGTH);
        int divisor = 1;
        while (body.length / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            to.put((byte) ('0' + body.length / divisor % 10));
        }
        to.put(LINE_END);
    }

    @Override
    public boolean isGraphQl() {
        return graphQl;
    }

    @Override
    public Origin origin() {
        return target.origin();
    }

    @Override
    public HttpUrl url() {
        return target.url();
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public boolean toHead() {
        return method.equals("HEAD");
    }

    @Override
    public boolean idempotent() {
        return RequestTemplate.IDEMPOTENT.contains(method);
    }

    @Override
    public boolean keepsAlive() {
        return defaults.keepAlive && !headers.closes();
    }

    /** Whether a Cookie header is already in it; kept cookies then stay at home. */
    boolean hasCookie() {
        return target.atHome() && defaults.hasCookie || headers.hasCookie() && !target.strayed();
    }

    RequestTarget target() {
        return target;
    }

    /** The row of the report: by method and path where it was not named. Allocates. */
    String row() {
        return row == null ? method + " " + target.path() : row;
    }
}
