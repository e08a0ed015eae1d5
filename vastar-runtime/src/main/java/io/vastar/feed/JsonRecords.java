// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.spi.FeederDefinition;
import java.io.IOException;
import java.io.InputStream;

/** Reads objects from JSON lines, or from one array of them, as they come. */
final class JsonRecords {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DataFile file;
    private final FeederDefinition definition;

    JsonRecords(DataFile file, FeederDefinition definition) {
        this.file = file;
        this.definition = definition;
    }

    void read(InputStream in, boolean array) throws IOException {
        try (JsonParser parser = MAPPER.createParser(in)) {
            JsonToken token = parser.nextToken();
            if (array) {
                if (token != JsonToken.START_ARRAY) {
                    throw file.wrong("is no array of objects; write [{...}, {...}], or name it .jsonl");
                }
                token = parser.nextToken();
            }
            for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                String where = "line " + parser.currentTokenLocation().getLineNr();
                if (token != JsonToken.START_OBJECT) {
                    throw file.wrong(where + " has something else than an object: " + parser.getText());
                }
                add(MAPPER.readTree(parser), where);
            }
        } catch (JsonParseException e) {
            throw file.wrong("line " + e.getLocation().getLineNr() + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private void add(JsonNode object, String where) {
        Object[] values = new Object[definition.columns().size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = object.get(definition.columns().get(i).name());
            if (value == null) {
                throw file.wrong(where + " has no '"
                        + definition.columns().get(i).name() + "'; the record needs " + file.names());
            }
            values[i] = file.value(
                    i, value.isNull() ? null : value.isValueNode() ? value.asText() : value.toString(), where);
        }
        file.add(values, where);
    }
}
