// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.SECOND;
import static io.vastar.report.Results.US;
import static io.vastar.report.Results.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.record.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PeerFormatsTest {
    private static final Path KEPT = Path.of("src/test/resources/io/vastar/report");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TrialResult mixed() {
        return results()
                .concurrency(10)
                .okFrom(1 * MS, 10 * US, 1_000)
                .code(503, 20, 400 * US)
                .code(302, 5, 300 * US)
                .error("timeout", 5, "no response within 2 s")
                .error("reset", 1, "connection reset after \u001b[31m17 bytes")
                .error("connect-refused", 2, "127.0.0.1 port 9 refused")
                .aborted(2)
                .elapsed(10 * SECOND + 12 * MS, 12 * MS)
                .rate(4, 100, 10, 90, 115)
                .course(10 * SECOND, List.of(90.0, 95.0, 100.0, 115.0))
                .build();
    }

    private static Map<String, TrialResult> runs() {
        return Map.of(
                "mixed",
                mixed(),
                "all-failed",
                Goldens.allFailed(),
                "one-request",
                results().ok(1, 312 * US).build(),
                "scenario",
                Goldens.scenario());
    }

    static Stream<String> kept() {
        return runs().keySet().stream()
                .sorted()
                .flatMap(run -> Stream.of(
                                "hey", "wrk", "h2load", "vegeta", "vegeta-json", "bombardier-json", "oha", "csv")
                        .map(form -> run + " as " + form));
    }

    /** To accept a new text run with {@code -Dvastar.updateGoldens=true} and read the difference. */
    @ParameterizedTest
    @MethodSource("kept")
    void shouldRenderTheKeptText(String name) throws IOException {
        String run = name.substring(0, name.indexOf(' '));
        String form = name.substring(name.lastIndexOf(' ') + 1);
        String text = render(form, runs().get(run));
        Path file = KEPT.resolve("as-" + form + "-" + run + ".txt");
        if (Boolean.getBoolean("vastar.updateGoldens")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file)).doesNotContain("NaN", "\u001b");
    }

    private static String render(String form, TrialResult result) {
        return switch (form) {
            case "hey" -> HeyText.render(result);
            case "wrk" -> WrkText.render(result, null);
            case "h2load" -> H2loadText.render(result);
            case "bombardier-json" -> BombardierJson.render(result, null);
            case "vegeta" -> VegetaText.render(result);
            case "vegeta-json" -> VegetaJson.render(result);
            case "csv" -> RunCsv.render(List.of(RunCsv.row(result, List.of(), 0, null)));
            default -> OhaJson.render(result);
        };
    }

    @Test
    void shouldHaveTheKeysOfOha() throws IOException {
        JsonNode oha = JSON.readTree(OhaJson.render(mixed()));
        assertKeys(
                oha,
                "summary",
                "metrics",
                "responseTimeHistogram",
                "latencyPercentiles",
                "firstByteHistogram",
                "firstBytePercentiles",
                "rps",
                "details",
                "statusCodeDistribution",
                "errorDistribution");
        assertKeys(
                oha.get("summary"),
                "successRate",
                "total",
                "slowest",
                "fastest",
                "average",
                "requestsPerSec",
                "totalData",
                "sizePerRequest",
                "sizePerSec");
        for (String at : List.of("/latencyPercentiles", "/firstBytePercentiles", "/rps/percentiles")) {
            assertKeys(oha.at(at), "p10", "p25", "p50", "p75", "p90", "p95", "p99", "p99.9", "p99.99");
        }
        assertKeys(oha.get("rps"), "mean", "stddev", "max", "min", "percentiles");
        assertKeys(oha.get("details"), "DNSDialup", "DNSLookup", "firstByte");
        assertThat(oha.at("/summary/successRate").asDouble()).isCloseTo(1025.0 / 1033, within(1e-9));
        assertThat(oha.at("/latencyPercentiles/p99.99").isNull()).isTrue();
        assertThat(oha.at("/errorDistribution/aborted due to deadline").asInt()).isEqualTo(2);
        assertThat(oha.at("/rps/max").asDouble()).isEqualTo(115);
    }

    private static void assertKeys(JsonNode node, String... keys) {
        assertThat(node.fieldNames()).toIterable().containsExactly(keys);
    }

    @Test
    void shouldCountEveryResponseInHistograms() throws IOException {
        JsonNode histogram = JSON.readTree(OhaJson.render(mixed())).get("responseTimeHistogram");
        long sum = 0;
        for (JsonNode count : histogram) {
            sum += count.asLong();
        }
        assertThat(sum).isEqualTo(1_025);
        assertThat(histogram).hasSize(11);
    }

    @Test
    void shouldJudgeOpenModelsByResponseTime() throws IOException {
        JsonNode oha = JSON.readTree(OhaJson.render(Goldens.open()));
        assertThat(oha.at("/summary/slowest").asDouble()).isCloseTo(0.9, within(0.001));
    }

    @Test
    void shouldAddOtherCodesOfOpenModelsByResponseTimeToo() {
        Histogram others = Results.histogram(10, 2 * SECOND);
        TrialResult.Arrivals open = Goldens.open().detail().arrivals();
        TrialResult result = results()
                .ok(9_600, 400 * US)
                .code(503, 10, MS)
                .detail(Results.scheduled(new TrialResult.Arrivals(
                        open.due(),
                        open.started(),
                        open.windowNs(),
                        0,
                        0,
                        1,
                        1,
                        open.lateness(),
                        open.response(),
                        others)))
                .build();
        assertThat(PeerFigures.latency(result).getMaxValue()).isGreaterThanOrEqualTo(2 * SECOND);
        assertThat(PeerFigures.latency(result).getTotalCount()).isEqualTo(9_610);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "999, 999ns",
        "1500, 1.5µs",
        "1234567, 1.235ms",
        "2740000000, 2.74s",
        "59998200000, 59.998s",
        "60000000000, 1m0s",
        "65400000000, 1m5s",
        "3725000000000, 1h2m0s"
    })
    void shouldWriteDurationsAsGoDoes(long ns, String text) {
        assertThat(VegetaText.duration(ns)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"193980, 193.98us", "860000, 0.86ms", "1660000, 1.66ms", "1000000000, 1.00s", "61000000000, 1.02m"})
    void shouldWriteTimesAsWrkDoes(long ns, String text) {
        assertThat(WrkText.time(ns)).isEqualTo(text);
    }

    @Test
    void shouldDocumentTheColumnsOfTheCsv() throws IOException {
        String page = Files.readString(Path.of("../docs/OUTPUT.md"));
        List<String> documented = page.lines()
                .dropWhile(line -> !line.startsWith("<!-- columns of runs -->"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("<!--"))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Stream.of(
                                line.substring(0, line.indexOf('|', 1)).split("`"))
                        .filter(part -> part.matches("[a-z0-9_]+")))
                .toList();
        assertThat(RunCsv.row(mixed(), List.of(), 0, null).keySet()).containsExactlyElementsOf(documented);
        assertThat(RunCsv.rowWithoutResult("Fx", 4, "nothing there").keySet()).containsExactlyElementsOf(documented);
    }
}
