// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.Suggestions;
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
        check(entries, given);
        List<LoadTestEntry> all = new ArrayList<>();
        entries.forEach(entry -> all.addAll(combinations(entry, given)));
        return all;
    }

    /**
     * Checks load tests, expanded or not.
     *
     * @throws ConfigurationException as {@link #expand}
     */
    public static void check(List<LoadTestEntry> entries, Map<String, List<String>> given) {
        TreeSet<String> known = new TreeSet<>();
        for (LoadTestEntry entry : entries) {
            known.addAll(entry.definition().params().keySet());
            if (isTooLarge(values(entry, given))) {
                throw new ConfigurationException("load test '" + entry.name() + "' has more than " + MOST_COMBINATIONS
                        + " combinations of its params; pick some with -p name=value");
            }
        }
        for (String field : given.keySet()) {
            if (!known.contains(field)) {
                String question = Suggestions.question(field, known);
                String all = known.isEmpty() ? "none at all" : String.join(", ", known);
                throw new ConfigurationException("-p " + field + ": no selected load test has a @Param of that name"
                        + (question.isEmpty() ? "; they have " + all : question));
            }
        }
    }

    /** Of one load test; that itself when it has no params, or too many combinations, which {@link #check} tells. */
    static List<LoadTestEntry> combinations(LoadTestEntry entry, Map<String, List<String>> given) {
        Map<String, List<String>> fields = values(entry, given);
        if (fields.isEmpty() || isTooLarge(fields)) {
            return List.of(entry);
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
            expanded.add(new LoadTestEntry(entry.name() + ":" + text(row), entry.definition(), entry.provider(), row));
        }
        return expanded;
    }

    private static Map<String, List<String>> values(LoadTestEntry entry, Map<String, List<String>> given) {
        Map<String, List<String>> fields =
                new LinkedHashMap<>(entry.definition().params());
        fields.replaceAll((field, values) -> given.getOrDefault(field, values));
        return fields;
    }

    private static boolean isTooLarge(Map<String, List<String>> fields) {
        long count = 1;
        for (List<String> values : fields.values()) {
            count *= values.size();
            if (count > MOST_COMBINATIONS) {
                return true;
            }
        }
        return false;
    }

    private static String text(Map<String, String> row) {
        StringJoiner text = new StringJoiner(",");
        row.forEach((field, value) -> text.add(field + "=" + value));
        return text.toString();
    }
}
