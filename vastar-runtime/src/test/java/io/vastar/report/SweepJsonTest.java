// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vastar.sweep.FakeTarget;
import io.vastar.sweep.SweepListener;
import io.vastar.sweep.SweepResult;
import io.vastar.sweep.Sweeps;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SweepJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SCHEMA = Path.of("../docs/schema/sweep-1.0.schema.json");

    static Stream<SweepResult> results() {
        return Stream.of(
                SweepResults.single(SweepListener.NONE),
                SweepResults.paired(),
                SweepResults.dead(),
                SweepResults.interrupted(),
                Sweeps.over("10,20,30").run(FakeTarget.scalable(100, 0.1, 0)));
    }

    @ParameterizedTest
    @MethodSource("results")
    void shouldFollowThePublishedSchemaWithoutAnUndescribedKey(SweepResult result) throws IOException {
        String json = SweepJson.text(result);

        assertThat(strictSchema().validate(json, InputFormat.JSON)).isEmpty();
        assertThat(json).endsWith("}\n").doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void shouldPublishASchemaThatAlsoTakesTheContractsOwnForm() throws IOException {
        String json = """
                {"schema_version": "1.0",
                 "params": {"url": "u", "method": "POST", "baseline_c": 1, "pick": "knee", "knee_ratio": 0.95,
                   "repeats": 1, "requests_per_bench": 2000, "refine": false},
                 "machine": {"cpu_cores_physical": 8, "cpu_cores_logical": 16, "ram_mb": 20000},
                 "baseline": {"concurrency": 1, "repeats": 1, "rps": 3200, "p50_ms": 0.31, "p95_ms": 0.4,
                   "p99_ms": 0.45, "p999_ms": 0.5, "error_rate": 0, "score": 1500, "disqualified": null},
                 "sweep_points": [{"concurrency": 1000, "disqualified": "spread=2.8"}],
                 "sweet_spot": {"concurrency": 0, "rps": 0, "p50_ms": 0, "p99_ms": 0, "method": "none",
                   "reasoning": "r", "peak_rps": 0, "peak_concurrency": 0},
                 "notes": ["refine=on"]}
                """;

        assertThat(schema(MAPPER.readTree(Files.readString(SCHEMA))).validate(json, InputFormat.JSON))
                .isEmpty();
        assertThat(schema(MAPPER.readTree(Files.readString(SCHEMA)))
                        .validate(json.replace("\"1.0\"", "\"2.0\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void shouldHaveEveryKeyOfTheContract() throws IOException {
        JsonNode single = MAPPER.readTree(SweepJson.text(SweepResults.single(SweepListener.NONE)));
        JsonNode paired = MAPPER.readTree(SweepJson.text(SweepResults.paired()));
        List<String> point = List.of(
                "concurrency",
                "repeats",
                "rps",
                "p50_ms",
                "p95_ms",
                "p99_ms",
                "p999_ms",
                "error_rate",
                "score",
                "disqualified");

        assertKeys(single, "schema_version", "params", "machine", "baseline", "sweep_points", "sweet_spot", "notes");
        assertKeys(
                single.path("params"),
                "url",
                "method",
                "pick",
                "knee_ratio",
                "baseline_c",
                "repeats",
                "requests_per_bench",
                "refine");
        assertKeys(single.path("machine"), "cpu_cores_physical", "cpu_cores_logical", "ram_mb");
        assertKeys(single.path("baseline"), point.toArray(String[]::new));
        single.path("sweep_points").forEach(node -> assertKeys(node, point.toArray(String[]::new)));
        assertKeys(
                single.path("sweet_spot"),
                "concurrency",
                "rps",
                "p50_ms",
                "p99_ms",
                "method",
                "reasoning",
                "peak_rps",
                "peak_concurrency");
        assertThat(single.has("paired")).isFalse();
        assertKeys(
                paired.path("paired"),
                "reference_url",
                "reference_method",
                "reference_source",
                "max_overhead_pct",
                "max_rps_deficit_pct",
                "reference_baseline");
        paired.path("sweep_points").forEach(node -> assertKeys(node, "reference", "overhead_pct", "rps_deficit_pct"));
        assertKeys(
                paired.path("sweep_points").path(0).path("reference"),
                "rps",
                "p50_ms",
                "p95_ms",
                "p99_ms",
                "p999_ms",
                "error_rate");
    }

    @Test
    void shouldWriteNumbersWithTheContractsPlaces() {
        String json = SweepJson.text(SweepResults.single(SweepListener.NONE));

        assertThat(json)
                .containsPattern("\"rps\" : \\d+\\.\\d{2},")
                .containsPattern("\"p50_ms\" : \\d+\\.\\d{3},")
                .containsPattern("\"error_rate\" : 0\\.0000,")
                .containsPattern("\"score\" : \\d+,")
                .doesNotContainPattern("\\d[eE][-+]?\\d");
    }

    @Test
    void shouldHideThePasswordOfTheUrl() {
        SweepResult result = SweepResults.single(SweepListener.NONE);

        assertThat(SweepJson.text(result) + SweepText.text(result, true))
                .doesNotContain("secret")
                .contains("me:***@");
    }

    @Test
    void shouldBeAReferenceForALaterSweep(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("upstream.json");
        Files.writeString(file, SweepJson.text(SweepResults.single(SweepListener.NONE)));

        SweepResult result = Sweeps.over("10,100").refFromJson(file).run(FakeTarget.scalable(1000, 0.02, 0.0001));

        assertThat(result.points())
                .allSatisfy(point -> assertThat(point.overheadPct()).isBetween(-1.0, 1.0));
    }

    @Test
    void shouldStreamEventsAsTheyHappen() throws IOException {
        StringWriter text = new StringWriter();
        SweepResult result = SweepResults.single(new SweepNdjson(new PrintWriter(text)));

        List<JsonNode> events =
                text.toString().lines().map(SweepJsonTest::parsed).toList();

        assertThat(events)
                .extracting(event -> event.path("event").asText() + " "
                        + event.path("point").path("concurrency").asInt())
                .containsExactly(
                        "baseline 1",
                        "point 10",
                        "point 50",
                        "point 100",
                        "point 200",
                        "point 1000",
                        "point 72",
                        "point 104",
                        "point 150",
                        "sweet_spot 0");
        assertKeys(events.get(events.size() - 1), "concurrency", "rps", "p50_ms", "p99_ms", "method", "reasoning");
        assertThat(events.get(0).path("point"))
                .isEqualTo(MAPPER.readTree(SweepJson.text(result)).path("baseline"));
        assertThat(SweepNdjson.text(result).lines()).hasSize(events.size());
    }

    @Test
    void shouldColourOnlyWhenAsked() {
        SweepResult result = SweepResults.single(SweepListener.NONE);

        assertThat(SweepText.text(result, false)).doesNotContain("\u001b");
        assertThat(SweepText.text(result, true).replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(SweepText.text(result, false));
    }

    private static JsonNode parsed(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static void assertKeys(JsonNode node, String... keys) {
        assertThat(node.fieldNames()).toIterable().contains(keys);
    }

    private static Schema strictSchema() throws IOException {
        JsonNode schema = MAPPER.readTree(Files.readString(SCHEMA));
        close(schema);
        return schema(schema);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        node.forEach(SweepJsonTest::close);
    }

    private static Schema schema(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
    }
}
