// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a record holds comes back as it was written. */
class CsvValuesTest {
    private static final String ALPHABET = "ab \"',;\t\n\r\\|{}é€\uD83D\uDE00";
    private static final int ROWS = 300;

    enum Size {
        S,
        M,
        L
    }

    private record Kind(String name, Class<?> type, Function<Random, Object> make) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("text", String.class, CsvValuesTest::text),
            new Kind("whole", int.class, Random::nextInt),
            new Kind("large", Long.class, random -> orNull(random, random.nextLong())),
            new Kind("real", double.class, random -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62))),
            new Kind("small", Float.class, random -> orNull(random, random.nextFloat())),
            new Kind("two", short.class, random -> (short) random.nextInt()),
            new Kind("one", byte.class, random -> (byte) random.nextInt()),
            new Kind("yes", boolean.class, Random::nextBoolean),
            new Kind("letter", char.class, random -> (char) (' ' + random.nextInt(90))),
            new Kind("size", Size.class, random -> orNull(random, Size.values()[random.nextInt(3)])),
            new Kind("money", BigDecimal.class, random -> BigDecimal.valueOf(random.nextLong(), random.nextInt(20))),
            new Kind("day", LocalDate.class, random -> LocalDate.ofEpochDay(random.nextInt(100_000))),
            new Kind("moment", Instant.class, random -> Instant.ofEpochMilli(random.nextLong() >>> 20)));

    @TempDir
    Path folder;

    private static Object orNull(Random random, Object value) {
        return random.nextInt(4) == 0 ? null : value;
    }

    private static Object text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(ALPHABET.codePoints()
                    .skip(random.nextInt(ALPHABET.codePointCount(0, ALPHABET.length())))
                    .findFirst()
                    .orElseThrow());
        }
        return text.toString();
    }

    private static String quoted(Object value) {
        return value == null ? "" : '"' + value.toString().replace("\"", "\"\"") + '"';
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldReadWhatWasWritten(long seed) throws IOException {
        Random random = new Random(seed);
        List<Kind> order = new ArrayList<>(KINDS);
        Collections.shuffle(order, random);
        String separator = seed % 2 == 0 ? "," : "\t";
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder csv = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        csv.append(String.join(separator, order.stream().map(Kind::name).toList()));
        List<List<Object>> written = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            List<Object> row = new ArrayList<>();
            KINDS.forEach(kind -> row.add(kind.make().apply(random)));
            written.add(row);
            csv.append(end.repeat(1 + random.nextInt(2)));
            csv.append(String.join(
                    separator,
                    order.stream()
                            .map(kind -> quoted(row.get(KINDS.indexOf(kind))))
                            .toList()));
        }
        Feed feed = load(seed % 2 == 0 ? "all.csv" : "all.tsv", csv.toString());
        for (List<Object> row : written) {
            assertThat(feed.next(0)).isEqualTo(row);
        }
    }

    @Test
    void shouldKeepAllDigitsOfJsonNumbers() throws IOException {
        Path file = Files.writeString(
                folder.resolve("n.jsonl"),
                "{\"money\": 12345678901234567890.120, \"text\": 1.50, \"more\": {\"a\": [1]}}\n");
        Feed feed = Feeders.load(
                FeederDefinition.of("Shop.n", file.toString())
                        .column("money", BigDecimal.class)
                        .column("text", String.class)
                        .column("more", String.class)
                        .factory(List::of),
                1);
        assertThat(feed.next(0)).isEqualTo(List.of(new BigDecimal("12345678901234567890.120"), "1.50", "{\"a\":[1]}"));
    }

    private Feed load(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        FeederDefinition definition = FeederDefinition.of("Shop.all", file.toString());
        KINDS.forEach(kind -> definition.column(kind.name(), kind.type()));
        return Feeders.load(definition.factory(values -> new ArrayList<>(java.util.Arrays.asList(values))), 1);
    }
}
