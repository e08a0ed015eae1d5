// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vastar.plan.LoadTestEntry;
import io.vastar.spi.LoadTestDefinition;
import java.util.List;
import java.util.StringJoiner;

/** What {@code -l} prints: one load test a line, its name first, for {@code cut} and for people. */
final class Listing {
    private Listing() {}

    static String render(List<LoadTestEntry> entries, OutputFormat format) {
        return format == OutputFormat.JSON ? json(entries) : text(entries);
    }

    private static String text(List<LoadTestEntry> entries) {
        int width = entries.stream().mapToInt(e -> e.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (LoadTestEntry entry : entries) {
            text.append(entry.name())
                    .append(" ".repeat(width - entry.name().length() + 2))
                    .append(request(entry.definition()));
            if (entry.definition().sweep() != null) {
                text.append("  (sweep ")
                        .append(entry.definition().sweep().conc())
                        .append(')');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String json(List<LoadTestEntry> entries) {
        StringBuilder json = new StringBuilder("{\"schema_version\": \"1.0\", \"load_tests\": [");
        for (int i = 0; i < entries.size(); i++) {
            LoadTestEntry entry = entries.get(i);
            json.append(i == 0 ? "\n" : ",\n").append("{\"name\": ").append(quoted(entry.name()));
            json.append(", \"class\": ").append(quoted(entry.className()));
            json.append(", \"url\": ").append(quoted(entry.definition().url()));
            json.append(", \"sweep\": ")
                    .append(quoted(
                            entry.definition().sweep() == null
                                    ? null
                                    : entry.definition().sweep().conc()));
            json.append(", \"params\": {");
            StringJoiner params = new StringJoiner(", ");
            entry.params().forEach((field, value) -> params.add(quoted(field) + ": " + quoted(value)));
            json.append(params).append("}}");
        }
        return json.append("\n]}\n").toString();
    }

    private static String request(LoadTestDefinition definition) {
        String method = definition.method() == null ? "GET" : definition.method();
        String url = definition.url() == null || definition.url().isEmpty() ? "(base URL of @Setup)" : definition.url();
        return method + " " + url;
    }

    private static String quoted(String text) {
        return text == null
                ? "null"
                : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
