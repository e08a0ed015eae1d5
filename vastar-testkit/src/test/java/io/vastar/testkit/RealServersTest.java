// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RealServersTest {
    @TempDir
    Path files;

    @Test
    void shouldFindNoProgramThatIsNotThere() {
        assertThat(RealServers.find("no-such-program-of-vastar")).isEmpty();
    }

    @Test
    void shouldServeFilesWithNginxUntilItIsClosed() throws Exception {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(files.resolve("hello.txt"), "Hello, World!");
        RealServer nginx =
                RealServers.nginx(files, "location = /teapot { return 418; }").orElseThrow();
        try (nginx) {
            assertThat(get(nginx.url() + "/hello.txt")).isEqualTo("200 Hello, World!");
            assertThat(get(nginx.url() + "/teapot")).startsWith("418 ");
            assertThat(nginx.pids()).hasSize(2);
        }
        nginx.close();

        assertThatThrownBy(() -> get(nginx.url() + "/hello.txt")).isInstanceOf(IOException.class);
        assertThat(nginx.pids())
                .allMatch(pid ->
                        ProcessHandle.of(pid).map(handle -> !handle.isAlive()).orElse(true));
    }

    @Test
    void shouldSayWhatNginxSaidWhenItDoesNotStart() {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);

        assertThatThrownBy(() -> RealServers.nginx(files, "no_such_directive;"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nginx did not start")
                .hasMessageContaining("no_such_directive");
    }

    @Test
    void shouldDeleteItsDirectoryWithAProgramThatDoesNotStart() throws IOException {
        Path directory = Files.createDirectory(files.resolve("own"));

        assertThatThrownBy(() -> RealServer.start("sh", List.of("/bin/sh", "-c", "echo no; exit 1"), directory, 1))
                .hasMessageContaining("sh did not start on port 1; it said: no");
        assertThat(directory).doesNotExist();
    }

    private static String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
