// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadPlan;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.RequestSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadTestsOutputTest {
    private static final Path SCHEMAS = Path.of("../docs/schema");
    private static final LoadPlan PLAN = new LoadPlan(
            "Fx",
            RequestSpec.get("http://h/"),
            1,
            100,
            0,
            1_000_000_000,
            1_000_000_000,
            1_000_000_000,
            EngineOptions.defaults());

    private final Services.Reports reports = new JoinedServices(Console.plain(System.out, System.err)).reports();

    private static TestOutcome run(String name) {
        return new TestOutcome(
                name, new Services.Measured(PLAN, Fakes.result(PLAN, 100, 0, 0), List.of()), null, null, ExitCode.OK);
    }

    private static TestOutcome sweep(String name) throws IOException {
        String json = Files.readString(Path.of("src/test/resources/io/vastar/report/sweep-single.json"));
        return new TestOutcome(
                name,
                null,
                new Services.SweepOutcome() {
                    @Override
                    public String render(OutputFormat format) {
                        return format == OutputFormat.JSON ? json : "sweep as " + format.label();
                    }

                    @Override
                    public int exitCode() {
                        return ExitCode.GATE;
                    }

                    @Override
                    public String reason() {
                        return "no level passed";
                    }

                    @Override
                    public Services.SweetSpot sweetSpot() {
                        return null;
                    }
                },
                "no level \"passed\"",
                ExitCode.GATE);
    }

    @Test
    void shouldFollowThePublishedSchemaWhereASweepIsAmongOthers() throws IOException {
        List<TestOutcome> outcomes =
                List.of(run("Fx"), sweep("Long"), TestOutcome.failed("Broken", "its set-up failed", ExitCode.INTERNAL));
        String json = LoadTestsOutput.json(outcomes, 1, ExitCode.INTERNAL, reports);

        assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
        JsonNode document = new ObjectMapper().readTree(json);
        assertThat(document.get("kind").asText()).isEqualTo("load_tests");
        assertThat(document.at("/load_tests/0/result/runs/0/requests/ok").asInt())
                .isEqualTo(100);
        assertThat(document.at("/load_tests/1/result/sweet_spot").isObject()).isTrue();
    }

    @Test
    void shouldPublishASchemaThatRefusesAResultOfAnotherKind() throws IOException {
        String json = LoadTestsOutput.json(List.of(run("Fx"), sweep("Long")), 1, ExitCode.GATE, reports);

        assertThat(schema().validate(json.replace("\"kind\": \"sweep\"", "\"kind\": \"run\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema().validate(json.replace("\"exit_code\": 0", "\"exit_code\": 7"), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void shouldRefuseFormsThatCannotHoldWhatWasSelected() {
        assertThatThrownBy(() -> LoadTestsOutput.check(OutputFormat.WRK, List.of("A", "B"), 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("-o wrk describes one run, and 2 load tests are selected (A, B); name one of them, or use"
                        + " -o json");
        assertThatThrownBy(() -> LoadTestsOutput.check(OutputFormat.OHA, List.of("A"), 1))
                .hasMessageContaining("load test 'A' sweeps; add --sweep none");
        assertThatThrownBy(() -> LoadTestsOutput.check(OutputFormat.CSV, List.of("A", "B"), 1))
                .hasMessageContaining("-o csv has the columns either of runs or of one sweep");
        LoadTestsOutput.check(OutputFormat.CSV, List.of("A"), 1);
        LoadTestsOutput.check(OutputFormat.CSV, List.of("A", "B"), 0);
        LoadTestsOutput.check(OutputFormat.VEGETA_JSON, List.of("A"), 0);
        LoadTestsOutput.check(OutputFormat.JSON, List.of("A", "B"), 2);
    }

    @Test
    void shouldWriteARowForEachRun() throws IOException {
        List<String> lines = LoadTestsOutput.render(
                        OutputFormat.CSV, List.of(run("A"), run("B")), 0, ExitCode.OK, reports)
                .lines()
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("name,protocol,model,");
        assertThat(LoadTestsOutput.render(OutputFormat.CSV, List.of(sweep("A")), 1, ExitCode.GATE, reports))
                .isEqualTo("sweep as csv");
    }

    private static Schema schema() throws IOException {
        Map<String, String> known = Map.of(
                "urn:vastar:schema:run:1.0", Files.readString(SCHEMAS.resolve("run-1.0.schema.json")),
                "https://vastar.io/schema/sweep-1.0.schema.json",
                        Files.readString(SCHEMAS.resolve("sweep-1.0.schema.json")));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(known))
                .getSchema(Files.readString(SCHEMAS.resolve("load-tests-1.0.schema.json")), InputFormat.JSON);
    }
}
