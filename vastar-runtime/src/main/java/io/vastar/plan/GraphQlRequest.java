// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vastar.grammar.GrammarException;
import io.vastar.grammar.GraphQlText;
import io.vastar.spi.ConfigurationException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A GraphQL request that is known to be sound as far as a client can tell.
 *
 * @param operationName null when none is named
 * @param variables a JSON object; null when there are none
 */
record GraphQlRequest(String query, String operationName, String variables) {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /**
     * Checks it.
     *
     * @param where it was written, for messages
     */
    static GraphQlRequest of(String query, String operationName, String variables, String where) {
        try {
            GraphQlText.check(query);
        } catch (GrammarException e) {
            throw new ConfigurationException(where + ": " + e.getMessage(), e);
        }
        if (operationName != null && !query.contains(operationName)) {
            throw new ConfigurationException(
                    where + ": the query has no operation '" + operationName + "'; write the name of one that it has");
        }
        if (variables != null) {
            checkVariables(variables, where);
        }
        return new GraphQlRequest(query, operationName, variables);
    }

    private static void checkVariables(String variables, String where) {
        JsonNode node;
        try {
            node = MAPPER.readTree(variables);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(
                    where + ": the variables '" + variables + "' are no JSON: " + e.getOriginalMessage(), e);
        }
        if (!node.isObject()) {
            throw new ConfigurationException(
                    where + ": the variables '" + variables + "' are no JSON object; write one such as {\"id\": 7}");
        }
    }

    byte[] body() {
        return GraphQlText.body(query, operationName, variables).getBytes(StandardCharsets.UTF_8);
    }

    /** A URL that asks for it by GET (GraphQL over HTTP, §5.3). */
    String addedTo(String url) {
        StringBuilder target = new StringBuilder(url).append(url.indexOf('?') < 0 ? '?' : '&');
        target.append("query=").append(encoded(query));
        if (operationName != null) {
            target.append("&operationName=").append(encoded(operationName));
        }
        if (variables != null) {
            target.append("&variables=").append(encoded(variables));
        }
        return target.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
