// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    @Test
    void shouldAlignNamesToTheLeftAndFiguresToTheRight() {
        TextTable table = new TextTable(new Ansi(false), 80, "name", "n", "p99");
        table.row("a", "12345", "1 ms");
        table.row("long name", "1", "20.0 ms");
        assertThat(text(table)).isEqualTo("""
                  name           n      p99
                  a          12345     1 ms
                  long name      1  20.0 ms
                """.indent(2).replaceAll("(?m)^    ", "  "));
    }

    @Test
    void shouldLeaveOutColumnsAndThenTheMiddlesOfNamesWhereThereIsNoRoom() {
        String name = "the first part, and then the last part";
        assertThat(narrow(name, 70)).contains(name, "middle");
        assertThat(narrow(name, 34)).contains("the first…ast part  1       2  3");
        assertThat(narrow(name, 32)).contains("middle");
        assertThat(narrow(name, 31)).doesNotContain("middle").contains("the first p…e last part  1  3");
        assertThat(narrow(name, 10)).contains("the firs…st part  1  3");
    }

    @ParameterizedTest
    @CsvSource({"abcdef,6,abcdef", "abcdefg,6,abc…fg", "abcdefg,5,ab…fg", "ab,1,…", "abc,2,a…"})
    void shouldKeepBothEndsOfWhatIsTooLong(String text, int longest, String expected) {
        assertThat(TextTable.middleOut(text, longest)).isEqualTo(expected).hasSizeLessThanOrEqualTo(longest);
    }

    @Test
    void shouldPaintWholeRowsOnlyWithColour() {
        TextTable plain = new TextTable(new Ansi(false), 80, "name", "n");
        plain.painted(Ansi.RED, "a", "1");
        assertThat(text(plain)).isEqualTo("  name  n\n  a     1\n");
        TextTable coloured = new TextTable(new Ansi(true), 80, "name", "n");
        coloured.painted(Ansi.RED, "a", "1");
        assertThat(text(coloured)).contains("\u001b[38;5;124m  a     1\u001b[0m\n");
    }

    private static String narrow(String name, int columns) {
        TextTable table = new TextTable(new Ansi(false), columns, "name", "1", "middle", "3").givingWay(2);
        table.row(name, "1", "2", "3");
        return text(table);
    }

    private static String text(TextTable table) {
        StringBuilder out = new StringBuilder();
        table.write(out);
        return out.toString();
    }
}
