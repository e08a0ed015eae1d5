// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.SECOND;
import static io.vastar.report.Results.US;
import static io.vastar.report.Results.results;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.pace.Stage;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.Header;
import io.vastar.spi.RequestSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ours beside what the tools themselves printed, which is kept in {@code peers/TOOL-VERSION}: of runs against nginx that
 * all succeeded, that also met 404, 503 and closed connections (mixed), and of a port where nobody listens (refused).
 */
class PeerFixturesTest {
    private static final Path PEERS = Path.of("src/test/resources/io/vastar/report/peers");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Objects whose keys come from what was measured. */
    private static final Set<String> TABLES = Set.of(
            "status_codes",
            "statusCodeDistribution",
            "errorDistribution",
            "responseTimeHistogram",
            "responseTimeHistogramSuccessful",
            "responseTimeHistogramNotSuccessful",
            "firstByteHistogram");

    /** What a run does not know: it looks names up once, and only responses have a latency. */
    private static final Set<String> UNKNOWN = Set.of(
            "/details/DNSLookup/average",
            "/details/DNSLookup/fastest",
            "/details/DNSLookup/slowest",
            "/result/latency of refused",
            "/result/rps of refused",
            "/spec/headers of post",
            "/spec/body of post");

    private static final String GO_DURATION = "(?:[0-9]+h)?(?:[0-9]+m)?[0-9]+(?:\\.[0-9]+)?(?:ns|µs|ms|s)\\b";
    private static final String TIME = "[0-9]+\\.[0-9]{2}(?:us|ms|s)\\b|\\b[0-9]+us\\b";
    private static final String BYTES = "\\b[0-9]+B\\b|[0-9]+\\.[0-9]{2}[KMG]?B\\b";
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.([0-9]+)[kM]?)?%?");
    private static final Pattern VEGETA_ROW = Pattern.compile("(.{14}\\[[a-z0-9:, ]+] +)(.*)");

    private static TrialResult measured(String run) {
        Results results = results()
                .concurrency(10)
                .okFrom(MS, US, 20_000)
                .elapsed(2 * SECOND, 0)
                .rate(20, 100, 10, 90, 115)
                .course(
                        2 * SECOND - MS,
                        IntStream.range(0, 20_000).mapToObj(i -> 90.5 + i % 7).toList());
        return switch (run) {
            case "refused" -> Goldens.allFailed();
            case "mixed" ->
                results.code(404, 400, 400 * US)
                        .code(503, 40, 300 * US)
                        .error("closed", 9, "closed after 0 bytes")
                        .build();
            case "post" ->
                results.request(new RequestSpec(
                                "http://127.0.0.1:18471/up",
                                "POST",
                                List.of(new Header("X-A", "b")),
                                null,
                                null,
                                null,
                                "{}".getBytes(StandardCharsets.US_ASCII),
                                true,
                                true))
                        .build();
            default -> results.build();
        };
    }

    private static LoadPlan plan(String run, RequestSpec request) {
        EngineOptions options = new EngineOptions(1, List.of(), IdleMode.AUTO, false);
        if (run.equals("post")) {
            LoadModel open = new LoadModel(
                    LoadModel.Kind.OPEN,
                    LoadModel.Arrival.CONSTANT,
                    List.of(new Stage(100, 100, SECOND)),
                    0,
                    0,
                    2,
                    0,
                    0,
                    0,
                    1);
            return new LoadPlan("test", request, 2, 0, SECOND, 2 * SECOND, SECOND, SECOND, options).withModel(open);
        }
        return new LoadPlan("test", request, 10, 2_000, 0, 2 * SECOND, SECOND, SECOND, options);
    }

    private static String kept(String peer, String run, String suffix) throws IOException {
        return Files.readString(PEERS.resolve(peer).resolve(run + suffix));
    }

    @ParameterizedTest
    @CsvSource({
        "vegeta-12.13.0, ok",
        "vegeta-12.13.0, mixed",
        "vegeta-12.13.0, refused",
        "bombardier-1.2.6, ok",
        "bombardier-1.2.6, post",
        "bombardier-1.2.6, refused",
        "oha-1.16.0, ok",
        "oha-1.16.0, mixed",
        "oha-1.16.0, refused"
    })
    void shouldHaveTheKeysAndTypesOfTheirJson(String peer, String run) throws IOException {
        TrialResult result = measured(run);
        String ours = switch (peer.substring(0, peer.indexOf('-'))) {
            case "vegeta" -> VegetaJson.render(result);
            case "bombardier" -> BombardierJson.render(result, plan(run, result.request()));
            default -> OhaJson.render(result);
        };
        assertSame("", run, JSON.readTree(kept(peer, run, ".json")), JSON.readTree(ours));
    }

    private static void assertSame(String at, String run, JsonNode theirs, JsonNode ours) {
        if (ours.isNull() && (UNKNOWN.contains(at) || run.equals("refused"))) {
            return;
        }
        assertThat(ours.getNodeType()).as(at).isEqualTo(theirs.getNodeType());
        if (theirs.isObject() && TABLES.contains(at.substring(at.lastIndexOf('/') + 1))) {
            ours.forEach(value -> assertThat(value.isIntegralNumber()).as(at).isTrue());
            theirs.forEach(value -> assertThat(value.isIntegralNumber()).as(at).isTrue());
        } else if (theirs.isObject()) {
            List<String> expected = new ArrayList<>();
            theirs.fieldNames().forEachRemaining(expected::add);
            expected.removeIf(key -> UNKNOWN.contains(at + "/" + key + " of " + run));
            assertThat(ours.fieldNames()).toIterable().as(at).containsExactlyElementsOf(expected);
            for (String key : expected) {
                assertSame(at + "/" + key, run, theirs.get(key), ours.get(key));
            }
        } else if (theirs.isArray() && !theirs.isEmpty() && !ours.isEmpty()) {
            assertSame(at + "/0", run, theirs.get(0), ours.get(0));
        } else if (theirs.isFloatingPointNumber() && at.startsWith("/spec")) {
            assertThat(ours.isNumber()).as(at).isTrue();
        } else if (theirs.isIntegralNumber() && at.startsWith("/spec")) {
            assertThat(ours.isIntegralNumber()).as(at).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vegeta-12.13.0, ok",
        "vegeta-12.13.0, mixed",
        "vegeta-12.13.0, refused",
        "hey-0.1.4, ok",
        "hey-0.1.4, mixed",
        "wrk-4.1.0, ok",
        "wrk-4.1.0, mixed",
        "h2load-1.52.0, ok",
        "h2load-1.52.0, mixed",
        "h2load-1.52.0, refused"
    })
    void shouldHaveTheLinesOfTheirText(String peer, String run) throws IOException {
        String theirs = kept(peer, run, ".txt");
        TrialResult result = measured(run);
        switch (peer.substring(0, peer.indexOf('-'))) {
            case "vegeta" -> assertThat(vegeta(VegetaText.render(result))).isEqualTo(vegeta(theirs));
            case "hey" -> assertThat(hey(HeyText.render(result))).isEqualTo(hey(theirs));
            case "wrk" -> assertThat(wrk(WrkText.render(result, null))).isEqualTo(wrk(theirs));
            default -> assertThat(h2load(H2loadText.render(result))).isEqualTo(h2load(theirs));
        }
    }

    private static List<String> vegeta(String text) {
        List<String> shapes = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher row = VEGETA_ROW.matcher(line);
            if (row.matches()) {
                shapes.add(row.group(1)
                        + shape(row.group(2).replaceAll(GO_DURATION, "T")).replaceAll("(N:N  )+", "codes"));
            } else {
                shapes.add(line.equals("Error Set:") ? line : "an error");
            }
        }
        return shapes.stream().distinct().toList();
    }

    private static List<String> hey(String text) {
        return text.stripTrailing()
                .lines()
                .filter(line -> !line.startsWith("  DNS-lookup:"))
                .map(line ->
                        shape(line.replaceAll("■+$", "")).replaceFirst("(\\[N]\t)(?!N responses|\\|).*", "$1words"))
                .toList();
    }

    private static List<String> wrk(String text) {
        return text.lines()
                .map(line -> line.matches("    (Latency|Req/Sec) .*")
                        ? line.length() + " columns " + shape(line.replaceAll(TIME, "T"))
                        : shape(line.replaceAll(TIME, "T")
                                .replaceAll(BYTES, "B")
                                .replaceFirst("@ .*", "@ URL")))
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    /** From its line {@code finished} on. */
    private static List<String> h2load(String text) {
        return text.lines()
                .dropWhile(line -> !line.startsWith("finished"))
                .filter(line -> !line.startsWith("req/s "))
                .map(line -> line.replaceFirst(" [^ ]+ \\([0-9]+\\) headers \\(space savings [^)]+\\),", ""))
                .map(line -> (line.startsWith("time ") ? line.length() + " columns " : "")
                        + shape(line.replaceAll(TIME, "T").replaceAll(BYTES, "B"))
                                .replaceAll(" +", " "))
                .toList();
    }

    /** Numbers without their digits, of fractions with how many there are; whole percentages are names of ranks. */
    private static String shape(String line) {
        return NUMBER.matcher(line).replaceAll(number -> {
            String percent = number.group().endsWith("%") ? "%" : "";
            if (number.group(1) != null) {
                return "N." + number.group(1).length() + percent;
            }
            return percent.isEmpty() ? "N" : number.group();
        });
    }
}
