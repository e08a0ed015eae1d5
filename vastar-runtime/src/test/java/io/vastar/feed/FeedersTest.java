// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedersTest {
    enum Tier {
        GOLD,
        BASIC
    }

    record User(String name, int age, Tier tier, BigDecimal credit, LocalDate since) {}

    private static final String CSV =
            "age,name,extra,tier,credit,since\n31,\"Ann, \"\"A\"\"\",x,GOLD,1.50,2020-01-31\n" + "\n7,Böb,y,BASIC,,\n";

    @TempDir
    Path folder;

    @Test
    void shouldReadAFileOnceWhileItStaysAsItIs() throws IOException {
        List<Object> made = new ArrayList<>();
        Path csv = file("ids.csv", "id\n1\n2\n3\n");
        FeederDefinition shuffled = FeederDefinition.of("Shop.id", csv.toString())
                .column("id", Long.class)
                .strategy("shuffle")
                .factory(values -> {
                    made.add(values[0]);
                    return values[0];
                });
        FeedFiles files = new FeedFiles();
        List<Object> first = three(files.load(shuffled, 1, note -> {}));
        assertThat(three(files.load(shuffled, 1, note -> {}))).isEqualTo(first);
        assertThat(made).containsExactly(1L, 2L, 3L);

        Files.writeString(csv, "id\n4\n5\n6\n7\n");
        assertThat(files.load(shuffled, 1, note -> {}).next(0)).isIn(4L, 5L, 6L, 7L);
        assertThat(made).hasSize(7);
    }

    private static List<Object> three(Feed feed) {
        return List.of(feed.next(0), feed.next(0), feed.next(0));
    }

    private FeederDefinition definition(Path file, String strategy) {
        return FeederDefinition.of("Shop.user", file.toString())
                .column("name", String.class)
                .column("age", int.class)
                .column("tier", Tier.class)
                .column("credit", BigDecimal.class)
                .column("since", LocalDate.class)
                .strategy(strategy)
                .factory(values -> new User(
                        (String) values[0], (Integer) values[1], (Tier) values[2], (BigDecimal) values[3], (LocalDate)
                                values[4]));
    }

    private static FeederDefinition single(Path file) {
        return FeederDefinition.of("Shop.id", file.toString())
                .column("id", Long.class)
                .factory(values -> values[0]);
    }

    @Test
    void shouldFeedTheValuesOfASingleColumn() throws IOException {
        Feed feed = Feeders.load(single(file("items.csv", "name,id\na,7\nb,8\n")), 1);

        assertThat(List.of(feed.next(0), feed.next(0), feed.next(0))).isEqualTo(List.of(7L, 8L, 7L));
    }

    @Test
    void shouldRefuseASingleColumnWithoutAValue() throws IOException {
        Path csv = file("items.csv", "name,id\na,7\nb,\n");

        assertThatThrownBy(() -> Feeders.load(single(csv), 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Shop.id: data file '" + csv + "' line 3 has no value in 'id', which is all that the field"
                        + " gets; write one, or leave the line out");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static final User ANN =
            new User("Ann, \"A\"", 31, Tier.GOLD, new BigDecimal("1.50"), LocalDate.of(2020, 1, 31));
    private static final User BOB = new User("Böb", 7, Tier.BASIC, null, null);

    private void assertReads(Path file) {
        Feed feed = Feeders.load(definition(file, null), 1);
        assertThat(List.of(feed.next(0), feed.next(5), feed.next(0))).isEqualTo(List.of(ANN, BOB, ANN));
    }

    @Test
    void shouldReadEachFormat() throws IOException {
        assertReads(file("users.csv", CSV));
        assertReads(file("bom.csv", "\uFEFF" + CSV.replace("\n", "\r\n")));
        assertReads(file(
                "users.tsv",
                "name\tage\ttier\tcredit\tsince\n\"Ann, \"\"A\"\"\"\t31\tGOLD\t1.50\t2020-01-31\n"
                        + "Böb\t7\tBASIC\t\t\n"));
        String ann =
                "{\"age\":31,\"name\":\"Ann, \\\"A\\\"\",\"tier\":\"GOLD\",\"credit\":\"1.50\",\"since\":\"2020-01-31\"}";
        String bob = "{\"name\":\"Böb\",\"age\":7,\"tier\":\"BASIC\",\"credit\":null,\"since\":null,\"more\":[1]}";
        assertReads(file("users.jsonl", ann + "\n" + bob + "\n"));
        assertReads(file("users.json", "[" + ann + ",\n" + bob + "]"));
        Path zipped = folder.resolve("users.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(CSV.getBytes(StandardCharsets.UTF_8));
        }
        assertReads(zipped);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, a.csv, true",
        "UTF-16LE, a.csv, true",
        "UTF-16BE, a.csv, true",
        "UTF-16LE, a.csv, false",
        "UTF-16BE, a.csv, false",
        "UTF-8, a.tsv, true",
        "UTF-16LE, a.tsv, true",
        "UTF-8, a.jsonl, true",
        "UTF-16LE, a.json, true",
        "UTF-16BE, a.jsonl, false",
        "UTF-8, a.csv.gz, true"
    })
    void shouldReadWhatSpreadsheetsWrite(String charset, String name, boolean marked) throws IOException {
        String text = name.startsWith("a.json")
                ? "{\"name\": \"B\u00f6b\"}"
                : name.startsWith("a.tsv")
                        ? "\"name\"\t\"age\"\r\n\"B\u00f6b\"\t\"7\"\r\n"
                        : "\"name\",\"age\"\r\n\"B\u00f6b\",\"7\"\r\n";
        byte[] bytes = ((marked ? "\ufeff" : "") + (name.endsWith(".json") ? "[" + text + "]" : text))
                .getBytes(Charset.forName(charset));
        Path file = folder.resolve(name);
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            out.write(bytes);
        }
        FeederDefinition names = FeederDefinition.of("Shop.name", file.toString())
                .column("name", String.class)
                .factory(values -> values[0]);

        assertThat(Feeders.load(names, 1).next(0)).isEqualTo("B\u00f6b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.csv   | name,age,tier,credit,since;Ann,x,GOLD,1,2020-01-31          | line 2, column 'age': 'x' is not a number of type int",
                "a.csv   | name,age,tier,credit,since;Ann,1,GOLD,1,2020-01-31;B,,GOLD,1, | line 3, column 'age'",
                "a.csv   | name,age,tier,credit,since;Ann,1,SILVER,1,2020-01-31         | one of GOLD, BASIC",
                "a.csv   | name,age,tier,credit,since;Ann,1,GOLD,1,31.1.2020            | a date such as",
                "a.csv   | name,age,tier,credit,since;Ann,1,GOLD                        | line 2 has 3 values, the header has 5",
                "a.csv   | Name,age,tier,credit,since;Ann,1,GOLD,1,2020-01-31           | has no column 'name' (did you mean 'Name'?); it has Name, age, tier, credit, since, and the record needs name, age, tier, credit, since",
                "a.csv   | name,credit;Ann,1                                           | has no column 'age', 'tier', 'since'; it has name, credit, and",
                "a.csv   | name,age,name,tier,credit,since;A,1,B,GOLD,1,                | has two columns 'name'; rename one",
                "a.csv   | name	age	tier;Ann	1	GOLD                                 | separated by tabs, and vastar reads .csv with commas",
                "a.tsv   | name,age,tier,credit,since;Ann,1,GOLD,1,                     | separated by ',', and vastar reads .tsv with tabs",
                "a.csv   | name,age,tier,credit,since;Ann,1,GOLD,1,\"2020;Bob,1,GOLD,1, | line 2 begins a value with a quote",
                "a.csv   | name,age,tier,credit,since;\"Ann,1,GOLD,1,;Bob,1,GOLD,1,     | line 2 begins a value with a quote",
                "a.csv   | name,age,tier,credit,since;Ann,,GOLD,1,                      | line 2, column 'age': '' is not an int; write a value, or make the component Integer",
                "a.csv   | name,age,tier,credit,since;Ann,3000000000,GOLD,1,            | '3000000000' is not a number of type int",
                "a.csv   | ``                                                           | is empty; it needs a first line with the columns name, age",
                "a.json  | ``                                                           | is empty; write [",
                "a.json  | []                                                           | has no records",
                "a.json  | [] 1                                                         | line 1 goes on after the end of the array",
                "a.json  | [{\"name\":\"A\"                                             | is no JSON",
                "a.jsonl | [{\"name\":\"A\"}]                                           | name a file of one array .json",
                "a.jsonl | {\"Name\":\"A\",\"age\":1,\"tier\":null,\"credit\":1,\"since\":null} | line 1 has no 'name' (did you mean 'Name'?); it has Name, age",
                "a.jsonl | {\"name\":\"A\",\"name\":\"B\"}                               | Duplicate field 'name'",
                "a.json  | [;{\"name\":\"A\",;\"age\":[1]}]                              | line 3, column 'age': '[1]' is not a number",
                "a.csv.gz | name                                                       | cannot be read: Not in GZIP format",
                "a.csv   | name,age,tier,credit,since                                   | has no records",
                "a.txt   | x                                                            | of no known form",
                "a.json  | {}                                                           | no array of objects",
                "a.jsonl | {\"name\":\"A\"}                                             | line 1 has no 'age'",
                "a.jsonl | {\"name\"                                                    | is no JSON",
                "a.jsonl | 5                                                            | something else than an object",
            })
    void shouldSayWhatIsWrongAndWhere(String name, String text, String message) throws IOException {
        Path file = file(name, text.replace(";", "\n"));
        assertThatThrownBy(() -> Feeders.load(definition(file, null), 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Shop.user")
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void shouldSayWhereItLookedForAMissingFile() {
        assertThatThrownBy(() -> Feeders.load(definition(Path.of("nowhere.csv"), null), 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nowhere.csv")
                .hasMessageContaining("does not exist");
    }

    @Test
    void shouldSayWhyAFileCannotBeRead() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("users.csv"));
        assertRefused(directory, "is a directory; name a file in it");
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, CSV.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(latin, "is not in UTF-8");
        Path latinJson = folder.resolve("latin.jsonl");
        Files.write(latinJson, "{\"name\": \"B\u00f6b\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(latinJson, "is not in UTF-8; save it in that encoding");
        Path cut = folder.resolve("cut.json.gz");
        Files.write(cut, new byte[] {0x1f});
        assertRefused(cut, "ends too early");
    }

    @Test
    void shouldRefuseMoreThanMemoryHolds() throws IOException {
        FeederDefinition few = FeederDefinition.of(
                        "Shop.n", file("n.csv", "n\n1\n2\n3\n").toString())
                .column("n", int.class)
                .factory(values -> values[0]);
        assertThat(new DataFile(few, 3).read(note -> {})).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> new DataFile(few, 2).read(note -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has more than 2 records; use a part of it");
        FeederDefinition large = FeederDefinition.of("Shop.n", few.file())
                .column("n", int.class)
                .factory(values -> {
                    throw new OutOfMemoryError("Java heap space");
                });
        assertThatThrownBy(() -> Feeders.load(large, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not fit into the heap of")
                .hasMessageContaining("-Xmx");
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> Feeders.load(definition(file, null), 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Shop.user: data file '" + file + "' " + message);
    }

    @Test
    void shouldNoteColumnsThatTheRecordHasNot() throws IOException {
        List<String> notes = new ArrayList<>();
        Path csv = file("users.csv", CSV);
        Feeders.load(definition(csv, null), 1, notes::add);
        assertThat(notes)
                .containsExactly(
                        "Shop.user: data file '" + csv + "' also has extra, for which the record has no component");
        Feeders.load(definition(file("u.csv", CSV.replace("x,", ",").replace("extra", "x")), null), 1, notes::add);
        assertThat(notes).hasSize(2);
    }

    @Test
    void shouldShowNoMoreOfALongValueThanALine() throws IOException {
        Path csv = file("users.csv", "name,age,tier,credit,since\nAnn," + "9".repeat(5_000) + ",GOLD,1,\n");
        assertThatThrownBy(() -> Feeders.load(definition(csv, null), 1))
                .hasMessageContaining("9... ' is not".replace(" '", "'"))
                .message()
                .hasSizeLessThan(500);
    }

    @Test
    void shouldReadResourcesOfTheClassPath() {
        FeederDefinition resource = FeederDefinition.of("Shop.n", "io/vastar/feed/numbers.csv")
                .column("n", long.class)
                .factory(values -> values[0]);
        assertThat(Feeders.load(resource, 1).next(0)).isEqualTo(7L);
    }

    private Feed numbers(int count, String strategy, long seed) throws IOException {
        StringBuilder text = new StringBuilder("n\n");
        for (int i = 0; i < count; i++) {
            text.append(i).append('\n');
        }
        Path file = file("numbers.csv", text.toString());
        return Feeders.load(
                FeederDefinition.of("Shop.n", file.toString())
                        .column("n", int.class)
                        .strategy(strategy)
                        .factory(values -> values[0]),
                seed);
    }

    private static List<Object> take(Feed feed, int count) {
        List<Object> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(feed.next(i));
        }
        return taken;
    }

    @Test
    void shouldDealOutByEachStrategy() throws IOException {
        assertThat(take(numbers(3, "circular", 1), 7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
        assertThat(take(numbers(3, "sequential", 1), 5)).containsExactly(0, 1, 2, null, null);
        assertThat(take(numbers(3, "unique", 1), 4)).containsExactly(0, 1, 2, null);
        List<Object> shuffled = take(numbers(50, "shuffle", 1), 50);
        assertThat(shuffled).doesNotHaveDuplicates().isNotEqualTo(take(numbers(50, "circular", 1), 50));
        assertThat(take(numbers(50, "shuffle", 1), 50)).isEqualTo(shuffled);
        List<Object> random = take(numbers(50, "random", 1), 500);
        assertThat(random)
                .isEqualTo(take(numbers(50, "random", 1), 500))
                .isNotEqualTo(take(numbers(50, "random", 2), 500));
        assertThat(random.stream().distinct().count()).isGreaterThan(45);
    }

    @Test
    void shouldDealAUserTheSameRandomRecordsInWhateverOrderOthersCome() throws IOException {
        Feed alone = numbers(100, "random", 5);
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            expected.add(alone.next(3));
        }
        Feed shared = numbers(100, "random", 5);
        List<Object> dealt = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            for (int other = 4; other < 4 + i; other++) {
                shared.next(other);
            }
            dealt.add(shared.next(3));
        }
        assertThat(dealt).isEqualTo(expected);
        assertThat(expected.stream().distinct().count()).isGreaterThan(25);
    }

    @Test
    void shouldSayForHowManyUsersThereIsData() throws IOException {
        assertThat(numbers(3, "unique", 1).mostUsers()).isEqualTo(3);
        assertThat(numbers(3, "circular", 1).mostUsers()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shouldDealEachRecordOnceARoundToManyThreads() throws Exception {
        Feed feed = numbers(1_000, "circular", 1);
        Map<Object, Integer> counts = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    counts.merge(feed.next(i), 1, Integer::sum);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counts)
                .hasSize(1_000)
                .allSatisfy((record, count) -> assertThat(count).isEqualTo(20));
    }
}
