// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Makes one load test of each combination of a load test's {@code @Param} values, the last field changing fastest. */
public final class ParamGrid {
    private static final int MOST_COMBINATIONS = 1_000;

    private ParamGrid() {}

    /**
     * Expands load tests.
     *
     * @param given values from the command line by field, in the place of the annotated ones
     * @throws ConfigurationException when no load test has a given field, or there are too many combinations
     */
    public static List<LoadTestEntry> expand(List<LoadTestEntry> entries, Map<String, List<String>> given) {
        TreeSet<String> known = new TreeSet<>();
        List<LoadTestEntry> all = new ArrayList<>();
        for (LoadTestEntry entry : entries) {
            Map<String, List<String>> fields =
                    new LinkedHashMap<>(entry.definition().params());
            known.addAll(fields.keySet());
            fields.replaceAll((field, values) -> given.getOrDefault(field, values));
            all.addAll(combinations(entry, fields));
        }
        for (String field : given.keySet()) {
            if (!known.contains(field)) {
                throw new ConfigurationException("-p " + field + ": no selected load test has a @Param of that name"
                        + (known.isEmpty()
                                ? "; they have none at all"
                                : Suggestions.question(field, known) + "; they have " + String.join(", ", known)));
            }
        }
        return all;
    }

    private static List<LoadTestEntry> combinations(LoadTestEntry entry, Map<String, List<String>> fields) {
        long count = 1;
        for (List<String> values : fields.values()) {
            count *= values.size();
            if (count > MOST_COMBINATIONS) {
                throw new ConfigurationException("load test '" + entry.name() + "' has more than " + MOST_COMBINATIONS
                        + " combinations of its params; pick some with -p name=value");
            }
        }
        List<Map<String, String>> rows = new ArrayList<>(List.of(Map.of()));
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> row : rows) {
                for (String value : field.getValue()) {
                    Map<String, String> next = new LinkedHashMap<>(row);
                    next.put(field.getKey(), value);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        List<LoadTestEntry> expanded = new ArrayList<>();
        for (Map<String, String> row : rows) {
            expanded.add(
                    row.isEmpty()
                            ? entry
                            : new LoadTestEntry(
                                    entry.name() + ":" + text(row), entry.definition(), entry.provider(), row));
        }
        return expanded;
    }

    private static String text(Map<String, String> row) {
        StringJoiner text = new StringJoiner(",");
        row.forEach((field, value) -> text.add(field + "=" + value));
        return text.toString();
    }
}
