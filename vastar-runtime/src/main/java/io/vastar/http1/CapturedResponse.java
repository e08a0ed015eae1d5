// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.api.HttpResponse;
import io.vastar.spi.Checks;
import io.vastar.spi.Exchange;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/** What is kept of a response for user code: its head, and its body up to a limit. */
final class CapturedResponse implements HttpResponse {
    /** Most of a body that is kept. */
    static final int MAX_BODY_BYTES = 1024 * 1024;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_PATTERNS = 32;
    private static final int LARGE_BYTES = 64 * 1024;

    private final Checks checks;
    private final ByteText head = new ByteText();
    private ByteText body = new ByteText();
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();
    private Exchange exchange;
    private JsonNode json;

    CapturedResponse(Checks checks) {
        this.checks = checks;
    }

    /** Loads what reading JSON needs, so that the first user does not wait for it. */
    static void prepare() {
        try {
            MAPPER.readTree("{\"a\":[1,\"b\"]}").at(JsonPointer.compile("/a/1")).asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void clear() {
        head.clear();
        if (body.bytes.length > LARGE_BYTES && body.length < LARGE_BYTES) {
            body = new ByteText();
        }
        body.clear();
        json = null;
        exchange = null;
    }

    void of(Exchange carrying) {
        exchange = carrying;
    }

    void beginHead() {
        head.clear();
    }

    void addHead(DirectBuffer buffer, int offset, int length) {
        head.add(buffer, offset, length);
    }

    void addBody(DirectBuffer buffer, int offset, int length) {
        int room = Math.min(length, MAX_BODY_BYTES - body.length);
        if (room > 0) {
            body.add(buffer, offset, room);
        }
    }

    @Override
    public int status() {
        return exchange == null ? 0 : exchange.code();
    }

    @Override
    public String header(String name) {
        int at = line(name, 0);
        return at < 0 ? null : value(at + name.length() + 1);
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (int at = line(name, 0); at >= 0; at = line(name, at + 1)) {
            values.add(value(at + name.length() + 1));
        }
        return values;
    }

    /** Where the next field line of that name begins, from a position on; -1 when there is none. */
    private int line(String name, int from) {
        byte[] bytes = head.bytes;
        for (int at = nextLine(from); at < head.length; at = nextLine(at)) {
            int i = 0;
            while (i < name.length()
                    && at + i < head.length
                    && Character.toLowerCase((char) (bytes[at + i] & 0xFF)) == Character.toLowerCase(name.charAt(i))) {
                i++;
            }
            if (i == name.length() && at + i < head.length && bytes[at + i] == ':') {
                return at;
            }
        }
        return -1;
    }

    private int nextLine(int from) {
        int at = from;
        while (at < head.length && head.bytes[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private String value(int from) {
        int end = from;
        while (end < head.length && head.bytes[end] != '\n') {
            end++;
        }
        return new String(head.bytes, from, end - from, StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public String text() {
        return new String(body.bytes, 0, body.length, charset());
    }

    private Charset charset() {
        String type = header("Content-Type");
        int at = type == null ? -1 : type.toLowerCase(java.util.Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name =
                type.substring(at + "charset=".length()).split("[;\\s]")[0].replace("\"", "");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    @Override
    public byte[] bytes() {
        return Arrays.copyOf(body.bytes, body.length);
    }

    @Override
    public long bodyBytes() {
        return exchange == null ? 0 : exchange.bodyBytes();
    }

    @Override
    public boolean isTruncated() {
        return bodyBytes() > body.length;
    }

    @Override
    public String json(String pointer) {
        if (json == null) {
            try {
                json = MAPPER.readTree(body.bytes, 0, body.length);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(
                        "the body is no JSON: " + e.getOriginalMessage() + "; it begins with '" + beginning() + "'", e);
            } catch (IOException e) {
                throw new IllegalArgumentException("the body is no JSON: " + e.getMessage(), e);
            }
        }
        JsonNode node = json.at(JsonPointer.compile(pointer));
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private String beginning() {
        String text = text();
        return (text.length() > 60 ? text.substring(0, 60) + "…" : text).replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public String regex(String expression) {
        if (patterns.size() > MOST_PATTERNS) {
            patterns.clear();
        }
        Matcher matcher = patterns.computeIfAbsent(expression, Pattern::compile).matcher(text());
        return !matcher.find() ? null : matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
    }

    @Override
    public boolean contains(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text().contains(text);
            }
        }
        for (int from = 0; from + text.length() <= body.length; from++) {
            int i = 0;
            while (i < text.length() && body.bytes[from + i] == text.charAt(i)) {
                i++;
            }
            if (i == text.length()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long serviceTimeNs() {
        return exchange == null ? 0 : exchange.serviceNs();
    }

    @Override
    public boolean check(String name, boolean passed) {
        checks.check(name, passed);
        return passed;
    }
}
