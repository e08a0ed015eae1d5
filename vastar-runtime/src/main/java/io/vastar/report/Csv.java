// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import java.math.BigDecimal;
import java.util.List;

/** CSV as RFC 4180 has it, with lines ended by LF. */
final class Csv {
    private Csv() {}

    /** One line; a null is an empty field. */
    static String line(List<?> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            line.append(i == 0 ? "" : ",").append(field(values.get(i)));
        }
        return line.append('\n').toString();
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
