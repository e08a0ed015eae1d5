// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vastar.report.OutputClaim;
import io.vastar.target.TargetServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a run, its files report it, and none is left that could be taken for its result. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ResultFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FULL = Path.of("/dev/full");

    private static TargetServer target;
    private static String unreachable;

    @TempDir
    private Path folder;

    private Path json;
    private Path junit;
    private Path log;

    @BeforeAll
    static void startTarget() throws IOException {
        target = TargetServer.start();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unreachable = "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }
    }

    @AfterAll
    static void stopTarget() {
        target.close();
    }

    @BeforeEach
    void leaveYesterdaysFiles() throws IOException {
        json = Files.writeString(folder.resolve("result.json"), "{\"yesterday\":true}");
        junit = Files.writeString(folder.resolve("junit.xml"), "<yesterday/>");
        log = Files.writeString(folder.resolve("requests.csv"), "yesterday\n");
    }

    private RealRun run(String command, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(command, "--no-self-warmup", "--no-progress"));
        arguments.addAll(List.of("--json-path", json.toString()));
        arguments.addAll(List.of(flags));
        return RealRun.of(arguments.toArray(new String[0]));
    }

    private RealRun http(String... flags) {
        List<String> arguments = new ArrayList<>(List.of("--junit", junit.toString(), "--log", log.toString()));
        arguments.addAll(List.of(flags));
        return run("http", arguments.toArray(new String[0]));
    }

    private static JsonNode valid(String schema, String document) throws IOException {
        String text = Files.readString(Path.of("../docs/schema", schema));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(text, InputFormat.JSON)
                        .validate(document, InputFormat.JSON))
                .isEmpty();
        return JSON.readTree(document);
    }

    private void assertThatNoOtherFileIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(json, junit, log);
        }
    }

    private void assertThatFilesReport(RealRun run, int exitCode, String problem) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.err()).contains("error: ").contains(problem);
        JsonNode result = valid("run-1.0.schema.json", Files.readString(json));
        assertThat(result.get("exit_code").asInt()).isEqualTo(exitCode);
        assertThat(result.get("runs")).isEmpty();
        assertThat(result.at("/outcomes/0/name").asText()).isEqualTo("http");
        assertThat(result.at("/outcomes/0/exit_code").asInt()).isEqualTo(exitCode);
        assertThat(result.at("/outcomes/0/problem").asText()).contains(problem);
        assertThat(Files.readString(junit))
                .contains("errors=\"1\"")
                .contains("<error ")
                .contains(problem);
        assertThat(Files.readAllLines(log)).singleElement().asString().startsWith("start_ns,");
        assertThatNoOtherFileIsLeft();
    }

    @Test
    void shouldReportATargetThatCannotBeReached() throws IOException {
        assertThatFilesReport(http(unreachable), ExitCode.UNREACHABLE, "no connection could be opened");
        assertThatFilesReport(http("http://nowhere.invalid/"), ExitCode.UNREACHABLE, "is unknown");
    }

    @Test
    void shouldReportAConfigurationThatCannotBeRun() throws IOException {
        assertThatFilesReport(http("-D", "missing.json", target.url()), ExitCode.USAGE, "missing.json");
        assertThatFilesReport(http(), ExitCode.USAGE, "URL");
    }

    @Test
    void shouldLeaveFilesAloneWhenTheCommandLineCannotBeRead() throws IOException {
        assertThat(http("--no-such-flag", target.url()).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(http("--slo", "p99", target.url()).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(json).hasContent("{\"yesterday\":true}");
        assertThat(log).hasContent("yesterday");
        assertThatNoOtherFileIsLeft();
    }

    @Test
    void shouldPrintJsonAndCsvOfARunWithoutResult() throws IOException {
        JsonNode printed =
                valid("run-1.0.schema.json", http("-o", "json", unreachable).out());
        assertThat(printed.at("/outcomes/0/exit_code").asInt()).isEqualTo(ExitCode.UNREACHABLE);
        List<String> csv = http("-o", "csv", unreachable).out().lines().toList();
        assertThat(csv).hasSize(2);
        assertThat(csv.get(0)).startsWith("name,protocol,").endsWith(",objectives,exit_code,problem");
        assertThat(csv.get(1)).startsWith("http,,").contains(",4,").contains("no connection could be opened");
        assertThat(http("-o", "wrk", unreachable).out()).isEmpty();
    }

    @Test
    void shouldReportARunThatWentWell() throws IOException {
        RealRun run = http("-n", "50", target.url() + "/plain");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = valid("run-1.0.schema.json", Files.readString(json));
        assertThat(result.get("exit_code").asInt()).isZero();
        assertThat(result.at("/outcomes/0/problem").isNull()).isTrue();
        assertThat(result.at("/runs/0/requests/ok").asInt()).isEqualTo(50);
        assertThat(Files.readAllLines(log)).hasSize(51);
        assertThatNoOtherFileIsLeft();
    }

    @Test
    void shouldReportARunThatWasInterruptedBeforeItBegan() throws IOException {
        Interruption interruption = new Interruption();
        interruption.request();
        RealRun run = RealRun.of(
                interruption, "http", "-z", "60s", "--json-path", json.toString(), "-o", "json", target.url());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.INTERRUPTED);
        JsonNode result = valid("run-1.0.schema.json", Files.readString(json));
        assertThat(result.get("exit_code").asInt()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(result.at("/runs/0/interrupted").asBoolean()).isTrue();
        assertThat(result.at("/runs/0/requests/started").asInt()).isZero();
    }

    @Test
    void shouldAddARunWithoutRequestsToADatabase() throws Exception {
        Path file = folder.resolve("runs.db");
        assertThat(run("http", "--db", file.toString(), unreachable).exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run("http", "-n", "5", "--db", file.toString(), target.url() + "/plain")
                        .exitCode())
                .isZero();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT exit_code, problem, requests FROM runs ORDER BY id")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(rows.getString(2)).contains("no connection could be opened");
            assertThat(rows.getString(3)).isNull();
            rows.next();
            assertThat(rows.getInt(1)).isZero();
            assertThat(rows.getInt(3)).isEqualTo(5);
        }
    }

    @Test
    void shouldReportASweepWhoseTargetCannotBeReached() throws IOException {
        RealRun run = run("sweep", "--conc", "2", "-o", "json", unreachable);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).contains("no connection could be opened");
        assertThat(run.out()).isEqualTo(Files.readString(json));
        JsonNode result = valid("sweep-1.0.schema.json", run.out());
        assertThat(result.get("exit_code").asInt()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.get("problem").asText()).contains("no connection could be opened");
        assertThat(result.at("/params/url").asText()).isEqualTo(unreachable);
        assertThat(run("sweep", "--conc", "2", "-o", "csv", unreachable).out()).contains("baseline,1,");
    }

    @Test
    void shouldReportASweepThatCannotBeRun() throws IOException {
        RealRun run = run("sweep", "-D", "missing.json", "-o", "json", target.url());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEqualTo(Files.readString(json));
        JsonNode result = valid("sweep-1.0.schema.json", run.out());
        assertThat(result.get("problem").asText()).contains("missing.json");
        assertThat(result.get("sweet_spot").isNull()).isTrue();
        List<String> csv = run("sweep", "-D", "missing.json", "-o", "csv", target.url())
                .out()
                .lines()
                .toList();
        assertThat(csv.get(1)).startsWith("problem,").contains("missing.json");
        assertThat(run("sweep", "-D", "missing.json", "-o", "ndjson", target.url())
                        .out())
                .startsWith("{\"event\":\"problem\",\"exit_code\":2,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json-path", "--junit", "--log", "--db"})
    void shouldRefuseAFileThatAnotherRunIsWritingBeforeAnythingRuns(String flag) throws IOException {
        Path shared = folder.resolve("shared.csv");
        try (OutputClaim claim = OutputClaim.of(shared)) {
            assertThat(claim).isNotNull();
            long before = target.requests();
            RealRun run = RealRun.of(
                    "http", "--no-self-warmup", "--no-progress", flag, shared.toString(), target.url() + "/plain");
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("'" + shared + "' is being written by another run");
            assertThat(target.requests()).isEqualTo(before);
            assertThat(shared).doesNotExist();
        }
    }

    @Test
    void shouldNotCallARunThatCouldNotBeWrittenAUsageErrorAndWriteTheOtherFiles() throws IOException {
        assumeTrue(Files.exists(FULL), "there is no /dev/full on this system");
        json = FULL;
        RealRun run = http("-n", "5", target.url() + "/plain");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INTERNAL);
        assertThat(run.err())
                .contains("error: the result could not be written to '/dev/full': No space left on device");
        assertThat(run.out()).contains("Requests/sec");
        assertThat(Files.readString(junit)).contains("errors=\"0\"");
        assertThat(Files.readAllLines(log)).hasSize(6);
    }
}
