// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    void shouldHangWhilePausedAndAnswerWhenResumed() throws Exception {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(files.resolve("hello.txt"), "Hello, World!");
        try (RealServer nginx = RealServers.nginx(files).orElseThrow()) {
            nginx.pause();
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return get(nginx.url() + "/hello.txt");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            nginx.resume();

            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("200 Hello, World!");
        }
    }

    @Test
    void shouldCloseAServerThatIsPaused() throws Exception {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        RealServer nginx = RealServers.nginx(files).orElseThrow();
        nginx.pause();
        List<Long> pids = nginx.pids();
        nginx.close();

        assertThat(pids).noneMatch(RealServersTest::isAlive);
    }

    @Test
    void shouldServeAnEmptyDatabaseUntilItIsClosed() throws Exception {
        assumeTrue(RealServers.hasPostgres(), RealServers.POSTGRES_MISSING);
        Postgres postgres = RealServers.postgres().orElseThrow();
        List<Long> pids;
        try (postgres;
                Socket client = new Socket(InetAddress.getLoopbackAddress(), postgres.port())) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f}); // SSLRequest
            assertThat(client.getInputStream().read()).isEqualTo('N');
            assertThat(postgres.jdbcUrl()).contains(":" + postgres.port() + "/postgres");
            pids = postgres.pids();
        }
        postgres.close();

        assertThat(pids).isNotEmpty().noneMatch(RealServersTest::isAlive);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
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
    void shouldSayWhatNghttpdSaidWhenItDoesNotStart() {
        assumeTrue(RealServers.hasNghttpd(), RealServers.NGHTTPD_MISSING);

        assertThatThrownBy(() -> RealServers.nghttpd(files, "--no-such-option"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nghttpd did not start")
                .hasMessageContaining("no-such-option");
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
