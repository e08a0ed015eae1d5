// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vastar.spi.FeederDefinition;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads objects from JSON lines, or from one array of them, as they come; numbers keep all their digits. */
final class JsonRecords {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final DataFile file;
    private final FeederDefinition definition;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<String> found = new ArrayList<>();
    private final boolean[] present;

    JsonRecords(DataFile file, FeederDefinition definition) {
        this.file = file;
        this.definition = definition;
        for (FeederDefinition.Column column : definition.columns()) {
            positions.put(column.name(), positions.size());
        }
        present = new boolean[positions.size()];
    }

    void read(Reader in, boolean array) throws IOException {
        try (JsonParser parser = MAPPER.createParser(in)) {
            JsonToken token = parser.nextToken();
            if (array) {
                if (token != JsonToken.START_ARRAY) {
                    throw file.wrong(
                            token == null
                                    ? "is empty; write [{...}, {...}]"
                                    : "is no array of objects; write [{...}, {...}], or name it .jsonl");
                }
                token = parser.nextToken();
            }
            for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw file.wrong(where(parser) + " has something else than an object: "
                            + DataFile.shown(parser.getText())
                            + (token == JsonToken.START_ARRAY && !array ? "; name a file of one array .json" : ""));
                }
                add(parser);
            }
            if (array && parser.nextToken() != null) {
                throw file.wrong(where(parser) + " goes on after the end of the array");
            }
        } catch (JsonParseException e) {
            throw file.wrong("line " + e.getLocation().getLineNr() + ", character "
                    + e.getLocation().getColumnNr() + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private void add(JsonParser parser) throws IOException {
        String where = where(parser);
        Object[] values = new Object[present.length];
        Arrays.fill(present, false);
        found.clear();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            found.add(name);
            JsonToken token = parser.nextToken();
            Integer position = positions.get(name);
            if (position == null) {
                file.extra(name);
                parser.skipChildren();
            } else {
                present[position] = true;
                String line = where(parser);
                values[position] = file.value(position, text(parser, token), line);
            }
        }
        requireAll(where);
        file.add(values, where);
    }

    private void requireAll(String where) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < present.length; i++) {
            if (!present[i]) {
                missing.add(definition.columns().get(i).name());
            }
        }
        if (!missing.isEmpty()) {
            throw file.wrong(where + " has no " + file.missing(missing, found));
        }
    }

    private static String text(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        return token.isScalarValue()
                ? parser.getText()
                : parser.readValueAsTree().toString();
    }

    private static String where(JsonParser parser) {
        return "line " + parser.currentTokenLocation().getLineNr();
    }
}
