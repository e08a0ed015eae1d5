// SPDX-License-Identifier: Apache-2.0
package io.vastar.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Slo;
import io.vastar.protocol.ProtocolContract;
import io.vastar.run.LoadTestResult;
import io.vastar.run.LoadTests;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ProtocolProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EchoTest extends ProtocolContract {
    private static EchoServer server;

    @LoadTest(url = "", concurrency = 3, requests = 300)
    @Echo(size = "${size:1KB}", letter = "b", user = "me")
    @Slo("errors<1%")
    static final class OfOptions {
        @Setup
        static String start() {
            return server.url();
        }
    }

    @LoadTest(url = "", requests = 10)
    @Echo(size = "${tooLarge}")
    static final class OfAPlaceholder {
        @Setup
        static String start() {
            return server.url();
        }
    }

    @LoadTest(url = "", requests = 10)
    @Echo(letter = "?")
    static final class OfRefusals {
        @Setup
        static String start() {
            return server.url();
        }
    }

    @BeforeAll
    static void startServer() {
        server = new EchoServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected ProtocolProvider provider() {
        return new EchoProvider();
    }

    @Override
    protected String url() {
        return server.url();
    }

    @Override
    protected List<String> flags() {
        return List.of("--size", "1KB", "--letter", "b", "--user", "me", "--password", "hidden");
    }

    @Override
    protected List<String> wrong() {
        return List.of("--size", "2MB");
    }

    @Test
    void shouldCountCodesThatItDoesNotAcceptAsUnexpected() throws Exception {
        LoadTestResult result = LoadTests.run(OfRefusals.class);
        assertThat(result.all().counts().unexpected()).isEqualTo(10);
        assertThat(result.all().unexpectedCodes()).isEqualTo(Map.of(1, 10L));
        assertThat(result.all().counts().errorRate()).isEqualTo(1);
    }

    @Test
    void shouldRunALoadTestWithItsAnnotation() throws Exception {
        LoadTestResult result = LoadTests.run(OfOptions.class);
        assertThat(result.all().counts().ok()).isEqualTo(300);
        assertThat(result.all().bytes().out()).isEqualTo(300 * 1001);
        assertThat(result.all().protocol()).isEqualTo("echo");
    }

    @Test
    void shouldCheckWhatPlaceholdersBring() {
        System.setProperty("tooLarge", "2MB");
        try {
            assertThatThrownBy(() -> LoadTests.run(OfAPlaceholder.class))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("@Echo(size) or --size: '2MB' is out of range; use 1 to 1000000 bytes");
        } finally {
            System.clearProperty("tooLarge");
        }
    }
}
