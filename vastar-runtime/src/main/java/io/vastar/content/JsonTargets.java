// SPDX-License-Identifier: Apache-2.0
package io.vastar.content;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vastar.grammar.GrammarException;
import io.vastar.grammar.HeaderLine;
import io.vastar.grammar.Suggestions;
import io.vastar.grammar.Tokens;
import io.vastar.spi.Header;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Targets as vegeta's JSON format has them, one object a line: {@code method}, {@code url}, {@code header} with a list of
 * values for each name, {@code body} in Base64; and {@code weight}.
 */
final class JsonTargets {
    private static final List<String> FIELDS = List.of("method", "url", "header", "body", "weight");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final TargetFile file;
    private final int line;

    private JsonTargets(TargetFile file, int line) {
        this.file = file;
        this.line = line;
    }

    static List<Target> read(TargetFile file, String[] lines) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                targets.add(new JsonTargets(file, i + 1).target(lines[i]));
            }
        }
        return targets;
    }

    private Target target(String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw file.wrong(
                    line,
                    "this is no JSON object on one line: " + e.getOriginalMessage()
                            + "; write for example {\"method\":\"GET\",\"url\":\"http://localhost:8080/\"}");
        }
        if (!node.isObject()) {
            throw file.wrong(line, "this is JSON, but no object; write for example {\"method\":\"GET\",\"url\":\"/\"}");
        }
        node.fieldNames().forEachRemaining(this::checkField);
        String method = text(node, "method");
        if (method != null && !Tokens.isToken(method)) {
            throw file.wrong(line, "'" + method + "' is not a request method; write one such as GET or POST");
        }
        return new Target(line, weight(node.get("weight")), method, url(node), headers(node.get("header")), body(node));
    }

    private void checkField(String name) {
        if (!FIELDS.contains(name)) {
            List<String> near = Suggestions.of(name, FIELDS);
            throw file.wrong(
                    line,
                    "'" + name + "' is no field of a target"
                            + (near.isEmpty() ? "" : " (did you mean '" + near.get(0) + "'?)") + "; there are "
                            + String.join(", ", FIELDS));
        }
    }

    private String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw file.wrong(line, "'" + name + "' is no text; write it in quotes");
        }
        return value.textValue();
    }

    private String url(JsonNode node) {
        String url = text(node, "url");
        if (url == null) {
            throw file.wrong(line, "the target has no 'url'; write \"url\":\"http://localhost:8080/\"");
        }
        try {
            TextTargets.checkUrl(url);
        } catch (GrammarException e) {
            throw file.wrong(line, e.getMessage());
        }
        return url;
    }

    private int weight(JsonNode node) {
        if (node == null) {
            return 1;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw file.wrong(line, "the weight " + node + " is no whole number; write for example \"weight\":3");
        }
        TextTargets.checkWeight(file, node.intValue(), node.toString(), line);
        return node.intValue();
    }

    private List<Header> headers(JsonNode node) {
        List<Header> headers = new ArrayList<>();
        if (node == null || node.isNull()) {
            return headers;
        }
        if (!node.isObject()) {
            throw file.wrong(line, "'header' is no object; write for example \"header\":{\"X-Id\":[\"1\"]}");
        }
        node.properties().forEach(entry -> {
            JsonNode values = entry.getValue();
            if (values.isArray()) {
                values.forEach(value -> headers.add(header(entry.getKey(), value)));
            } else {
                headers.add(header(entry.getKey(), values));
            }
        });
        return headers;
    }

    private Header header(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw file.wrong(line, "header '" + name + "' has the value " + value + ", which is no text");
        }
        try {
            HeaderLine header = HeaderLine.parse(name + ":" + value.textValue());
            return new Header(header.name(), header.value());
        } catch (GrammarException e) {
            throw file.wrong(line, e.getMessage());
        }
    }

    private byte[] body(JsonNode node) {
        String body = text(node, "body");
        if (body == null) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw file.wrong(
                    line, "'body' is not in Base64: " + e.getMessage() + "; encode it, as vegeta's JSON wants");
        }
    }
}
