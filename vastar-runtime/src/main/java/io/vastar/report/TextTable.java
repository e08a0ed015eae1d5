// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows in columns as wide as their widest cell: names to the left, figures to the right. Where a row would be wider than
 * the terminal, columns that may give way do, one after the other, and then names lose their middle.
 */
final class TextTable {
    private static final int SHORTEST_NAME = 16;
    private static final int LONGEST_NAME = 40;
    private static final String INDENT = "  ";
    private static final String GAP = "  ";
    private static final int PLAIN = -1;

    private final Ansi ansi;
    private final int columns;
    private final List<Row> rows = new ArrayList<>();
    private final List<Integer> shown = new ArrayList<>();
    private List<Integer> givingWay = List.of();

    /** @param columns width of the terminal */
    TextTable(Ansi ansi, int columns, String... headings) {
        this.ansi = ansi;
        this.columns = columns;
        rows.add(new Row(PLAIN, headings));
        for (int i = 0; i < headings.length; i++) {
            shown.add(i);
        }
    }

    /** Columns that are left out where there is no room, the first one first. */
    TextTable givingWay(Integer... order) {
        givingWay = List.of(order);
        return this;
    }

    /** Adds a row; the first cell is its name. */
    void row(String... cells) {
        rows.add(new Row(PLAIN, cells));
    }

    /** As {@link #row}, in a colour of {@link Ansi}. */
    void painted(int colour, String... cells) {
        rows.add(new Row(colour, cells));
    }

    void write(StringBuilder out) {
        for (Integer column : givingWay) {
            if (room() >= Math.min(SHORTEST_NAME, width(0))) {
                break;
            }
            shown.remove(column);
        }
        int names = Math.min(Math.min(LONGEST_NAME, width(0)), Math.max(SHORTEST_NAME, room()));
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            String text = INDENT + text(row, names).stripTrailing();
            out.append(i == 0 ? ansi.bold(text) : row.colour == PLAIN ? text : ansi.paint(row.colour, text));
            out.append('\n');
        }
    }

    private String text(Row row, int names) {
        StringBuilder text = new StringBuilder(columns);
        String name = middleOut(row.cells[0], names);
        text.append(name).append(" ".repeat(names - name.length()));
        for (int column : shown) {
            if (column > 0) {
                String cell = row.cells[column];
                text.append(GAP)
                        .append(" ".repeat(width(column) - cell.length()))
                        .append(cell);
            }
        }
        return text.toString();
    }

    /** What the figures leave of a line to the names. */
    private int room() {
        int room = columns - INDENT.length();
        for (int column : shown) {
            room -= column == 0 ? 0 : GAP.length() + width(column);
        }
        return room;
    }

    private int width(int column) {
        int width = 0;
        for (Row row : rows) {
            width = Math.max(width, row.cells[column].length());
        }
        return width;
    }

    /** The text, or its two ends around {@code …} when it is longer than that. */
    static String middleOut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int tail = (longest - 1) / 2;
        return text.substring(0, longest - 1 - tail) + "…" + text.substring(text.length() - tail);
    }

    private record Row(int colour, String... cells) {}
}
