// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.record.RequestLog;
import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RequestLogsTest {
    private static final long EPOCH_MS = 1_790_000_000_000L;

    @TempDir
    private Path directory;

    /** A run of four requests. */
    private static LogSummary run(RequestLogs logs, String name) {
        RunLog run = logs.run(name, "GET", "http://h/");
        RequestLog log = run.open(0, 1, List.of("log,in"));
        run.begin(EPOCH_MS);
        log.begin(0);
        Records.answer(log, 1_000_000, 200, 0);
        Records.answer(log, 2_000_000, 503, -1);
        Records.fail(log, 3_000_000);
        Records.abort(log, 4_000_000);
        return run.end();
    }

    private List<String> lines(LogFormat format) throws IOException {
        Path file = directory.resolve(format.name());
        try (RequestLogs logs = new RequestLogs(LogSampling.ALL, 1 << 16).toFile(file, format)) {
            LogSummary summary = run(logs, "Fx \"1\"");
            assertThat(summary.records())
                    .isEqualTo(
                            switch (format) {
                                case HEY_CSV, OHA_CSV -> 2;
                                case VEGETA_CSV -> 3;
                                default -> 4;
                            });
            assertThat(summary.dropped()).isZero();
            assertThat(summary.failure()).isNull();
            assertThat(summary.sample()).isEqualTo("all");
            assertThat(Files.exists(file)).isFalse();
            assertThat(Files.size(directory.resolve(format.name() + ".part"))).isPositive();
        }
        assertThat(Files.exists(directory.resolve(format.name() + ".part"))).isFalse();
        return Files.readAllLines(file);
    }

    @Test
    void shouldWriteCsv() throws IOException {
        assertThat(lines(LogFormat.CSV))
                .containsExactly(
                        CsvLines.COLUMNS,
                        "1000000,1790000000001000,999000,1500000,1501000,200000,250000,1000000,ok,200,,250,60,13,4,9,0,"
                                + "\"log,in\",\"Fx \"\"1\"\"\"",
                        "2000000,1790000000002000,1999000,1500000,1501000,200000,250000,1000000,unexpected,503,,250,60,13,4,9,"
                                + "0,,\"Fx \"\"1\"\"\"",
                        "3000000,1790000000003000,3000000,2000000,2000000,0,0,,failed,,timeout,0,0,0,,9,0,,\"Fx"
                                + " \"\"1\"\"\"",
                        "4000000,1790000000004000,4000000,3000000,3000000,0,0,,aborted,,,0,0,0,0,9,0,,\"Fx \"\"1\"\"\"");
    }

    @Test
    void shouldWriteTheSameAsJson() throws IOException {
        List<String> lines = lines(LogFormat.NDJSON);
        assertThat(lines).hasSize(4);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.fieldNames()).toIterable().containsExactly(CsvLines.COLUMNS.split(","));
        assertThat(first.get("step").asText()).isEqualTo("log,in");
        assertThat(first.get("run").asText()).isEqualTo("Fx \"1\"");
        assertThat(first.get("status").asInt()).isEqualTo(200);
        JsonNode failed = new ObjectMapper().readTree(lines.get(2));
        assertThat(failed.get("error").asText()).isEqualTo("timeout");
        assertThat(failed.get("status").isNull()).isTrue();
        assertThat(failed.get("first_byte_ns").isNull()).isTrue();
        assertThat(failed.get("connection").isNull()).isTrue();
    }

    @Test
    void shouldWriteTheLinesOfOtherTools() throws IOException {
        assertThat(lines(LogFormat.HEY_CSV))
                .containsExactly(
                        "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset",
                        "0.0015,0.0002,0.0000,0.0001,0.0008,0.0005,200,0.0010",
                        "0.0015,0.0002,0.0000,0.0001,0.0008,0.0005,503,0.0020");
        assertThat(lines(LogFormat.OHA_CSV))
                .containsExactly(
                        "request-start,DNS,DNS+dialup,Response-delay,request-duration,bytes,status",
                        "0.001000000,0,0.000200000,0.001000000,0.001500000,13,200",
                        "0.002000000,0,0.000200000,0.001000000,0.001500000,13,503");
    }

    @Test
    void shouldWriteWhatVegetaReads() throws IOException {
        assertThat(lines(LogFormat.VEGETA_CSV))
                .containsExactly(
                        "1790000000001000000,200,1500000,60,13,,,\"Fx \"\"1\"\"\",0,GET,http://h/,",
                        "1790000000002000000,503,1500000,60,13,503 Service Unavailable,,\"Fx \"\"1\"\"\",1,GET,http://h/,",
                        "1790000000003000000,0,2000000,0,0,timeout,,\"Fx \"\"1\"\"\",2,GET,http://h/,");
    }

    @Test
    void shouldWriteTheColumnsOfH2load() throws IOException {
        assertThat(lines(LogFormat.H2LOAD))
                .containsExactly(
                        "1790000000001000\t200\t1500",
                        "1790000000002000\t503\t1500",
                        "1790000000003000\t-1\t2000",
                        "1790000000004000\t-1\t3000");
    }

    @Test
    void shouldKeepSeveralRunsInOneFile() throws IOException {
        Path file = directory.resolve("log.csv");
        try (RequestLogs logs = new RequestLogs(LogSampling.ALL, 1 << 16).toFile(file, LogFormat.CSV)) {
            run(logs, "A");
            run(logs, "B");
        }
        assertThat(Files.readAllLines(file)).hasSize(9);
        assertThat(Files.readAllLines(file).get(8)).endsWith(",B");
    }

    @Test
    void shouldKeepASampleOfFixedSizeInOrderOfTime() throws IOException {
        Path file = directory.resolve("log.csv");
        LogSummary summary;
        try (RequestLogs logs = new RequestLogs(LogSampling.parse("100"), 1 << 20).toFile(file, LogFormat.CSV)) {
            RunLog run = logs.run("A", "GET", "http://h/");
            RequestLog log = run.open(0, 1, List.of());
            run.begin(EPOCH_MS);
            log.begin(0);
            for (int i = 0; i < 5_000; i++) {
                Records.answer(log, i * 1_000L, 200, -1);
            }
            summary = run.end();
        }
        List<Long> starts = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> Long.parseLong(line.substring(0, line.indexOf(','))))
                .toList();
        assertThat(starts).hasSize(100).isSorted().doesNotHaveDuplicates();
        assertThat(starts.get(99)).isGreaterThan(2_500_000);
        assertThat(summary.records()).isEqualTo(100);
        assertThat(summary.sample()).isEqualTo("100");
    }

    @Test
    void shouldCountWhatDidNotFit() throws IOException {
        Path file = directory.resolve("log.csv");
        LogSummary summary;
        try (RequestLogs logs = new RequestLogs(LogSampling.ALL, 1 << 10).toFile(file, LogFormat.CSV)) {
            RunLog run = logs.run("A", "GET", "http://h/");
            RequestLog log = run.open(0, 1, List.of());
            log.begin(0);
            for (int i = 0; i < 5_000; i++) {
                Records.answer(log, i * 1_000L, 200, -1);
            }
            run.begin(EPOCH_MS);
            summary = run.end();
        }
        assertThat(summary.records()).isPositive();
        assertThat(summary.records() + summary.dropped()).isEqualTo(5_000);
        assertThat(Files.readAllLines(file)).hasSize((int) summary.records() + 1);
    }

    @Test
    void shouldTellOfAFullDiskAndGoOn() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(Files.exists(full)).isTrue();
        Path file = directory.resolve("log.csv");
        RequestLogs logs = new RequestLogs(LogSampling.ALL, 1 << 16)
                .toFile(full, LogFormat.CSV)
                .toFile(file, LogFormat.CSV);
        LogSummary summary = run(logs, "A");
        assertThat(summary.failure()).contains("/dev/full").contains("could not be written any more: No space left");
        assertThat(summary.records()).isZero();
        assertThat(summary.dropped()).isEqualTo(4);
        LogSummary next = run(logs, "B");
        assertThat(next.failure()).contains("/dev/full");
        assertThat(next.records()).isZero();
        assertThat(next.dropped()).isEqualTo(4);
        logs.close();
        assertThat(Files.readAllLines(file)).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 300_000, 600_000, 700_000})
    void shouldLeaveWholeRowsAndAsManyAsItReportsWhenTheDiskIsFull(int space) throws IOException {
        int requests = 10_000;
        SmallDisk disk = new SmallDisk(space);
        LogSummary summary;
        Path file = directory.resolve("log.csv");
        Path part = Files.createFile(directory.resolve("log.csv.part"));
        try (RequestLogs logs =
                new RequestLogs(LogSampling.ALL, 1 << 21).to(new FileSink(file, file, part, disk, LogFormat.CSV))) {
            RunLog run = logs.run("A", "GET", "http://h/");
            RequestLog log = run.open(0, 1, List.of());
            run.begin(EPOCH_MS);
            log.begin(0);
            for (int i = 0; i < requests; i++) {
                Records.answer(log, 1_000_000_000_000L + i * 1_000L, 200, -1);
            }
            summary = run.end();
        }
        String text = new String(disk.content(), StandardCharsets.US_ASCII);
        assertThat(text.length()).isLessThanOrEqualTo(space);
        assertThat(text.lines().filter(line -> !line.equals(CsvLines.COLUMNS)))
                .hasSize((int) summary.records())
                .allMatch(line -> line.endsWith(",A"));
        assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
        assertThat(summary.records() + summary.dropped()).isEqualTo(requests);
        assertThat(summary.records() > 0).isEqualTo(space > 270_000);
        assertThat(summary.failure()).contains("log.csv").contains("No space left");
        assertThat(file).exists();
    }

    @Test
    void shouldWriteThroughALinkAndLeaveItInPlace() throws IOException {
        Path file = Files.writeString(directory.resolve("real.csv"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.csv"), file);
        try (RequestLogs logs = new RequestLogs(LogSampling.ALL, 1 << 16).toFile(link, LogFormat.CSV)) {
            run(logs, "A");
            assertThat(Files.readString(file)).isEqualTo("old");
        }
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readAllLines(file)).hasSize(5);
    }

    @Test
    void shouldEndARunThatNeverBegan() throws IOException {
        Path file = directory.resolve("log.csv");
        try (RequestLogs logs = new RequestLogs(LogSampling.ALL, 1 << 16).toFile(file, LogFormat.CSV)) {
            RunLog run = logs.run("A", "GET", "http://h/");
            run.open(0, 1, List.of());
            assertThat(run.end().records()).isZero();
        }
        assertThat(Files.readAllLines(file)).containsExactly(CsvLines.COLUMNS);
    }

    @ParameterizedTest
    @CsvSource({"1/100, 0.01, 0", "1/1, 1, 0", "10000, 1, 10000", "10k, 1, 10000", "1m, 1, 1000000"})
    void shouldReadSamples(String text, double share, int most) {
        assertThat(LogSampling.parse(text)).isEqualTo(new LogSampling(text, share, most));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2/100", "1/0", "", "5%", "-1", "2m", "1/"})
    void shouldRefuseOtherSamples(String text) {
        assertThatThrownBy(() -> LogSampling.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--log-sample: ");
    }

    @Test
    void shouldChooseTheFormByTheNameOfTheFile() {
        assertThat(LogFormat.ofName(Path.of("a/b.CSV"))).isEqualTo(LogFormat.CSV);
        assertThat(LogFormat.ofName(Path.of("b.jsonl"))).isEqualTo(LogFormat.NDJSON);
        assertThatThrownBy(() -> LogFormat.ofName(Path.of("b.log"))).hasMessageContaining("add --log-format csv");
        assertThatThrownBy(() -> LogFormat.of("xml"))
                .hasMessageContaining("use csv, ndjson, hey-csv, oha-csv, vegeta-csv, h2load");
    }

    @Test
    void shouldDocumentTheColumns() throws IOException {
        String page = Files.readString(Path.of("../docs/OUTPUT.md"));
        List<String> documented = page.lines()
                .dropWhile(line -> !line.startsWith("<!-- columns of requests -->"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("<!--"))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Stream.of(
                                line.substring(0, line.indexOf('|', 1)).split("`"))
                        .filter(part -> part.matches("[a-z0-9_]+")))
                .toList();
        assertThat(CsvLines.COLUMNS.split(",")).containsExactly(documented.toArray(new String[0]));
    }
}
