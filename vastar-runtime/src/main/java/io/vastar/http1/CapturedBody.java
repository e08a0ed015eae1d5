// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import org.agrona.DirectBuffer;

/** A decoded body, up to a limit, with what has been made of it so far: its text and its JSON, each made once. */
final class CapturedBody {
    /** Most of a body that is kept. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int SHOWN = 60;

    private final Compiled compiled;
    private final ByteText bytes = new ByteText();
    private final ByteText sought = new ByteText();
    private String text;
    private JsonNode json;

    CapturedBody(Compiled compiled) {
        this.compiled = compiled;
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
        bytes.clear();
        text = null;
        json = null;
    }

    void add(DirectBuffer buffer, int offset, int length) {
        int room = Math.min(length, MAX_BYTES - bytes.length);
        if (room > 0) {
            bytes.add(buffer, offset, room);
        }
    }

    int length() {
        return bytes.length;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes.bytes, bytes.length);
    }

    String text(Charset charset) {
        if (text == null) {
            text = new String(bytes.bytes, 0, bytes.length, charset);
        }
        return text;
    }

    String regex(String expression, Charset charset) {
        Matcher matcher = compiled.pattern(expression).matcher(text(charset));
        return !matcher.find() ? null : matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
    }

    String json(String pointer, Charset charset) {
        JsonPointer found = compiled.pointer(pointer);
        if (json == null) {
            json = parse(charset);
        }
        JsonNode node = json.at(found);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private JsonNode parse(Charset charset) {
        JsonNode parsed;
        try {
            parsed = charset == StandardCharsets.UTF_8
                    ? MAPPER.readTree(bytes.bytes, 0, bytes.length)
                    : MAPPER.readTree(text(charset));
        } catch (JsonProcessingException e) {
            throw noJson(e.getOriginalMessage(), charset, e);
        } catch (IOException e) {
            throw noJson(e.getMessage(), charset, e);
        }
        if (parsed.isMissingNode()) {
            throw noJson("it is empty", charset, null);
        }
        return parsed;
    }

    private IllegalArgumentException noJson(String why, Charset charset, Exception cause) {
        String all = text(charset);
        String beginning = all.length() > SHOWN ? all.substring(0, SHOWN) + "…" : all;
        String kept = bytes.length == MAX_BYTES ? ", of which only the first " + MAX_BYTES + " bytes are kept," : "";
        return new IllegalArgumentException(
                "the body" + kept + " is no JSON: " + why + "; it begins with '"
                        + beginning.replaceAll("\\p{Cntrl}", "?") + "'",
                cause);
    }

    /** Whether the text is in the body; allocates nothing where the body is in UTF-8. */
    boolean contains(String part, Charset charset) {
        if (charset != StandardCharsets.UTF_8) {
            return text(charset).contains(part);
        }
        sought.clear();
        sought.add(part);
        if (sought.length == 0) {
            return true;
        }
        byte[] in = bytes.bytes;
        byte first = sought.bytes[0];
        int last = bytes.length - sought.length;
        for (int from = 0; from <= last; from++) {
            if (in[from] == first && Arrays.equals(in, from, from + sought.length, sought.bytes, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }
}
