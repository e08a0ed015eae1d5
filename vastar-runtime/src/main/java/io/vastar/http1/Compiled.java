// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import com.fasterxml.jackson.core.JsonPointer;
import io.vastar.grammar.GraphQlText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Regular expressions and JSON pointers of user code, compiled once for all virtual users. Bounded: user code that makes
 * new ones again and again has them compiled again and again. Shared by all threads.
 */
final class Compiled {
    private static final int MOST = 1024;

    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();
    private final Map<String, JsonPointer> pointers = new ConcurrentHashMap<>();
    private final Map<String, byte[]> queries = new ConcurrentHashMap<>();

    /** @throws java.util.regex.PatternSyntaxException when it is no regular expression */
    Pattern pattern(String expression) {
        Pattern known = patterns.get(expression);
        return known == null ? keep(patterns, expression, Pattern.compile(expression)) : known;
    }

    /** @throws IllegalArgumentException when it is no JSON Pointer */
    JsonPointer pointer(String text) {
        JsonPointer known = pointers.get(text);
        return known == null ? keep(pointers, text, JsonPointer.compile(text)) : known;
    }

    /** The beginning of the JSON that carries a GraphQL query. */
    byte[] graphQl(String query) {
        byte[] known = queries.get(query);
        return known == null
                ? keep(queries, query, GraphQlText.beginning(query, null).getBytes(StandardCharsets.UTF_8))
                : known;
    }

    private static <T> T keep(Map<String, T> known, String text, T compiled) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(text, compiled);
        return compiled;
    }
}
