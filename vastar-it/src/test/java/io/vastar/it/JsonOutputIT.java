// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vastar.target.TargetServer;
import io.vastar.testkit.Postgres;
import io.vastar.testkit.RealServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class JsonOutputIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TargetServer target;

    private final BenchmarksJar samples = BenchmarksJar.ofSamples();

    @BeforeAll
    static void startTarget() {
        target = TargetServer.start();
    }

    @AfterAll
    static void stopTarget() {
        target.close();
    }

    @Test
    void shouldWriteOneRunThatFollowsItsSchema() throws Exception {
        Finished run = samples.run("http", "-c", "4", "-n", "1000", "-o", "json", target.url() + "/plain")
                .expectExit(0);

        assertThat(errors("run-1.0.schema.json", run.stdout())).isEmpty();
        assertThat(run.stdout()).contains("1000").doesNotContain("NaN", "Infinity");
    }

    @Test
    void shouldMeasureADatabaseByJdbc() throws Exception {
        assumeTrue(RealServers.hasPostgres(), RealServers.POSTGRES_MISSING);
        try (Postgres postgres = RealServers.postgres().orElseThrow()) {
            ProcessBuilder command = samples.command("Sample15_Jdbc", "-n", "400", "-c", "4", "-o", "json");
            command.environment().put("PGURL", postgres.jdbcUrl());

            assertThatDatabaseWasMeasured(
                    Finished.run(command, 60).expectExit(0).stdout());
        }
    }

    @Test
    void shouldStartTheDatabaseItselfWhereNoneIsNamed() throws Exception {
        assumeTrue(RealServers.hasPostgres(), RealServers.POSTGRES_MISSING);
        ProcessBuilder command = samples.command("Sample15_Jdbc", "-n", "400", "-c", "4", "-o", "json");
        command.environment().remove("PGURL");

        assertThatDatabaseWasMeasured(Finished.run(command, 60).expectExit(0).stdout());
    }

    private static void assertThatDatabaseWasMeasured(String json) throws Exception {
        assertThat(errors("run-1.0.schema.json", json)).isEmpty();
        JsonNode run = JSON.readTree(json).at("/runs/0");
        long measured = run.at("/iterations/ended").asLong();
        assertThat(measured).isEqualTo(400);
        assertThat(run.at("/requests/ok").asLong()).isEqualTo(2 * measured);
        assertThat(run.at("/requests/started").asLong()).isEqualTo(2 * measured);
        assertThat(run.path("steps"))
                .extracting(step -> step.path("name").asText())
                .containsExactlyInAnyOrder("read balance", "transfer");
        assertThat(run.path("steps"))
                .allSatisfy(step -> assertThat(step.path("ok").asLong()).isEqualTo(measured));
        assertThat(run.at("/transactions/0/name").asText()).isEqualTo("transfer");
        assertThat(run.at("/checks/0/passed").asLong()).isEqualTo(measured);
        assertThat(run.at("/checks/0/failed").asLong()).isZero();
        assertThat(run.at("/hand_offs/in_iteration/count").asLong()).isEqualTo(measured);
        assertThat(run.at("/hand_offs/to_user/count").asLong()).isEqualTo(measured);
        assertThat(run.at("/hand_offs/to_io_thread/count").asLong()).isEqualTo(measured);
    }

    @Test
    void shouldWriteASweepThatFollowsItsSchema() throws Exception {
        Finished run = sweep("--conc", "1,4,16", "--repeats", "2", "-n", "500", "-o", "json");

        assertThat(errors("sweep-1.0.schema.json", run.stdout())).isEmpty();
    }

    @Test
    void shouldKeepEveryKeyOfTheSweepContract() throws Exception {
        JsonNode sweep = JSON.readTree(
                sweep("--conc", "1,4,16", "-n", "500", "-o", "json").stdout());

        assertThat(sweep.path("schema_version").asText()).isEqualTo("1.0");
        assertKeys(sweep.path("params"), "url", "method", "baseline_c", "pick", "knee_ratio", "repeats", "refine");
        assertKeys(sweep.path("machine"), "cpu_cores_physical", "cpu_cores_logical", "ram_mb");
        assertKeys(sweep.path("baseline"), "concurrency", "rps", "p50_ms", "p99_ms");
        assertThat(sweep.path("sweep_points")).hasSize(3);
        for (JsonNode point : sweep.path("sweep_points")) {
            assertKeys(
                    point,
                    "concurrency",
                    "repeats",
                    "rps",
                    "p50_ms",
                    "p95_ms",
                    "p99_ms",
                    "p999_ms",
                    "error_rate",
                    "disqualified",
                    "score");
        }
        assertKeys(
                sweep.path("sweet_spot"),
                "concurrency",
                "rps",
                "p50_ms",
                "p99_ms",
                "method",
                "reasoning",
                "peak_rps",
                "peak_concurrency");
        assertThat(sweep.path("notes").isArray()).isTrue();
        assertThat(sweep.at("/sweet_spot/concurrency").asInt()).isIn(1, 4, 16);
    }

    @Test
    void shouldAddThePairedBlockWhenComparing() throws Exception {
        JsonNode sweep = JSON.readTree(sweep(
                        "--conc",
                        "2,8",
                        "-n",
                        "500",
                        "--max-overhead-pct",
                        "100000",
                        "--max-rps-deficit-pct",
                        "100",
                        "-o",
                        "json",
                        "--vs",
                        target.url() + "/plain")
                .stdout());

        assertKeys(sweep.path("paired"), "reference_url", "reference_method", "reference_source", "max_overhead_pct");
        for (JsonNode point : sweep.path("sweep_points")) {
            assertKeys(point, "reference", "overhead_pct", "rps_deficit_pct");
        }
        assertThat(errors("sweep-1.0.schema.json", sweep.toString())).isEmpty();
    }

    @Test
    void shouldCompareWithTheJsonOfAnEarlierSweep(@TempDir Path directory) throws Exception {
        Path earlier = directory.resolve("upstream.json");
        sweep("--conc", "2,8", "-n", "500", "--json-path", earlier.toString());

        Finished run = sweep(
                "--conc",
                "2,8",
                "-n",
                "500",
                "-o",
                "json",
                "--max-overhead-pct",
                "100000",
                "--max-rps-deficit-pct",
                "100",
                "--ref-from-json",
                earlier.toString());

        assertThat(JSON.readTree(run.stdout()).at("/paired/reference_source").asText())
                .isEqualTo("cached");
    }

    @Test
    void shouldWriteTextAndAJsonFileInOneRun(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("sweep.json");

        Finished run = sweep("--conc", "1,4", "-n", "500", "--json-path", file.toString());

        assertThat(run.stdout()).contains("Sweet spot");
        assertThat(errors("sweep-1.0.schema.json", Files.readString(file))).isEmpty();
    }

    @Test
    void shouldWriteOneJsonObjectPerLineAsNdjson() throws Exception {
        List<String> lines = sweep("--conc", "1,4", "-n", "500", "-o", "ndjson")
                .stdout()
                .lines()
                .toList();

        assertThat(lines)
                .allSatisfy(line -> assertThat(JSON.readTree(line).path("event").asText())
                        .isIn("baseline", "point", "sweet_spot", "usl"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("sweet_spot"));
    }

    @Test
    void shouldWriteARowPerLevelAsCsv() throws Exception {
        List<String> lines = sweep("--conc", "1,4", "-n", "500", "-o", "csv")
                .stdout()
                .lines()
                .toList();

        assertThat(lines.get(0)).contains("concurrency", "rps", "p99_ms");
        int columns = lines.get(0).split(",", -1).length;
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSizeGreaterThanOrEqualTo(columns));
    }

    /** Gates are opened wide: what a shared machine measures must not decide a test. */
    private Finished sweep(String... flags) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "sweep",
                "--max-spread",
                "100000",
                "--max-p999-ratio",
                "100000",
                "--max-tail-mult",
                "100000",
                "--max-errors",
                "0"));
        arguments.addAll(List.of(flags));
        arguments.add(target.url() + "/plain");
        return samples.run(arguments.toArray(new String[0])).expectExit(0);
    }

    private static void assertKeys(JsonNode node, String... keys) {
        for (String key : keys) {
            assertThat(node.has(key)).as("%s in %s", key, node).isTrue();
        }
    }

    private static List<Error> errors(String schemaFile, String json) throws Exception {
        Path file = Path.of(System.getProperty("vastar.schemas"), schemaFile);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
        return schema.validate(json, InputFormat.JSON);
    }
}
