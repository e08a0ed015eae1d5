// SPDX-License-Identifier: Apache-2.0
package io.vastar.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableStreamTest {
    /** As Java writes it, with {@code \\u} doubled, so that a failure does not steer the terminal of a test. */
    @ParameterizedTest
    @CsvSource({
        "plain \\u00e9 \\u20ac \\ud83d\\ude00, plain \\u00e9 \\u20ac \\ud83d\\ude00, plain \\u00e9 \\u20ac \\ud83d\\ude00",
        "a\\u000ab\\u0009c\\u000d\\u000ad, a\\u000ab\\u0009c\\u000d\\u000ad, a\\u000ab\\u0009c\\u000d\\u000ad",
        "a\\u000db, a!rb, a!rb",
        "\\u001b[31mred\\u001b[0m, !x1b[31mred!x1b[0m, \\u001b[31mred\\u001b[0m",
        "\\u001b[2J\\u001b]0;t\\u0007, !x1b[2J!x1b]0;t!x07, !x1b[2J!x1b]0;t!x07",
        "\\u001b\\u001b[1m, !x1b!x1b[1m, !x1b\\u001b[1m",
        "\\u001bm\\u001b[;x, !x1bm!x1b[;x, !x1bm!x1b[;x",
        "\\u009b31m\\u007f\\u0000, !u009b31m!u007f!x00, !u009b31m!u007f!x00",
        "a\\u202eb\\u2066c\\u2028d\\u2026, a!u202eb!u2066c!u2028d\\u2026, a!u202eb!u2066c!u2028d\\u2026"
    })
    void shouldMakeEscapesOfWhatSteersATerminal(String text, String plain, String coloured) throws IOException {
        for (int split = 1; split < 8; split++) {
            assertThat(written(read(text), false, split)).as("split %d", split).isEqualTo(read(plain));
            assertThat(written(read(text), true, split)).as("split %d", split).isEqualTo(read(coloured));
        }
    }

    private static String written(String text, boolean colours, int split) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (PrintableStream stream = new PrintableStream(out, colours)) {
            for (int from = 0; from < bytes.length; from += split) {
                stream.write(bytes, from, Math.min(split, bytes.length - from));
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String read(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.startsWith("\\u", i)) {
                text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                text.append(escaped.charAt(i) == '!' ? '\\' : escaped.charAt(i));
            }
        }
        return text.toString();
    }
}
