// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.target.TargetServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input ends with one message on stderr that shows the value seen, nothing on stdout, and the right exit code. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BadInputIT {
    private static final int CONFIGURATION = 2;
    private static final int UNREACHABLE = 4;

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

    /** Each row: what the message must show, then the command line; URL stands for a target that works. */
    static Stream<Arguments> wrongCommandLines() {
        return Stream.of(
                row("://nowhere", "http", "://nowhere"),
                row("ftp", "http", "ftp://127.0.0.1/x"),
                row("70000", "http", "http://127.0.0.1:70000/"),
                row("http://127.0.0.1:0", "http", "http://127.0.0.1:0/"),
                row("abc", "http", "http://127.0.0.1:abc/"),
                row("10x", "http", "-z", "10x", "URL"),
                row("1s2", "http", "-t", "1s2", "URL"),
                row("many", "http", "-n", "many", "URL"),
                row("0", "http", "-n", "0", "URL"),
                row("0", "http", "-c", "0", "URL"),
                row("-3", "http", "-c", "-3", "URL"),
                row("NoColonHere", "http", "-H", "NoColonHere", "URL"),
                row("Bad Name", "http", "-H", "Bad Name: x", "URL"),
                row("no-such-file", "http", "-m", "POST", "-D", "no-such-file", "URL"),
                row("-z", "http", "-n", "10", "-z", "1s", "URL"),
                row("--conc", "sweep", "--conc", "10..", "URL"),
                row("ten", "sweep", "--conc", "1,ten", "URL"),
                row("100..10", "sweep", "--conc", "100..10:log=3", "URL"),
                row("1.5", "sweep", "--knee-ratio", "1.5", "URL"),
                row("best", "sweep", "--pick", "best", "URL"),
                row("xml", "sweep", "-o", "xml", "URL"),
                row("/no/such/dir", "sweep", "--json-path", "/no/such/dir/x.json", "URL"),
                row("no-such.json", "sweep", "--ref-from-json", "no-such.json", "URL"),
                row("--ref-from-json", "sweep", "--vs", "URL", "--ref-from-json", "x.json", "URL"),
                row("--frobnicate", "http", "--frobnicate", "URL"),
                row("70000", "target", "--port", "70000"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrongCommandLines")
    void shouldRefuseWrongInputWithOneMessage(String shown, List<String> commandLine) throws Exception {
        Finished run = samples.run(commandLine.stream()
                .map(word -> word.equals("URL") ? target.url() + "/plain" : word)
                .toArray(String[]::new));

        assertOneMessage(run, CONFIGURATION, shown);
    }

    @Test
    void shouldRefuseMoreConnectionsThanFilesCanBeOpened() throws Exception {
        ProcessBuilder limited = new ProcessBuilder("bash", "-c", "ulimit -n 300; exec \"$@\"", "bash");
        limited.command()
                .addAll(samples.command("http", "-c", "5000", "-n", "5000", target.url() + "/plain")
                        .command());

        Finished run = Finished.run(limited, 60);

        assertOneMessage(run, CONFIGURATION, "5000");
        assertThat(run.stderr()).contains("300").contains("ulimit");
    }

    @Test
    void shouldSayThatTheHostIsUnknown() throws Exception {
        assertOneMessage(samples.run("http", "-n", "10", "http://no-such-host.invalid/"), UNREACHABLE, "no-such-host");
    }

    @Test
    void shouldSayThatThePortRefusesConnections() throws Exception {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        assertOneMessage(
                samples.run("http", "-n", "10", "http://127.0.0.1:" + closedPort + "/"),
                UNREACHABLE,
                String.valueOf(closedPort));
    }

    @Test
    void shouldExitWithFourWhenEveryRequestFailed() throws Exception {
        Finished run = samples.run("http", "-n", "20", "-c", "2", target.url() + "/fault?kind=reset");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(UNREACHABLE);
        assertThat(run.stdout()).contains("reset");
    }

    @Test
    void shouldLeaveAResultWhenTheTargetIsUnreachable(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("result.json");
        Finished run = samples.run("sweep", "--json-path", file.toString(), "http://no-such-host.invalid/");
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
        assertThat(Files.readString(file)).contains("\"exit_code\" : 4").contains("no-such-host.invalid' is unknown");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldGiveTheCausesWhenTheJarHasNoLoadTests() throws Exception {
        Finished run = Finished.run(
                new ProcessBuilder(
                        BenchmarksJar.JAVA,
                        "--add-opens",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/sun.nio.ch=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.vastar.cli.Main"),
                60);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(CONFIGURATION);
        assertThat(run.stderr()).contains("annotationProcessorPaths", "vastar-processor");
        assertThat(run.stdout()).isEmpty();
    }

    private static Arguments row(String shown, String... commandLine) {
        return Arguments.of(shown, List.of(commandLine));
    }

    private static void assertOneMessage(Finished run, int exitCode, String shown) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(exitCode);
        assertThat(run.stderr()).contains(shown).doesNotContain("\tat ", "Exception", "null");
        assertThat(run.stdout()).isEmpty();
    }
}
