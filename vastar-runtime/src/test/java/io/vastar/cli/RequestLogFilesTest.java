// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.target.TargetServer;
import io.vastar.testkit.Ports;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RequestLogFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static TargetServer target;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startTarget() {
        target = TargetServer.start();
    }

    @AfterAll
    static void stopTarget() {
        target.close();
    }

    private RealRun run(String... flags) {
        List<String> arguments = new ArrayList<>(List.of("http", "--no-self-warmup", "--no-progress"));
        arguments.addAll(List.of(flags));
        return RealRun.of(arguments.toArray(new String[0]));
    }

    @Test
    void shouldLogEveryRequestThatTheReportCounts() throws Exception {
        Path log = directory.resolve("requests.csv");
        RealRun run = run(
                "-n",
                "5000",
                "-c",
                "20",
                "--log",
                log.toString(),
                "-o",
                "json",
                target.url() + "/status?code=503&every=5");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out()).at("/runs/0");
        List<String[]> rows = Files.readAllLines(log).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        assertThat(rows).hasSize(5_000);
        assertThat(rows.stream().filter(row -> row[8].equals("ok")).count())
                .isEqualTo(result.at("/requests/ok").asLong());
        assertThat(rows.stream().filter(row -> row[9].equals("503")).count())
                .isEqualTo(result.at("/status_codes/503").asLong());
        assertThat(rows.stream().mapToLong(row -> Long.parseLong(row[11])).sum())
                .isEqualTo(result.at("/transfer/in_bytes").asLong());
        assertThat(rows.stream().map(row -> row[14]).distinct().count()).isBetween(1L, 20L);
        assertThat(result.at("/log/records").asLong()).isEqualTo(5_000);
        assertThat(result.at("/log/dropped").asLong()).isZero();
    }

    @Test
    void shouldSayInTheReportWhatWasLogged() {
        Path log = directory.resolve("requests.ndjson");
        RealRun run = run("-n", "2000", "--log", log.toString(), "--log-sample", "50", target.url() + "/plain");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\nRequest log:\n  " + log + "\n  50 records, a sample of 50\n");
    }

    @Test
    void shouldNotAllocateOnTheIoThread() throws Exception {
        Path log = directory.resolve("requests.csv");
        for (int attempt = 0; ; attempt++) {
            RealRun run = run(
                    "-z",
                    "1s",
                    "-c",
                    "8",
                    "--threads",
                    "1",
                    "--log",
                    log.toString(),
                    "-o",
                    "json",
                    target.url() + "/plain");
            JsonNode result = JSON.readTree(run.out()).at("/runs/0");
            long requests = result.at("/requests/ok").asLong();
            long allocated = result.at("/health/allocated_bytes").asLong();
            assertThat(requests).isPositive();
            if (allocated >= 0 && allocated < 2 * requests || attempt == 3) {
                assertThat(allocated).as("bytes for %d requests", requests).isLessThan(2 * requests);
                return;
            }
        }
    }

    @Test
    void shouldHaveTheHeaderOfHey() throws Exception {
        assumeTrue(RealServers.find("hey").isPresent(), "hey is not installed: apt-get install hey");
        Path log = directory.resolve("requests.txt");
        run("-n", "100", "--log", log.toString(), "--log-format", "hey-csv", target.url() + "/plain");
        Path out = directory.resolve("hey.csv");
        Process hey = new ProcessBuilder("hey", "-n", "100", "-o", "csv", target.url() + "/plain")
                .redirectOutput(out.toFile())
                .start();
        assertThat(hey.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> ours = Files.readAllLines(log);
        List<String> theirs = Files.readAllLines(out);
        assertThat(ours.get(0)).isEqualTo(theirs.get(0));
        assertThat(ours).hasSize(101);
        String row = "([0-9]+\\.[0-9]{4},){6}200,[0-9]+\\.[0-9]{4}";
        assertThat(ours.get(1)).matches(row);
        assertThat(theirs.get(1)).matches(row);
    }

    @Test
    void shouldKeepWhatAnInterruptedRunHas() throws Exception {
        Path log = directory.resolve("requests.csv");
        Interruption interruption = new Interruption();
        Thread interrupts = new Thread(() -> {
            long deadlineNs = System.nanoTime() + 20_000_000_000L;
            Path part = directory.resolve("requests.csv.part");
            while (System.nanoTime() < deadlineNs) {
                try {
                    if (Files.exists(part) && Files.size(part) > 10_000) {
                        break;
                    }
                } catch (IOException e) {
                    break;
                }
                Thread.onSpinWait();
            }
            interruption.request();
        });
        interrupts.start();
        RealRun run = RealRun.of(
                interruption,
                "http",
                "--no-self-warmup",
                "--no-progress",
                "-z",
                "60s",
                "--log",
                log.toString(),
                target.url() + "/plain");
        interrupts.join();
        assertThat(run.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(Files.readAllLines(log)).hasSizeGreaterThan(50);
        assertThat(Files.exists(directory.resolve("requests.csv.part"))).isFalse();
    }

    @Test
    void shouldAddRunsToADatabase() throws Exception {
        Path file = directory.resolve("runs.db");
        for (int i = 0; i < 2; i++) {
            RealRun run = run("-n", "1000", "--db", file.toString(), target.url() + "/plain");
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                    statement.executeQuery("SELECT count(*), max(run) FROM requests WHERE status = 200")) {
                assertThat(rows.getInt(1)).isEqualTo(2_000);
                assertThat(rows.getInt(2)).isEqualTo(2);
            }
            try (ResultSet rows = statement.executeQuery("SELECT ok, rps, protocol FROM runs WHERE id = 2")) {
                assertThat(rows.getInt(1)).isEqualTo(1_000);
                assertThat(rows.getDouble(2)).isPositive();
                assertThat(rows.getString(3)).startsWith("http");
            }
        }
    }

    @Test
    void shouldFailWhenTheLogCannotBeWritten() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full on this system");
        RealRun run = run("-n", "1000", "--log", "/dev/full", "--log-format", "csv", target.url() + "/plain");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INTERNAL);
        assertThat(run.err()).contains("the request log is not complete: '/dev/full' could not be written any more");
        assertThat(run.out()).contains("Requests/sec", "'/dev/full' could not be written");
    }

    @Test
    void shouldRefuseWhatContradictsItselfBeforeAnythingRuns() {
        Path log = directory.resolve("a.csv");
        String url = target.url();
        assertUsage("--log-format does nothing without --log FILE", "--log-format", "csv", url);
        assertUsage("--log-sample does nothing without", "--log-sample", "1/10", url);
        assertUsage(
                "does not tell the form of the log",
                "--log",
                directory.resolve("a.log").toString(),
                url);
        assertUsage("name the same file", "--log", log.toString(), "--json-path", log.toString(), url);
        assertUsage("there is no folder", "--log", directory.resolve("no/a.csv").toString(), url);
        assertUsage("--debug-secrets does nothing without --debug", "--debug-secrets", url);
        assertUsage("so --log has nothing to write", "--debug", "--log", log.toString(), url);
        assertUsage("so -o json has nothing to write", "--debug", "-o", "json", url);
        assertThat(Files.exists(log)).isFalse();
    }

    private void assertUsage(String message, String... flags) {
        RealRun run = run(flags);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(message);
    }

    @Test
    void shouldPrintBothSidesOfOneRequest() throws Exception {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        String lines =
                "location /login { add_header Set-Cookie 'sid=s3cret; Path=/' always; add_header X-Api-Key s3cret"
                        + " always; return 200 'welcome'; }";
        try (RealServer nginx = RealServers.nginx(directory, lines).orElseThrow()) {
            String url = "http://alice:s3cret@127.0.0.1:" + nginx.port() + "/login?token=s3cret&a=1";
            String[] flags = {
                "--debug",
                "-n",
                "500",
                "-c",
                "50",
                "-m",
                "POST",
                "-d",
                "{\"from\":\"USD\"}",
                "-H",
                "Cookie: sid=s3cret; b=s3cret",
                "-H",
                "X-Amz-Security-Token: s3cret",
                "-H",
                "X-Plain: seen",
                url
            };
            RealRun run = run(flags);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .doesNotContain("s3cret")
                    .startsWith("POST http://***@127.0.0.1:" + nginx.port() + "/login?token=***&a=1\n")
                    .contains(
                            "\n* connection 0 to 127.0.0.1 port " + nginx.port() + ", opened in ",
                            "\n> POST /login?token=***&a=1 HTTP/1.1\n",
                            "\n> Authorization: Basic ***\n",
                            "\n> Cookie: sid=***; b=***\n",
                            "\n> X-Amz-Security-Token: ***\n",
                            "\n> X-Plain: seen\n",
                            "\n> \n> {\"from\":\"USD\"}\n",
                            "\n< HTTP/1.1 200 OK\n",
                            "\n< Set-Cookie: sid=***; Path=/\n",
                            "\n< X-Api-Key: ***\n",
                            "\n< \n< welcome\n",
                            "\n= 200 OK, as expected\n",
                            " of body\n");
            assertThat(run.out().split("\n> POST ", -1)).hasSize(2);
            flags[0] = "--debug-secrets";
            String[] more = Arrays.copyOf(flags, flags.length + 1);
            more[flags.length] = "--debug";
            assertThat(run(more).out())
                    .contains("> Cookie: sid=s3cret; b=s3cret\n", "< Set-Cookie: sid=s3cret; Path=/\n");
        }
    }

    @Test
    void shouldHideCredentialsOfAHeadThatDoesNotEnd() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.expectingRequest()
                .send("HTTP/1.1 200 OK\r\nSet-Cookie: sid=s3cret\r\nX: ")
                .close())) {
            RealRun run = run("--debug", server.url());
            assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(run.out())
                    .contains("< Set-Cookie: sid=***\n", "= failed: ", "the target ended it")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void shouldPrintTheFramesOfHttp2() throws Exception {
        assumeTrue(RealServers.hasNghttpd(), RealServers.NGHTTPD_MISSING);
        Files.writeString(directory.resolve("a.txt"), "Hello, frames!");
        try (RealServer nghttpd = RealServers.nghttpd(directory).orElseThrow()) {
            String[] flags = {
                "--debug",
                "--http2",
                "-H",
                "Authorization: Bearer s3cret",
                "-H",
                "Cookie: sid=s3cret",
                "http://127.0.0.1:" + nghttpd.port() + "/a.txt?token=s3cret"
            };
            RealRun run = run(flags);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .doesNotContain("s3cret")
                    .contains(
                            "\n> [SETTINGS on stream 0, ",
                            "\n> [HEADERS on stream 1, ",
                            "\n> :path: /a.txt?token=***\n",
                            "\n> authorization: Bearer ***\n",
                            "\n> cookie: sid=***\n",
                            "\n< :status: 200\n",
                            "\n< [DATA on stream 1, 14 bytes, end of the stream]\n< Hello, frames!\n",
                            "\n= 200 OK, as expected\n");
        }
    }

    @Test
    void shouldPrintWhatWentWrong() {
        RealRun refused = run("--debug", target.url() + "/status?code=404");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(refused.out()).contains("= 404 Not Found, which is not what was expected");
        RealRun late = run("--debug", "-t", "0.2", target.url() + "/delay?ms=5000");
        assertThat(late.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(late.out()).contains("= failed: the exchange was not complete within the timeout");
        RealRun dead = run("--debug", "http://127.0.0.1:" + Ports.freePort() + "/");
        assertThat(dead.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(dead.err()).contains("no connection could be opened");
    }

    @Test
    void shouldShowBinaryBodiesInHexAndOnlyTheirBeginning() throws Exception {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.write(directory.resolve("a.bin"), new byte[5_000]);
        Files.writeString(directory.resolve("a.txt"), "word ".repeat(10_000), StandardCharsets.UTF_8);
        try (RealServer nginx = RealServers.nginx(directory).orElseThrow()) {
            String url = "http://127.0.0.1:" + nginx.port();
            assertThat(run("--debug", url + "/a.bin").out())
                    .contains("\n< 00 00 00 ", "… and 4936 bytes more\n", "5000 bytes of body");
            assertThat(run("--debug", url + "/a.txt").out()).contains("\n< word word ", "… and 48000 bytes more\n");
        }
    }
}
