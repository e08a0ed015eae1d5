// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.testkit.ReceivedRequest;
import io.vastar.testkit.Script;
import io.vastar.testkit.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Characters that are more than letters: in what a target sends, and in what a user writes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ForeignTextIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final BenchmarksJar samples = BenchmarksJar.ofSamples();

    @ParameterizedTest
    @ValueSource(strings = {"text", "csv", "oha", "hey", "json", "debug"})
    void shouldNotLetATargetSteerTheTerminal(String form) throws Exception {
        String body = "{\"errors\":[{\"message\":\"\u001b[31mred\u001b]0;title\u0007 \u009b2J \u202eturned\"}]}";
        byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
        String sent = new String(utf8, StandardCharsets.ISO_8859_1); // as the server writes it
        String response = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + utf8.length
                + (form.equals("debug") ? "\r\nX-A: \u001b[2J" : "") + "\r\n\r\n" + sent;
        try (ScriptedServer server =
                ScriptedServer.start(Script.answeringAll(response).clientMayLeave())) {
            String[] flags = form.equals("debug")
                    ? new String[] {"http", "--debug", "--graphql", "{ a }", server.url() + "/"}
                    : new String[] {"http", "-o", form, "-n", "2", "-c", "1", "--graphql", "{ a }", server.url() + "/"};
            ProcessBuilder command = samples.command(flags);
            command.environment().put("CLICOLOR_FORCE", "1");

            Finished run = Finished.run(command, 60);

            assertThat(run.stdout() + run.stderr())
                    .doesNotContain("\u001b[31mred", "\u001b]0;", "\u001b[2J", "\u0007", "\u009b", "\u202e");
        }
    }

    @Test
    void shouldShowWhatATargetSentAsEscapes() throws Exception {
        String body = "{\"errors\":[{\"message\":\"\u001b[31mred\"}]}";
        String response = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (ScriptedServer server =
                ScriptedServer.start(Script.answeringAll(response).clientMayLeave())) {
            Finished run = samples.run("http", "-n", "2", "-c", "1", "--graphql", "{ a }", server.url() + "/");

            assertThat(run.stderr()).contains("\\x1b[31mred");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POSIX", "C.UTF-8"})
    void shouldSendTheBytesThatWereGivenInAnyLocale(String locale) throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(Script.answeringAll(OK).clientMayLeave())) {
            Finished run = inLocale(
                    locale, "http", "-n", "1", "-c", "1", "-m", "POST", "-d", "5 \u20ac", server.url() + "/\u00fc");

            assertThat(run.exitCode()).as(run.toString()).isZero();
            ReceivedRequest request = server.requests().get(0);
            assertThat(request.requestLine()).isEqualTo("POST /%C3%BC HTTP/1.1");
            assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("5 \u20ac");
        }
    }

    @Test
    void shouldRefuseAFileThatTheLocaleCannotName() throws Exception {
        Finished run = inLocale("POSIX", "http", "-m", "POST", "-D", "\u00fc.txt", "http://127.0.0.1:1/");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stderr())
                .contains(
                        "'\u00fc.txt' has characters that file names cannot have in this locale; run it with LC_ALL=C.UTF-8");
    }

    /** By a shell's printf, as the locale of the tests themselves may not have the characters either. */
    private Finished inLocale(String locale, String... arguments) throws Exception {
        ProcessBuilder jar = samples.command();
        StringBuilder line = new StringBuilder("exec");
        jar.command().forEach(word -> line.append(" '").append(word).append('\''));
        for (String argument : arguments) {
            line.append(" \"$(printf '");
            for (byte b : argument.getBytes(StandardCharsets.UTF_8)) {
                line.append(String.format("\\%03o", b & 0xFF));
            }
            line.append("')\"");
        }
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", line.toString());
        shell.environment().put("LC_ALL", locale);
        return Finished.run(shell, 60);
    }
}
