// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vastar.spi.BodyWatch;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A decoded body, up to a limit, with what has been made of it so far: its text and its JSON, each made once. */
final class CapturedBody {
    /** Most of a body that is kept. */
    static final int MAX_BYTES = 1024 * 1024;
    /** Most that a compressed one may inflate to. */
    static final int MAX_INFLATED_BYTES = 16 * 1024 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int SHOWN = 60;

    private final Compiled compiled;

    /** As it arrived. */
    private final ByteText raw = new ByteText();

    private final ByteText sought = new ByteText();
    private ByteText inflated;
    private BodyInflater inflater;

    /** What is looked into: as it arrived, or what that inflates to. */
    private ByteText bytes = raw;

    private int coding;

    /** There was more of it than is kept. */
    private boolean cut;

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
        raw.clear();
        if (bytes != raw) {
            inflated.clear();
            bytes = raw;
        }
        coding = Head.IDENTITY;
        cut = false;
        text = null;
        json = null;
    }

    void add(DirectBuffer buffer, int offset, int length) {
        int room = Math.min(length, MAX_BYTES - raw.length);
        cut |= room < length;
        if (room > 0) {
            raw.add(buffer, offset, room);
        }
    }

    /** How many bytes are kept, as they arrived. */
    int length() {
        return raw.length;
    }

    /** It is complete, and compressed in this way. */
    void codedAs(int howCoded) {
        coding = howCoded;
    }

    /** Before the first look: inflates it where it is compressed. */
    private void open() {
        if (coding == Head.IDENTITY) {
            return;
        }
        if (inflater == null) {
            inflater = new BodyInflater(MAX_INFLATED_BYTES);
            inflated = new ByteText();
        }
        inflated.clear();
        inflater.begin(coding);
        Sink sink = new Sink(inflated);
        inflater.onData(new UnsafeBuffer(raw.bytes, 0, raw.length), 0, raw.length, sink, null);
        if (!cut || BodyInflater.gathers(coding)) {
            inflater.end(sink, null);
        }
        if (inflater.failure() != null) {
            throw new IllegalStateException(inflater.failure());
        }
        bytes = inflated;
        coding = Head.IDENTITY;
    }

    /** Takes what a body inflates to. */
    private record Sink(ByteText to) implements BodyWatch {
        @Override
        public void begin() {}

        @Override
        public void onData(DirectBuffer buffer, int offset, int length) {
            to.add(buffer, offset, length);
        }

        @Override
        public boolean found() {
            return false;
        }
    }

    /** The variables of a GraphQL request as JSON; null when there are none. */
    static String variables(Object variables) {
        String json;
        if (variables == null || variables instanceof String) {
            json = (String) variables;
        } else {
            try {
                json = MAPPER.writeValueAsString(variables);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(
                        "the GraphQL variables cannot be written as JSON: " + e.getOriginalMessage(), e);
            }
        }
        if (json != null && !json.stripLeading().startsWith("{")) {
            throw new IllegalArgumentException("the GraphQL variables are no JSON object: '"
                    + (json.length() > SHOWN ? json.substring(0, SHOWN) + "…" : json) + "'");
        }
        return json;
    }

    byte[] copy() {
        open();
        return Arrays.copyOf(bytes.bytes, bytes.length);
    }

    String text(Charset charset) {
        open();
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
        open();
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
        String kept = raw.length == MAX_BYTES ? ", of which only the first " + MAX_BYTES + " bytes are kept," : "";
        return new IllegalArgumentException(
                "the body" + kept + " is no JSON: " + why + "; it begins with '"
                        + beginning.replaceAll("\\p{Cntrl}", "?") + "'",
                cause);
    }

    /** Whether the text is in the body; allocates nothing where the body is in UTF-8. */
    boolean contains(String part, Charset charset) {
        open();
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
