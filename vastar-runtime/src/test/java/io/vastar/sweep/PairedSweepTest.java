// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vastar.plan.LoadPlan;
import io.vastar.plan.SweepPlan;
import io.vastar.plan.SweepPlan.Gates;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import io.vastar.spi.RequestSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedSweepTest {
    private static final RequestSpec UPSTREAM = RequestSpec.get("http://127.0.0.1:4545/up");

    @TempDir
    private Path folder;

    @Test
    void shouldMeasureTheReferenceFirstAtEachLevelWithTheSameRepeats() {
        FakeTarget target = gateway();

        Sweeps.over("10,50").repeats(2).reference(UPSTREAM).run(target);

        assertThat(target.asked())
                .extracting(plan -> (isUpstream(plan) ? "ref " : "tgt ") + plan.concurrency())
                .containsExactly(
                        "ref 1", "tgt 1", "ref 1", "ref 1", "tgt 1", "tgt 1", "ref 10", "ref 10", "tgt 10", "tgt 10",
                        "ref 50", "ref 50", "tgt 50", "tgt 50");
    }

    @Test
    void shouldDisqualifyWhereTheGatewayTurnsIntoTheBottleneck() {
        SweepResult result = Sweeps.over("10,50,100").reference(UPSTREAM).run(gateway());

        assertThat(result.points()).extracting(SweepPoint::disqualified).containsExactly(null, null, "overhead=+67%");
        assertThat(result.points().get(2).overheadPct()).isCloseTo(66.7, within(0.5));
        assertThat(result.points().get(2).rpsDeficitPct()).isCloseTo(40, within(0.1));
        assertThat(result.sweetSpot().concurrency()).isEqualTo(50);
        assertThat(result.paired().source()).isEqualTo(PairedResult.Source.LIVE);
        assertThat(result.paired().baseline().rps()).isCloseTo(100, within(1.0));
        assertThat(result.notes()).contains("paired=on");
    }

    @Test
    void shouldFallBackToTheSmallestOverhead() {
        SweepResult result = Sweeps.over("10,50,100")
                .gates(new Gates(null, null, null, null, -50.0, null))
                .reference(UPSTREAM)
                .run(gateway());

        assertThat(result.qualified()).isFalse();
        assertThat(result.sweetSpot().method()).isEqualTo(SweetSpot.Method.FALLBACK);
        assertThat(result.sweetSpot().concurrency()).isEqualTo(10);
        assertThat(result.sweetSpot().reasoning())
                .isEqualTo("no point met primary gates; paired-mode fallback = smallest overhead (+0.0%)");
    }

    @Test
    void shouldNotQualifyALevelWithoutAReferenceToCompareWith() {
        FakeTarget target = FakeTarget.of((plan, trial) -> Behaviour.at(
                plan.concurrency(), isUpstream(plan) && plan.concurrency() == 50 ? 0 : 10.0 * plan.concurrency()));

        SweepResult result = Sweeps.over("10,50").reference(UPSTREAM).run(target);

        assertThat(result.points().get(1).disqualified()).isEqualTo("no-reference");
        assertThat(result.points().get(1).overheadPct()).isNull();
    }

    @Test
    void shouldSendTheTargetsHeadersAndBodyToTheReferenceToo() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        RequestSpec target = new RequestSpec(
                "http://127.0.0.1/x",
                "POST",
                List.of(new Header("X-A", "1")),
                "application/json",
                "*/*",
                "u:p",
                body,
                false,
                false);

        RequestSpec same = SweepPlan.referenceOf(target, "http://127.0.0.1/y", null, null, null);
        RequestSpec other = SweepPlan.referenceOf(target, "http://127.0.0.1/y", "PUT", new byte[] {1}, "text/plain");

        assertThat(same).usingRecursiveComparison().isEqualTo(target.withUrl("http://127.0.0.1/y"));
        assertThat(other.method()).isEqualTo("PUT");
        assertThat(other.body()).containsExactly(1);
        assertThat(other.contentType()).isEqualTo("text/plain");
        assertThat(other.headers()).isEqualTo(target.headers());
    }

    @Test
    void shouldCompareWithAnEarlierSweepAndNoteNearestLevels() throws IOException {
        Path file = write("""
                {"schema_version": "1.0",
                 "params": {"url": "http://up/", "method": "GET", "note": "a } in a text"},
                 "baseline": {"concurrency": 1, "rps": 100, "p50_ms": 9, "p99_ms": 18},
                 "sweep_points": [
                   {"concurrency": 50, "rps": 5000, "p50_ms": 9, "p95_ms": 12, "p99_ms": 18, "p999_ms": 20,
                    "error_rate": 0.0},
                   {"concurrency": 10, "rps": 1000, "p50_ms": 9, "p99_ms": 18},
                   {"concurrency": 1000, "disqualified": "spread=2.8"}]}
                """);

        FakeTarget target = gateway();
        SweepResult result = Sweeps.over("10,30,50,100").refFromJson(file).run(target);

        assertThat(target.asked()).noneMatch(PairedSweepTest::isUpstream);
        assertThat(result.points())
                .extracting(point -> point.reference().concurrency())
                .containsExactly(10, 10, 50, 50);
        assertThat(result.notes())
                .contains("reference: the nearest cached level was used, c=30 with c=10, c=100 with c=50");
        assertThat(result.paired().url()).isEqualTo("http://up/");
        assertThat(result.paired().source()).isEqualTo(PairedResult.Source.CACHED);
        assertThat(result.paired().baseline().p95Ms()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                            | is empty",
                "[]                                            | is JSON, but not an object",
                "{\"schema_version\":                          | is not valid JSON",
                "{} {}                                         | is not valid JSON",
                "{}                                            | has no schema_version",
                "{\"schema_version\": \"2.0\"}                 | has schema_version '2.0', and this vastar reads 1.x",
                "{\"schema_version\": \"1.0\"}                 | has no sweep_points",
                "{\"schema_version\": \"1.0\", \"sweep_points\": []} | has no level with throughput",
                "{\"schema_version\": \"1.0\", \"sweep_points\": [{\"rps\": 1}]} | has no concurrency of 1 or more at sweep_points[0]",
                "{\"schema_version\": \"1.0\", \"sweep_points\": [{\"concurrency\": 5}]} | has no rps, p50_ms and p99_ms at sweep_points[0]",
                "{\"schema_version\": \"1.0\", \"sweep_points\": [{\"concurrency\": 5, \"rps\": \"x\"}]} | has rps \"x\" at sweep_points[0]",
            })
    void shouldSayWhatIsWrongWithTheFileBeforeAnyRequest(String json, String message) throws IOException {
        Path file = write(json);
        FakeTarget target = gateway();

        assertThatThrownBy(() -> Sweeps.over("10").refFromJson(file).run(target))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--ref-from-json: " + file + " ")
                .hasMessageContaining(message)
                .hasMessageEndingWith("; name a file written by 'sweep -o json' or with --json-path");
        assertThat(target.asked()).isEmpty();
    }

    @Test
    void shouldSayWhenTheFileCannotBeRead() {
        assertThatThrownBy(() ->
                        Sweeps.over("10").refFromJson(folder.resolve("none")).run(gateway()))
                .hasMessageContaining("none does not exist");
        assertThatThrownBy(() -> Sweeps.over("10").refFromJson(folder).run(gateway()))
                .hasMessageContaining("is a directory");
    }

    @Test
    void shouldRefuseTwoReferences() {
        assertThatThrownBy(() -> Sweeps.over("10")
                        .reference(UPSTREAM)
                        .refFromJson(folder)
                        .plan())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--vs")
                .hasMessageContaining("--ref-from-json");
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("ref.json"), json);
    }

    /** The upstream scales; the gateway in front of it has 60 workers. */
    private static FakeTarget gateway() {
        return FakeTarget.of((plan, trial) -> Behaviour.at(
                plan.concurrency(),
                100.0 * (isUpstream(plan) ? plan.concurrency() : Math.min(60, plan.concurrency()))));
    }

    private static boolean isUpstream(LoadPlan plan) {
        return plan.request() == UPSTREAM;
    }
}
