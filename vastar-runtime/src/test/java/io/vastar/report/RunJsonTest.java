// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.SECOND;
import static io.vastar.report.Results.results;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vastar.pace.Stage;
import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadModel;
import io.vastar.plan.LoadModel.Arrival;
import io.vastar.plan.LoadModel.Kind;
import io.vastar.plan.LoadPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LookUp;
import io.vastar.spi.NamesSpec;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.TransportSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunJsonTest {
    private static final Path SCHEMA = Path.of("../docs/schema/run-1.0.schema.json");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<TrialResult> kept() {
        return List.copyOf(Goldens.all().values());
    }

    @ParameterizedTest
    @MethodSource("kept")
    void shouldFollowThePublishedSchema(TrialResult result) throws IOException {
        assertValid(RunJson.render(List.of(result)));
    }

    @Test
    void shouldTellHowRequestsDifferAndNoSecret() throws IOException {
        RequestVariety variety = new RequestVariety(
                "2 targets of t.txt",
                List.of(
                        new RequestVariant(null, "http://u:hidden@h/?key=hidden", List.of(), null),
                        RequestVariant.ofBody("hidden".getBytes())),
                List.of(1, 2),
                true,
                7);
        RequestContent content = new RequestContent(
                variety, true, "user:hidden", new AwsCredentials("r", "s", "hidden", "hidden", "hidden"));
        RequestSpec spec = new RequestSpec(
                        "http://u:hidden@h/",
                        "POST",
                        List.of(new Header("Authorization", "Bearer hidden"), new Header("Cookie", "hidden")),
                        null,
                        null,
                        "u:hidden",
                        new byte[0],
                        true,
                        true)
                .with(content);
        TrialResult result = results().ok(1, MS).code(401, 1, MS).request(spec).build();
        String json = RunJson.render(List.of(result));

        assertValid(json);
        assertThat(json + new RunText(false, 100).render(result)).doesNotContain("hidden");
        assertThat(MAPPER.readTree(json).at("/runs/0/request/variety").toString())
                .isEqualTo("{\"summary\":\"2 targets of t.txt\",\"count\":2,\"order\":\"random\",\"seed\":7}");
    }

    @Test
    void shouldFollowThePublishedSchemaWithoutRunsAndWithPlans() throws IOException {
        assertValid(RunJson.render(List.of()));
        LoadPlan plan = new LoadPlan(
                "FxConvert",
                Goldens.plain().request(),
                50,
                0,
                10 * SECOND,
                0,
                5 * SECOND,
                2 * SECOND,
                EngineOptions.defaults());
        ObjectNode node = RunJson.node(Goldens.plain(), plan);
        assertValid(RunJson.document(List.of(node, RunJson.node(Goldens.errors(), plan.withRequests(2_000)))));
        assertThat(node.at("/plan/duration_ms").asDouble()).isEqualTo(10_000);
        assertThat(node.at("/plan/requests").isNull()).isTrue();
        assertThat(node.at("/plan/timeout_ms").isNull()).isTrue();
    }

    @Test
    void shouldTellTheLoadOfBurstsStagesAndWarmUps() throws IOException {
        LoadPlan plan =
                new LoadPlan("x", Goldens.open().request(), 50, 0, 10 * SECOND, 0, SECOND, 0, EngineOptions.defaults());
        ObjectNode bursts = RunJson.node(
                Goldens.open(),
                plan.withModel(
                        new LoadModel(Kind.OPEN, Arrival.BURST, List.of(), 20, 250 * MS, 1_000, 0, 2 * SECOND, 0, 7)));
        ObjectNode stages = RunJson.node(
                Goldens.backlog(),
                plan.withModel(new LoadModel(
                        Kind.OPEN,
                        Arrival.POISSON,
                        List.of(new Stage(0, 2_000, SECOND), new Stage(2_000, 2_000, Long.MAX_VALUE)),
                        0,
                        0,
                        1_000,
                        0,
                        0,
                        500,
                        7)));
        assertValid(RunJson.document(List.of(bursts, stages)));
        assertThat(bursts.at("/model").asText()).isEqualTo("open");
        assertThat(bursts.at("/plan/load/arrival").asText()).isEqualTo("burst");
        assertThat(bursts.at("/plan/load/burst").asInt()).isEqualTo(20);
        assertThat(bursts.at("/plan/load/burst_delay_ms").asInt()).isEqualTo(250);
        assertThat(bursts.at("/plan/load/warm_up_ms").asInt()).isEqualTo(2_000);
        assertThat(stages.at("/plan/load/warm_up_iterations").asInt()).isEqualTo(500);
        assertThat(stages.at("/plan/load/seed").asInt()).isEqualTo(7);
        assertThat(stages.at("/plan/load/stages/0/to").asInt()).isEqualTo(2_000);
        assertThat(stages.at("/plan/load/stages/1/duration_ms").isNull()).isTrue();
    }

    @Test
    void shouldReadBackWhatAScheduleAndAScenarioAdd() throws IOException {
        JsonNode run =
                MAPPER.readTree(RunJson.render(List.of(Goldens.openScenario()))).at("/runs/0");
        assertThat(run.at("/response/p50_ms").asDouble()).isBetween(0.599, 0.601);
        assertThat(run.at("/latency/p50_ms").asDouble()).isBetween(0.499, 0.501);
        assertThat(run.at("/arrivals/due").asLong()).isEqualTo(2_000);
        assertThat(run.at("/arrivals/target_per_s").asDouble()).isEqualTo(1_000);
        assertThat(run.at("/arrivals/achieved_share").asDouble()).isEqualTo(1);
        assertThat(run.at("/steps/0/counts/events").asLong()).isEqualTo(4_000);
        assertThat(run.at("/steps/1").has("counts")).isFalse();
        assertThat(run.at("/steps/0/name").asText()).isEqualTo("login");
        assertThat(run.at("/steps/0/per_s").asDouble()).isEqualTo(1_000);
        assertThat(run.at("/steps/0/response/p50_ms").asDouble()).isBetween(0.799, 0.801);
        assertThat(run.at("/steps/1/failed_checks").asLong()).isEqualTo(25);
        assertThat(run.at("/transactions/0/service/p50_ms").asDouble()).isBetween(1.999, 2.001);
        assertThat(run.at("/checks/1/failed").asLong()).isEqualTo(25);
        assertThat(run.at("/code_failures/0/kind").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(run.at("/discarded/requests").asLong()).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutWhatAClosedRunOfOneRequestDoesNotHave() {
        ObjectNode run = RunJson.node(Goldens.plain());
        assertThat(run.at("/model").asText()).isEqualTo("closed");
        assertThat(run.fieldNames())
                .toIterable()
                .doesNotContain(
                        "response", "arrivals", "steps", "transactions", "checks", "code_failures", "discarded");
    }

    @Test
    void shouldReadBackWhatWasMeasured() throws IOException {
        JsonNode run = MAPPER.readTree(RunJson.render(List.of(Goldens.plain()))).at("/runs/0");
        assertThat(run.at("/rps").asDouble()).isEqualTo(10_000);
        assertThat(run.at("/latency/count").asLong()).isEqualTo(20_000);
        assertThat(run.at("/latency/p50_ms").asDouble()).isBetween(0.399, 0.401);
        assertThat(run.at("/latency/p9999_ms").asDouble()).isBetween(0.599, 0.601);
        assertThat(run.at("/requests/started").asLong()).isEqualTo(20_000);
        assertThat(run.at("/status_codes/200").asLong()).isEqualTo(20_000);
        assertThat(run.at("/health/ceiling_share").asDouble()).isBetween(0.047, 0.048);
    }

    @Test
    void shouldWriteWhatOthersTookOfTheCores() {
        Histogram wakeUps = new Histogram(60_000 * MS, 2);
        wakeUps.recordValueWithCount(MS / 32, 40);
        TrialResult.Core busy = new TrialResult.Core(370 * MS, 0.37, 3, 0.9, wakeUps);
        JsonNode core = RunJson.node(results().ok(200, MS).core(busy).build()).at("/health/core");
        assertThat(core.at("/others_ms").asDouble()).isEqualTo(370);
        assertThat(core.at("/others_share").asDouble()).isEqualTo(0.37);
        assertThat(core.at("/gave_way").asLong()).isEqualTo(3);
        assertThat(core.at("/away_share").asDouble()).isEqualTo(0.9);
        assertThat(core.at("/wake_up_samples").asLong()).isEqualTo(40);
        assertThat(core.at("/wake_up_p50_ms").asDouble()).isBetween(0.031, 0.032);
        JsonNode unknown = RunJson.node(results().ok(200, MS).build()).at("/health/core");
        assertThat(unknown.at("/others_ms").isNull()).isTrue();
        assertThat(unknown.at("/wake_up_p50_ms").isNull()).isTrue();
    }

    @Test
    void shouldGiveNullAndTheReasonForAPercentileWithoutSupport() {
        JsonNode latency = RunJson.node(results().ok(200, MS).build()).at("/latency");
        assertThat(latency.at("/p99_ms").isNumber()).isTrue();
        assertThat(latency.at("/p999_ms").isNull()).isTrue();
        assertThat(latency.at("/unsupported/p999_ms").asText()).isEqualTo("needs 1000 samples, has 200");
        assertThat(latency.at("/unsupported/p99_ms").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 10, 99, 1000})
    void shouldStayValidForAnyNumberOfSamples(long samples) throws IOException {
        String json = RunJson.render(List.of(results().ok(samples, MS).build()));
        assertValid(json);
        assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void shouldKeepTheWholeHistogram() throws DataFormatException {
        TrialResult result = Goldens.errors();
        byte[] hdr = Base64.getDecoder()
                .decode(RunJson.node(result).at("/latency/hdr").asText());
        assertThat(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(hdr), 0))
                .isEqualTo(result.service());
    }

    @Test
    void shouldNeverTellSecrets() throws IOException {
        String json = RunJson.render(List.of(results().secretRequest().ok(3, MS).build()));
        assertValid(json);
        assertThat(json)
                .doesNotContain("hunter2")
                .doesNotContain("s3cret")
                .contains("\"Authorization\", \"Cookie\"")
                .contains("http://***@127.0.0.1:8080/items?q=1");
    }

    @Test
    void shouldNotWriteWhatIsNotANumber() throws IOException {
        String json = RunJson.render(List.of(results()
                .ok(3, MS)
                .health(Double.NaN, 0, 0, 0, Double.POSITIVE_INFINITY)
                .build()));
        assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void shouldTellTheWayToTheTargetWithoutAPassword() throws IOException {
        TransportSpec transport = TransportSpec.NONE
                .with(HttpSpec.NONE.withPipeline(8).withRequestsPerConnection(100))
                .with(NamesSpec.NONE
                        .withConnectTo("::127.0.0.1:")
                        .withResolve("h:80:127.0.0.1")
                        .withSource("127.0.0.2"))
                .with(ProxySpec.NONE.withUrl("http://user:secret@proxy:3128"));
        TrialResult result = results()
                .ok(3, MS)
                .request(RequestSpec.get("http://h/").with(transport))
                .detail(new TrialResult.Detail(
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        new LookUp(List.of("h"), 2 * MS, List.of("127.0.0.1:80", "[::1]:80"), 4, 1),
                        null))
                .build();
        LoadPlan plan = new LoadPlan("x", result.request(), 8, 3, 0, 0, SECOND, 0, EngineOptions.defaults())
                .withFirstByteTimeoutNs(SECOND);
        ObjectNode node = RunJson.node(result, plan);
        assertValid(RunJson.document(List.of(node)));
        assertThat(node.toString()).doesNotContain("secret");
        assertThat(node.at("/request/proxy/url").asText()).isEqualTo("http://***@proxy:3128");
        assertThat(node.at("/request/exchanges_per_connection").asInt()).isEqualTo(8);
        assertThat(node.at("/look_up/took_ms").asDouble()).isEqualTo(2);
        assertThat(node.at("/look_up/failed_repeats").asInt()).isEqualTo(1);
        assertThat(node.at("/plan/first_byte_timeout_ms").asInt()).isEqualTo(1000);
        assertThat(new RunText(false, 400).render(result, plan))
                .contains("h in 2.00 ms, in no latency: 2 addresses; looked up again 4 times, 1 of them in vain")
                .contains(
                        "Way: connect-to ::127.0.0.1:; resolve h:80:127.0.0.1; through the proxy http://***@proxy:3128;")
                .doesNotContain("secret");
    }

    static void assertValid(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        assertThat(schema.validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
    }
}
