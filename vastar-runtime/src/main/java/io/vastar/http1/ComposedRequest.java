// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.HttpRequest;
import io.vastar.grammar.Tokens;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The request that user code composes, kept in parts until {@link #encode}. Allocates only while its parts grow. */
final class ComposedRequest implements HttpRequest {
    private static final byte[] VERSION = bytes(" HTTP/1.1\r\n");
    private static final byte[] CONTENT_TYPE = bytes("Content-Type: ");
    private static final byte[] CONTENT_LENGTH = bytes("Content-Length: ");
    private static final byte[] LINE_END = bytes("\r\n");

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BINARY = "application/octet-stream";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final RequestDefaults defaults;
    private final ByteText target = new ByteText();
    private final ByteText lines = new ByteText();
    private final ByteText body = new ByteText();

    private String method;
    private String path;
    private String row;
    private String bodyType;
    private boolean typed;
    private boolean closes;
    private boolean ownCookie;
    private long replaced;
    private int[] lineFrom = {};
    private String[] lineName = {};
    private int lineCount;

    ComposedRequest(RequestDefaults defaults) {
        this.defaults = defaults;
        clear();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void clear() {
        method = "GET";
        path = null;
        row = null;
        bodyType = null;
        typed = false;
        closes = false;
        ownCookie = false;
        replaced = 0;
        lineCount = 0;
        target.clear();
        target.add(defaults.target);
        lines.clear();
        body.clear();
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
    public HttpRequest method(String method, String path) {
        if (!Tokens.isToken(method) || method.equals("CONNECT")) {
            throw new IllegalArgumentException("'" + method + "' is not a request method that can be sent");
        }
        return to(method, path);
    }

    private HttpRequest to(String newMethod, String newPath) {
        method = newMethod;
        path = newPath;
        int from = pathFrom(newPath);
        int to = newPath.indexOf('#') < 0 ? newPath.length() : newPath.indexOf('#');
        for (int i = from; i < to; i++) {
            char c = newPath.charAt(i);
            if (c <= ' ' || c == 127) {
                throw new IllegalArgumentException("the path '" + newPath.replaceAll("\\p{Cntrl}", "?")
                        + "' has a space or control character at position " + i + "; percent-encode it");
            }
        }
        target.clear();
        if (from == to || newPath.charAt(from) != '/') {
            target.add((byte) '/');
        }
        target.addBeyondAscii(from == 0 && to == newPath.length() ? newPath : newPath.substring(from, to));
        return this;
    }

    /** Where the path begins in an absolute URL of the load test's own host. */
    private int pathFrom(String text) {
        if (text.startsWith("/")) {
            return 0;
        }
        String own = "http://" + defaults.url.hostHeader();
        if (text.startsWith(own) && (text.length() == own.length() || "/?#".indexOf(text.charAt(own.length())) >= 0)) {
            return own.length();
        }
        throw new IllegalArgumentException("'" + text + "' is neither a path such as /items nor a URL of " + own
                + "; the requests of a load test go to one host");
    }

    @Override
    public HttpRequest query(String name, String value) {
        target.add((byte) (hasQuery() ? '&' : '?'));
        target.addEncoded(name);
        target.add((byte) '=');
        target.addEncoded(value);
        return this;
    }

    @Override
    public HttpRequest query(String name, long value) {
        if (value < 0) {
            return query(name, Long.toString(value));
        }
        target.add((byte) (hasQuery() ? '&' : '?'));
        target.addEncoded(name);
        target.add((byte) '=');
        target.add(value);
        return this;
    }

    private boolean hasQuery() {
        for (int i = 0; i < target.length; i++) {
            if (target.bytes[i] == '?') {
                return true;
            }
        }
        return false;
    }

    @Override
    public HttpRequest header(String name, String value) {
        begin(name);
        check(name, value);
        lines.add(value);
        lines.add(LINE_END);
        closes |= name.equalsIgnoreCase("connection") && value.equalsIgnoreCase("close");
        return this;
    }

    @Override
    public HttpRequest bearer(String token) {
        begin("Authorization");
        check("Authorization", token);
        lines.add("Bearer ");
        lines.add(token);
        lines.add(LINE_END);
        return this;
    }

    private void begin(String name) {
        if (!Tokens.isToken(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a header name");
        }
        if (name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding")) {
            throw new IllegalArgumentException("header '" + name + "' is sent by itself, as the body needs it");
        }
        for (int i = 0; i < defaults.names.length; i++) {
            if (defaults.names[i].equalsIgnoreCase(name)) {
                replaced |= 1L << i;
            }
        }
        for (int i = 0; i < lineCount; i++) {
            if (name.equalsIgnoreCase(lineName[i])) {
                lineName[i] = null;
            }
        }
        typed |= name.equalsIgnoreCase("content-type");
        ownCookie |= name.equalsIgnoreCase("cookie");
        if (lineCount == lineFrom.length) {
            lineFrom = Arrays.copyOf(lineFrom, lineCount + 4);
            lineName = Arrays.copyOf(lineName, lineCount + 4);
        }
        lineFrom[lineCount] = lines.length;
        lineName[lineCount++] = name;
        lines.add(name);
        lines.add((byte) ':');
        lines.add((byte) ' ');
    }

    private static void check(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 127) {
                throw new IllegalArgumentException(
                        "the value of header '" + name + "' has a control character or line break at position " + i);
            }
        }
    }

    @Override
    public HttpRequest json(String json) {
        body.clear();
        body.add(json);
        bodyType = JSON;
        return this;
    }

    @Override
    public HttpRequest body(String text) {
        body.clear();
        body.add(text);
        bodyType = defaults.contentType == null ? TEXT : defaults.contentType;
        return this;
    }

    @Override
    public HttpRequest body(byte[] content) {
        body.clear();
        body.add(content);
        bodyType = defaults.contentType == null ? BINARY : defaults.contentType;
        return this;
    }

    @Override
    public HttpRequest form(String name, String value) {
        if (bodyType != FORM) {
            body.clear();
            bodyType = FORM;
        }
        if (body.length > 0) {
            body.add((byte) '&');
        }
        body.addEncoded(name);
        body.add((byte) '=');
        body.addEncoded(value);
        return this;
    }

    @Override
    public HttpRequest named(String name) {
        row = name;
        return this;
    }

    /** How many bytes {@link #encode} writes at most. */
    int mostBytes(byte[] cookies) {
        int size = method.length() + target.length + lines.length + body.length + 256;
        for (byte[] line : defaults.lines) {
            size += line.length;
        }
        return size + (cookies == null ? 0 : cookies.length);
    }

    /** @param cookies a whole line; null for none */
    void encode(ByteBuffer to, byte[] cookies) {
        for (int i = 0; i < method.length(); i++) {
            to.put((byte) method.charAt(i));
        }
        to.put((byte) ' ').put(target.bytes, 0, target.length).put(VERSION);
        for (int i = 0; i < defaults.lines.length; i++) {
            if ((replaced & 1L << i) == 0) {
                to.put(defaults.lines[i]);
            }
        }
        for (int i = 0; i < lineCount; i++) {
            if (lineName[i] != null) {
                int end = i + 1 < lineCount ? lineFrom[i + 1] : lines.length;
                to.put(lines.bytes, lineFrom[i], end - lineFrom[i]);
            }
        }
        if (cookies != null && !ownCookie) {
            to.put(cookies);
        }
        if (body.length > 0 && !typed) {
            to.put(CONTENT_TYPE);
            for (int i = 0; i < bodyType.length(); i++) {
                to.put((byte) bodyType.charAt(i));
            }
            to.put(LINE_END);
        }
        if (body.length > 0 || wantsLength()) {
            to.put(CONTENT_LENGTH);
            putNumber(to, body.length);
            to.put(LINE_END);
        }
        to.put(LINE_END).put(body.bytes, 0, body.length);
    }

    private static void putNumber(ByteBuffer to, int number) {
        int divisor = 1;
        while (number / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            to.put((byte) ('0' + number / divisor % 10));
        }
    }

    /** RFC 9110 §8.6: a length also without a body, where the method expects one. */
    private boolean wantsLength() {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    boolean toHead() {
        return method.equals("HEAD");
    }

    /** Whether sending it twice does what sending it once does (RFC 9110 §9.2.2). */
    boolean idempotent() {
        return RequestTemplate.IDEMPOTENT.contains(method);
    }

    boolean keepsAlive() {
        return defaults.keepAlive && !closes;
    }

    boolean wantsCookies() {
        return !ownCookie;
    }

    /** Path and query as they are sent. */
    String target() {
        return new String(target.bytes, 0, target.length, StandardCharsets.US_ASCII);
    }

    /** The row of the report, by method and path where it was not named. */
    String row() {
        if (row != null) {
            return row;
        }
        String at = path == null ? defaults.url.target() : path;
        int query = at.indexOf('?');
        return method + " " + (query < 0 ? at : at.substring(0, query));
    }
}
