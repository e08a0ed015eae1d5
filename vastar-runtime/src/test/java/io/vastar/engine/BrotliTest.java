// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.http.HttpProvider;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.Expectation;
import io.vastar.plan.IdleMode;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations of bodies that h2o sends with Brotli, in each way that exchanges share connections. */
@Timeout(60)
class BrotliTest {
    private static final String BODY = "{\"items\":[" + "{\"id\":7},".repeat(5000) + "{\"id\":8}]}";

    @TempDir
    Path files;

    @ParameterizedTest
    @CsvSource({"1.1,1", "1.1,4", "2,4"})
    void shouldJudgeBodiesThatComeWithBrotli(String version, int inFlight) throws IOException {
        assumeTrue(RealServers.find("h2o").isPresent(), "h2o is not installed: apt-get install h2o");
        Files.writeString(files.resolve("items.json"), BODY);
        String configuration = """
                user: %s
                listen: {host: 127.0.0.1, port: {port}}
                compress: [br]
                hosts:
                  default:
                    paths:
                      /:
                        file.dir: "%s"
                """.formatted(System.getProperty("user.name"), files);
        boolean http2 = version.equals("2");
        HttpSpec http = new HttpSpec(version, http2 ? inFlight : null, http2 ? null : inFlight, null, null);
        try (RealServer server =
                RealServers.start("h2o", configuration, "-c", "{configuration}").orElseThrow()) {
            for (String text : List.of("{\"id\":8}]}", "absent")) {
                TrialResult result = run(server.url() + "/items.json", http.withCompression(true), text);
                assertThat(result.counts().failed()).isZero();
                assertThat(result.detail().failedChecks()).isEqualTo(text.equals("absent") ? 100 : 0);
                assertThat(result.bytes().body()).isBetween(1L, 100L * 1000);
            }
        }
    }

    private static TrialResult run(String url, HttpSpec http, String text) {
        LoadPlan plan = new LoadPlan(
                        "test",
                        RequestSpec.get(url).with(TransportSpec.NONE.with(http)),
                        4,
                        100,
                        0,
                        5_000_000_000L,
                        5_000_000_000L,
                        2_000_000_000L,
                        new EngineOptions(1, List.of(), IdleMode.AUTO, false))
                .withModel(LoadModel.closed(4))
                .withExpect(new Expectation(new int[0], text.getBytes(StandardCharsets.UTF_8), Long.MAX_VALUE));
        try (Engine engine = new Engine(List.of(new HttpProvider()))) {
            return engine.run(plan, RunListener.NONE);
        }
    }
}
