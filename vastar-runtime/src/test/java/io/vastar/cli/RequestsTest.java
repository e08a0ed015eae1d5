// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.testkit.ReceivedRequest;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Flags that say what is sent, from the command line to the server and back to the report. */
@Timeout(60)
class RequestsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    Path folder;

    private final ScriptedServer server =
            ScriptedServer.start(Script.answeringAll(OK).clientMayLeave());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode run(String command, String... flags) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command, "--no-self-warmup", "--no-progress", "-o", "json"));
        arguments.addAll(List.of(flags));
        Console console = Console.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        try (JoinedServices services = new JoinedServices(console)) {
            Context context = new Context(services, console, new Interruption());
            assertThat(Cli.run(context, "vastar", arguments.toArray(new String[0])))
                    .as(err.toString(StandardCharsets.UTF_8))
                    .isIn(ExitCode.OK, ExitCode.GATE);
        }
        return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldSendWhatFollowsAnAtSignAndNameTheFlagForFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("b.json"), "hello");

        http("-n", "1", "-c", "1", "-m", "POST", "-d", "@" + file, "-H", "X-At: @" + file, server.url() + "/");

        ReceivedRequest request = server.requests().get(0);
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("@" + file);
        assertThat(request.header("X-At")).hasValue("@" + file);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("note: -d sends its text as it is, here '@" + file
                        + "'; to send what is in the file, write -D " + file + "\n");
    }

    private JsonNode http(String... flags) throws IOException {
        return run("http", flags).at("/runs/0");
    }

    private String file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    private List<String> requestLines() {
        return server.requests().stream().map(ReceivedRequest::requestLine).toList();
    }

    @Test
    void shouldSendTargetsWithoutAUrl() throws IOException {
        String targets = file("t", "3x GET " + server.url() + "/a", "X-A: 1", "", "PUT /b", "@" + file("b", "{}"));
        JsonNode run = http("-n", "8", "-c", "2", "-H", "X-A: 0", "--targets", targets);

        assertThat(run.at("/requests/ok").asInt()).isEqualTo(8);
        assertThat(run.at("/request/variety/summary").asText()).isEqualTo("2 targets of " + targets);
        assertThat(requestLines()).filteredOn("GET /a HTTP/1.1"::equals).hasSize(6);
        assertThat(server.requests())
                .filteredOn(request -> request.requestLine().startsWith("PUT /b "))
                .hasSize(2)
                .allMatch(request -> request.headers("X-A").equals(List.of("0")))
                .allMatch(request -> new String(request.body(), StandardCharsets.UTF_8).startsWith("{}"));
        assertThat(server.requests())
                .filteredOn(request -> request.requestLine().startsWith("GET"))
                .allMatch(request -> request.headers("X-A").equals(List.of("1")));
    }

    @Test
    void shouldSendUrlsOfAPattern() throws IOException {
        http("-n", "40", "-c", "2", "--rand-regex-url", server.url() + "/[ab]{8}\\?x=\\d");

        assertThat(requestLines()).allMatch(line -> line.matches("GET /[ab]{8}[?]x=\\d HTTP/1.1"));
        assertThat(new TreeSet<>(requestLines())).hasSizeGreaterThan(20);
    }

    @Test
    void shouldSendFormsInChunks() throws IOException {
        JsonNode run = http("-n", "1", "-F", "a=b", "-F", "f=@" + file("x.txt", "text"), "--chunked", server.url());

        ReceivedRequest request = server.requests().get(0);
        assertThat(request.requestLine()).isEqualTo("POST / HTTP/1.1");
        assertThat(request.header("Transfer-Encoding")).contains("chunked");
        assertThat(request.header("Content-Type").orElseThrow()).startsWith("multipart/form-data; boundary=");
        assertThat(request.text()).contains("filename=\"x.txt\"\r\nContent-Type: text/plain\r\n\r\ntext");
        assertThat(run.at("/request/chunked").asBoolean()).isTrue();
    }

    @Test
    void shouldAuthorizeAndTellNoSecret() throws IOException {
        http("-n", "1", "--bearer", "hidden", server.url());
        assertThat(server.requests().get(0).header("Authorization")).contains("Bearer hidden");
        out.reset();
        http(
                "-n",
                "1",
                "--aws-sigv4",
                "aws:amz:r:s3",
                "-a",
                "id:hidden",
                "--aws-session-token",
                "hidden",
                server.url());

        ReceivedRequest signed = server.requests().get(1);
        assertThat(signed.header("Authorization").orElseThrow()).startsWith("AWS4-HMAC-SHA256 Credential=id/");
        assertThat(signed.header("X-Amz-Security-Token")).contains("hidden");
        assertThat(signed.header("X-Amz-Content-Sha256")).isPresent();
        assertThat(out + " " + err).doesNotContain("hidden");
    }

    @Test
    void shouldSweepOverRequestsThatDiffer() throws IOException {
        String bodies = file("lines", "one", "two", "three");
        JsonNode sweep = run(
                "sweep", "--conc", "1,2", "-n", "30", "-m", "POST", "-Z", bodies, "--order", "random", server.url());

        assertThat(sweep.at("/params/variety").asText()).isEqualTo("3 bodies of " + bodies + ", random");
        assertThat(server.requests())
                .extracting(request -> new String(request.body(), StandardCharsets.UTF_8))
                .contains("one", "two", "three");
    }
}
