// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.testkit.Ports;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What scripts cut out of other tools' output must come out of ours by the same means. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PeerLayoutsTest {
    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
    private static final String TIME = NUMBER + "(us|ms|s|m|h)";

    private static RealServer nginx;

    @BeforeAll
    static void startNginx(@TempDir Path files) throws Exception {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(files.resolve("index.html"), "Hello, World!");
        nginx = RealServers.nginx(files, "location /gone { return 503; }").orElseThrow();
    }

    @AfterAll
    static void stopNginx() {
        if (nginx != null) {
            nginx.close();
        }
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + nginx.port() + path;
    }

    @Test
    void shouldBeReadAsHeyIs(@TempDir Path directory) throws Exception {
        assumeTrue(RealServers.find("hey").isPresent(), "hey is not installed: apt-get install hey");
        for (String path : List.of("/index.html", "/gone")) {
            String hey = peer(directory, "hey", "-n", "2000", "-c", "10", url(path));
            String ours = RealRun.of("http", "-o", "hey", "-n", "2000", "-c", "10", "--no-self-warmup", url(path))
                    .out();
            for (String text : List.of(hey, ours)) {
                assertThat(cut(text, "(?m)^  Total:\t" + NUMBER + " secs$")).hasSize(1);
                assertThat(cut(text, "(?m)^  (?:Slowest|Fastest|Average):\t" + NUMBER + " secs$"))
                        .hasSize(3);
                assertThat(cut(text, "(?m)^  Requests/sec:\t" + NUMBER + "$")).hasSize(1);
                assertThat(cut(text, "(?m)^  Size/request:\t" + NUMBER + " bytes$"))
                        .hasSize(1);
                assertThat(cut(text, "(?m)^  [0-9.]+ \\[([0-9]+)\\]\t\\|■*$")).hasSize(11);
                assertThat(cut(text, "(?m)^  ([0-9]+)% in " + NUMBER + " secs$"))
                        .containsExactly("10", "25", "50", "75", "90", "95", "99");
                assertThat(cut(text, "(?m)^  \\[([0-9]+)\\]\t2000 responses$"))
                        .containsExactly(path.equals("/gone") ? "503" : "200");
            }
            if (!path.equals("/gone")) {
                String phases = "(?m)^  (DNS.dialup|req write|resp wait|resp read):\t" + NUMBER + " secs, " + NUMBER
                        + " secs, ";
                assertThat(cut(ours, phases)).isEqualTo(cut(hey, phases));
                assertThat(headings(ours)).isEqualTo(headings(hey));
            }
        }
    }

    @Test
    void shouldTellFailuresAsHeyDoes(@TempDir Path directory) throws Exception {
        assumeTrue(RealServers.find("hey").isPresent(), "hey is not installed: apt-get install hey");
        String resets = "location /cut { return 444; }";
        Files.writeString(directory.resolve("a.txt"), "a");
        try (RealServer cutting = RealServers.nginx(directory, resets).orElseThrow()) {
            String url = "http://127.0.0.1:" + cutting.port() + "/cut";
            String hey = peer(directory, "hey", "-n", "20", "-c", "2", url);
            String ours = RealRun.of("http", "-o", "hey", "-n", "20", "-c", "2", "--no-self-warmup", url)
                    .out();
            for (String text : List.of(hey, ours)) {
                assertThat(text).contains("\nError distribution:\n");
                assertThat(cut(text, "(?m)^  \\[([0-9]+)\\]\t\\S.*$").stream()
                                .mapToInt(Integer::parseInt)
                                .sum())
                        .isEqualTo(20);
            }
        }
    }

    private static List<String> headings(String text) {
        return cut(text, "(?m)^([A-Z][^:\n]+:)$");
    }

    @Test
    void shouldBeReadAsWrkIs(@TempDir Path directory) throws Exception {
        assumeTrue(RealServers.find("wrk").isPresent(), "wrk is not installed: apt-get install wrk");
        for (String path : List.of("/index.html", "/gone")) {
            String wrk = peer(directory, "wrk", "-t", "1", "-c", "10", "-d", "1s", "--latency", url(path));
            String ours = RealRun.of(
                            "http",
                            "-o",
                            "wrk",
                            "-z",
                            "1s",
                            "-c",
                            "10",
                            "--threads",
                            "1",
                            "--no-self-warmup",
                            url(path))
                    .out();
            for (String text : List.of(wrk, ours)) {
                assertThat(text.lines().findFirst()).contains("Running 1s test @ " + url(path));
                assertThat(cut(text, "(?m)^  1 threads and ([0-9]+) connections$"))
                        .containsExactly("10");
                assertThat(text).contains("  Thread Stats   Avg      Stdev     Max   +/- Stdev\n");
                String row = " +" + TIME + " +" + TIME + " +" + TIME + " +" + NUMBER + "%$";
                assertThat(cut(text, "(?m)^    (Latency)" + row)).hasSize(1);
                String rates = " +[0-9.]+k? +[0-9.]+k? +[0-9.]+k? +" + NUMBER + "%$";
                assertThat(cut(text, "(?m)^    (Req/Sec)" + rates)).hasSize(1);
                assertThat(cut(text, "(?m)^ +(50|75|90|99)% +" + TIME)).containsExactly("50", "75", "90", "99");
                assertThat(cut(text, "(?m)^  ([0-9]+) requests in " + TIME + ", [0-9.]+[KMG]?B read$"))
                        .hasSize(1);
                assertThat(cut(text, "(?m)^Requests/sec: +" + NUMBER + "$")).hasSize(1);
                assertThat(cut(text, "(?m)^Transfer/sec: +" + NUMBER + "[KMG]?B$"))
                        .hasSize(1);
                assertThat(cut(text, "(?m)^  Non-2xx or 3xx responses: ([0-9]+)$"))
                        .hasSize(path.equals("/gone") ? 1 : 0);
            }
            assertThat(columns(ours)).isEqualTo(columns(wrk));
        }
    }

    /** Where the cells of the table of threads end. */
    private static List<Integer> columns(String text) {
        Matcher row = Pattern.compile("(?m)^    Latency.*$").matcher(text);
        assertThat(row.find()).isTrue();
        return List.of(row.group().length());
    }

    @Test
    void shouldGiveWrkTheSocketErrorsOfADeadPort() {
        RealRun run = RealRun.of(
                "http", "-o", "wrk", "-n", "4", "-c", "2", "--no-self-warmup", "http://127.0.0.1:" + Ports.freePort());
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void shouldBeReadAsH2loadIs(@TempDir Path directory) throws Exception {
        assumeTrue(RealServers.find("h2load").isPresent(), "h2load is not installed: apt-get install nghttp2-client");
        for (String path : List.of("/index.html", "/gone")) {
            String h2load = peer(directory, "h2load", "--h1", "-n", "2000", "-c", "10", url(path));
            String ours = RealRun.of("http", "-o", "h2load", "-n", "2000", "-c", "10", "--no-self-warmup", url(path))
                    .out();
            for (String text : List.of(h2load, ours)) {
                assertThat(cut(text, "(?m)^finished in " + TIME + ", " + NUMBER + " req/s, [0-9.]+[KMG]?B/s$"))
                        .hasSize(1);
                assertThat(cut(text, "(?m)^requests: 2000 total, 2000 started, 2000 done, ([0-9]+) succeeded, "))
                        .containsExactly(path.equals("/gone") ? "0" : "2000");
                assertThat(cut(text, "(?m)^status codes: ([0-9]+) 2xx, 0 3xx, 0 4xx, [0-9]+ 5xx$"))
                        .hasSize(1);
                assertThat(cut(text, "(?m)^traffic: [0-9.]+[KMG]?B \\(([0-9]+)\\) total, .* data$"))
                        .hasSize(1);
                assertThat(text)
                        .contains("\n                     min         max         mean         sd        +/- sd\n");
                String cell = " +" + TIME;
                assertThat(cut(text, "(?m)^(time .*):" + cell.repeat(4) + " +" + NUMBER + "%$"))
                        .hasSizeGreaterThanOrEqualTo(path.equals("/gone") ? 2 : 3);
            }
        }
    }

    @Test
    void shouldGiveVegetaAndOhaFiguresOfOneTruth() throws Exception {
        String url = url("/index.html");
        RealRun vegeta = RealRun.of(
                "http", "-o", "vegeta", "--rate", "500", "-z", "1s", "--no-self-warmup", "-d", "{}", "-m", "GET", url);
        assertThat(vegeta.exitCode()).isZero();
        assertThat(vegeta.out().lines().map(line -> line.split("\\s{2,}")[0]))
                .containsExactly(
                        "Requests",
                        "Duration",
                        "Latencies",
                        "Bytes In",
                        "Bytes Out",
                        "Success",
                        "Status Codes",
                        "Error Set:");
        List<String> requests =
                cut(vegeta.out(), "(?m)^Requests      \\[total, rate, throughput\\]         ([0-9]+), [0-9.]+, ");
        assertThat(requests).hasSize(1);
        int sent = Integer.parseInt(requests.get(0));
        assertThat(sent).isBetween(1, 500);
        assertThat(vegeta.out()).contains("Bytes Out     [total, mean]                     " + 2 * sent + ", 2.00\n");
        JsonNode json = new ObjectMapper()
                .readTree(RealRun.of("http", "-o", "vegeta-json", "-n", "300", "--no-self-warmup", url)
                        .out());
        assertThat(json.at("/status_codes/200").asInt()).isEqualTo(300);
        assertThat(json.at("/latencies/99th").asLong())
                .isBetween(
                        json.at("/latencies/min").asLong(),
                        json.at("/latencies/max").asLong());
        assertThat(json.at("/duration").asLong() + json.at("/wait").asLong()).isPositive();
        JsonNode oha = new ObjectMapper()
                .readTree(RealRun.of("http", "-o", "oha", "-z", "1s", "--no-self-warmup", url)
                        .out());
        assertThat(oha.at("/summary/successRate").asDouble()).isEqualTo(1);
        assertThat(oha.at("/rps/percentiles/p50").asDouble()).isPositive();
        assertThat(oha.at("/details/DNSDialup/average").asDouble()).isPositive();
    }

    /** The first group of every match. */
    private static List<String> cut(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String peer(Path directory, String... command) throws Exception {
        Path out = Files.createTempFile(directory, "peer", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
