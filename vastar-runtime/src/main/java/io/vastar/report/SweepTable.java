// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import java.util.ArrayList;
import java.util.List;

/** Left-aligned columns, as wide as their widest cell, under a header and a rule. The last column is free text. */
final class SweepTable {
    private static final String INDENT = "    ";
    private static final int GAP = 3;

    private final List<List<String>> rows = new ArrayList<>();

    SweepTable(List<String> header) {
        rows.add(header);
    }

    void add(List<String> cells) {
        rows.add(cells);
    }

    /** The lines, header and rule first, without newlines. */
    List<String> lines() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        List<String> rule = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            rule.add("─".repeat(column == columns - 1 ? rows.get(0).get(column).length() : widths[column]));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(rows.get(0), widths));
        lines.add(line(rule, widths));
        for (List<String> row : rows.subList(1, rows.size())) {
            lines.add(line(row, widths));
        }
        return lines;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(INDENT);
        for (int column = 0; column < cells.size(); column++) {
            line.append(cells.get(column));
            if (column < cells.size() - 1) {
                line.append(" ".repeat(widths[column] - cells.get(column).length() + GAP));
            }
        }
        return line.toString().stripTrailing();
    }
}
