// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.api.HttpResponse;
import io.vastar.spi.Checks;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A response as user code reads it. Keeps nothing of the exchange that carried it, which others use meanwhile. */
final class CapturedResponse implements HttpResponse {
    private static final String CONTENT_ENCODING = "Content-Encoding";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String CHARSET = "charset=";

    private final Checks checks;
    private final CapturedHead head = new CapturedHead();
    private final CapturedBody body;
    private int status;
    private long bodyBytes;
    private long serviceTimeNs;
    private int redirects;
    private boolean opened;

    /** The last Content-Type and what it means: most responses have the same. */
    private String contentType;

    private Charset charset;

    CapturedResponse(Compiled compiled, Checks checks) {
        this.checks = checks;
        body = new CapturedBody(compiled);
    }

    void clear() {
        head.clear();
        body.clear();
        status = 0;
        bodyBytes = 0;
        serviceTimeNs = 0;
        redirects = 0;
        opened = false;
    }

    /** It pointed to another place, whose response is the next. */
    void followed(int redirectsSoFar) {
        clear();
        redirects = redirectsSoFar;
    }

    CapturedHead head() {
        return head;
    }

    CapturedBody body() {
        return body;
    }

    void completed(int code, long allBodyBytes, long tookNs) {
        status = code;
        bodyBytes = allBodyBytes;
        serviceTimeNs = tookNs;
    }

    /** The body, ready to be looked into. */
    private CapturedBody opened() {
        if (!opened) {
            opened = true;
            body.codedAs(coding());
        }
        return body;
    }

    private int coding() {
        if (!head.first(CONTENT_ENCODING) || head.valueEquals("identity")) {
            return Head.IDENTITY;
        }
        String value = head.value();
        if (head.next(CONTENT_ENCODING)) {
            return Head.OTHER;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> Head.GZIP;
            case "deflate" -> Head.DEFLATE;
            case "br" -> Head.BROTLI;
            case "zstd" -> Head.ZSTD;
            default -> Head.OTHER;
        };
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String header(String name) {
        return head.first(name) ? head.value() : null;
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (boolean found = head.first(name); found; found = head.next(name)) {
            values.add(head.value());
        }
        return values;
    }

    @Override
    public String text() {
        return opened().text(charset());
    }

    private Charset charset() {
        if (!head.first(CONTENT_TYPE)) {
            return StandardCharsets.UTF_8;
        }
        if (contentType == null || !head.valueEquals(contentType)) {
            contentType = head.value();
            charset = charsetOf(contentType);
        }
        return charset;
    }

    /** UTF-8 where none is named, or none that this JVM knows. */
    private static Charset charsetOf(String type) {
        for (String parameter : type.split(";")) {
            String trimmed = parameter.strip();
            if (trimmed.toLowerCase(Locale.ROOT).startsWith(CHARSET)) {
                try {
                    return Charset.forName(
                            trimmed.substring(CHARSET.length()).strip().replace("\"", ""));
                } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                    return StandardCharsets.UTF_8;
                }
            }
        }
        return StandardCharsets.UTF_8;
    }

    @Override
    public byte[] bytes() {
        return opened().copy();
    }

    @Override
    public long bodyBytes() {
        return bodyBytes;
    }

    @Override
    public boolean isTruncated() {
        return bodyBytes > body.length();
    }

    @Override
    public String json(String pointer) {
        return opened().json(pointer, charset());
    }

    @Override
    public String regex(String expression) {
        return opened().regex(expression, charset());
    }

    @Override
    public boolean contains(String text) {
        return opened().contains(text, charset());
    }

    @Override
    public long serviceTimeNs() {
        return serviceTimeNs;
    }

    @Override
    public int redirects() {
        return redirects;
    }

    @Override
    public boolean check(String name, boolean passed) {
        checks.check(name, passed);
        return passed;
    }
}
