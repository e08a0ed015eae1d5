// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class InterruptIT {
    private static final int INTERRUPTED = 130;

    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private final BenchmarksJar samples = BenchmarksJar.ofSamples();

    /** An ignored signal stays ignored in child processes, and a JVM leaves it so. */
    @BeforeAll
    static void demandThatInterruptsAreNotIgnored() throws IOException {
        assumeFalse(
                isIgnored("INT"),
                "SIGINT is ignored here, as in a job that a shell script started with '&', so that nothing can be"
                        + " interrupted; run the tests in the foreground, or after 'set -m'");
    }

    private static boolean isIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        long bit = 1L << SIGNALS.get(signal) - 1;
        return Files.isReadable(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.substring("SigIgn:".length()).strip())
                        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & bit) != 0);
    }

    @Test
    void shouldPrintWhatItMeasuredSoFarWhenInterrupted() throws Exception {
        try (CountingServer server = new CountingServer(50)) {
            Finished.Running running = samples.start("http", "-c", "1", "-z", "50s", server.url());
            server.awaitRequests();
            interrupt(running);

            Finished run = Finished.await(running, 30);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(INTERRUPTED);
            assertThat(run.stdout()).contains("Requests/sec:", "[200]").containsIgnoringCase("interrupted");
            assertThat(run.stderr()).doesNotContain("Exception");
        }
    }

    @Test
    void shouldWriteWholeJsonWhenInterrupted() throws Exception {
        try (CountingServer server = new CountingServer(50)) {
            Finished.Running running = samples.start("http", "-c", "1", "-z", "50s", "-o", "json", server.url());
            server.awaitRequests();
            interrupt(running);

            Finished run = Finished.await(running, 30);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(INTERRUPTED);
            JsonNode json = new ObjectMapper().readTree(run.stdout());
            assertThat(json.at("/runs/0/interrupted").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "TERM", "INT"})
    void shouldLeaveItsFilesWhenItIsSignalledTwiceInOneGo(String name, @TempDir Path folder) throws Exception {
        assumeFalse(isIgnored(name), "SIG" + name + " is ignored here, as SIGHUP is under nohup");
        Path log = folder.resolve("requests.csv");
        Path json = folder.resolve("result.json");
        try (CountingServer server = new CountingServer(50)) {
            Finished.Running running = samples.start(
                    "http",
                    "-c",
                    "1",
                    "-z",
                    "50s",
                    "--log",
                    log.toString(),
                    "--json-path",
                    json.toString(),
                    server.url());
            server.awaitRequests();
            signal(name, running);

            Finished run = Finished.await(running, 30);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(INTERRUPTED);
            JsonNode result = new ObjectMapper().readTree(json.toFile());
            assertThat(result.at("/runs/0/interrupted").asBoolean()).isTrue();
            assertThat(Files.readAllLines(log))
                    .hasSize(1 + result.at("/runs/0/requests/started").asInt());
            assertThat(folder.resolve("requests.csv.part")).doesNotExist();
        }
    }

    private static void interrupt(Finished.Running running) throws Exception {
        kill("-INT " + running.process().pid());
    }

    private static void signal(String name, Finished.Running running) throws Exception {
        String once = "-" + name + " " + running.process().pid();
        kill(once + "; kill " + once);
    }

    private static void kill(String arguments) throws Exception {
        // The shell's own kill; the command of that name is not installed everywhere.
        new ProcessBuilder("sh", "-c", "kill " + arguments).start().waitFor();
    }

    /** Answers one connection after the other and tells when enough requests have come, so that no test has to sleep. */
    private static final class CountingServer implements AutoCloseable {
        private static final byte[] RESPONSE =
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

        private final ServerSocket socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        private final CountDownLatch awaited;

        CountingServer(int requests) throws Exception {
            awaited = new CountDownLatch(requests);
            Thread thread = new Thread(this::serve, "counting-server");
            thread.setDaemon(true);
            thread.start();
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        void awaitRequests() throws InterruptedException {
            assertThat(awaited.await(30, TimeUnit.SECONDS)).isTrue();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept();
                        InputStream in = connection.getInputStream();
                        OutputStream out = connection.getOutputStream()) {
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        if (line.isEmpty()) {
                            out.write(RESPONSE);
                            awaited.countDown();
                        }
                    }
                } catch (IOException closed) {
                    // The client went away, or the test is over.
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
