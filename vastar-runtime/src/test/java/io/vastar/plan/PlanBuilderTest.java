// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LoadTestBuilder;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.SweepDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanBuilderTest {
    private static final long SECOND = 1_000_000_000L;
    private static final FileLimits LIMITS = new FileLimits(1_000, 36);

    private final PlanBuilder plans = plans(Map.of());

    private static PlanBuilder plans(Map<String, String> given) {
        Map<String, String> properties = Map.of("port", "1", "both", "property");
        Map<String, String> environment = Map.of("both", "environment", "HOST", "env.example");
        return new PlanBuilder(new PlaceholderValues(given, properties::get, environment::get), LIMITS);
    }

    private static LoadTestBuilder test() {
        return LoadTestDefinition.named("Fx").className("a.Fx").url("http://h/x");
    }

    private static Overrides.Request request(String url, String body, Path bodyFile, Header... headers) {
        return new Overrides.Request(url, null, List.of(headers), null, null, null, body, bodyFile, null, null);
    }

    private static Overrides load(Integer c, Long n, Long zNs) {
        return Overrides.NONE.withLoad(new Overrides.Load(c, n, zNs, null, null, null));
    }

    private LoadPlan plan(LoadTestBuilder test, Overrides overrides) {
        return plans.loadTest(test.build(), overrides, null).run();
    }

    @Test
    void shouldCountTheConnectionsOfASweepAndNotWhatTheyCarry() {
        LoadTestDefinition alone =
                test().sweep(SweepDefinition.over("100,1600")).build();
        assertThatThrownBy(() -> plans.loadTest(alone, Overrides.NONE, null))
                .hasMessageContaining("level c=1600 of the sweep asks for 1600 connections");
        LoadTestDefinition shared = test().sweep(SweepDefinition.over("100,1600"))
                .http(HttpSpec.NONE.withVersion("2").withStreams(16))
                .build();
        assertThat(plans.loadTest(shared, Overrides.NONE, null).sweep().conc().levels())
                .containsExactly(100, 1600);
    }

    @Test
    void shouldUseTheDefaultsWhereNobodySaysAnything() {
        LoadPlan plan = plan(test(), Overrides.NONE);
        assertThat(plan.concurrency()).isEqualTo(50);
        assertThat(plan.requests()).isZero();
        assertThat(plan.durationNs()).isEqualTo(10 * SECOND);
        assertThat(plan.timeoutNs()).isEqualTo(20 * SECOND);
        assertThat(plan.connectTimeoutNs()).isEqualTo(10 * SECOND);
        assertThat(plan.drainTimeoutNs()).isEqualTo(2 * SECOND);
        assertThat(plan.request().method()).isEqualTo("GET");
        assertThat(plan.request().contentType()).isNull();
        assertThat(plan.request().keepAlive()).isTrue();
        assertThat(plan.request().compression()).isTrue();
    }

    @Test
    void shouldUseHeysDefaultsForAUrlAlone() {
        LoadPlan plan = plans.http(Overrides.NONE.withRequest(request("http://h/", null, null)))
                .run();
        assertThat(plan.requests()).isEqualTo(200);
        assertThat(plan.concurrency()).isEqualTo(50);
        assertThat(plan.durationNs()).isZero();
    }

    @Test
    void shouldPreferTheAnnotationToTheDefault() {
        LoadPlan plan = plan(
                test().concurrency(7)
                        .requests(70)
                        .timeout("0")
                        .connectTimeout("1.5s")
                        .drainTimeout("100ms")
                        .method("post")
                        .keepAlive(false),
                Overrides.NONE);
        assertThat(plan.concurrency()).isEqualTo(7);
        assertThat(plan.requests()).isEqualTo(70);
        assertThat(plan.timeoutNs()).isZero();
        assertThat(plan.connectTimeoutNs()).isEqualTo(3 * SECOND / 2);
        assertThat(plan.drainTimeoutNs()).isEqualTo(SECOND / 10);
        assertThat(plan.request().method()).isEqualTo("POST");
        assertThat(plan.request().keepAlive()).isFalse();
    }

    @Test
    void shouldPreferAConnectTimeoutOfTheCommandLineAndRefuseOneOfNoTime() {
        Overrides second = Overrides.NONE.withLoad(new Overrides.Load(null, null, null, null, SECOND, null));
        assertThat(plan(test().connectTimeout("5s"), second).connectTimeoutNs()).isEqualTo(SECOND);
        assertThatThrownBy(() -> plan(test().connectTimeout("0s"), Overrides.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("connectTimeout '0s' of load test 'Fx' would let no connection open; use a longer one, such"
                        + " as 10s");
    }

    @Test
    void shouldLetANumberOfTheCommandLineReplaceAnAnnotatedDuration() {
        LoadPlan plan = plan(test().duration("30s"), load(3, 9L, null));
        assertThat(plan.requests()).isEqualTo(9);
        assertThat(plan.durationNs()).isZero();
        assertThat(plan.concurrency()).isEqualTo(3);
    }

    @Test
    void shouldLetADurationOfTheCommandLineReplaceAnAnnotatedNumber() {
        LoadPlan plan = plan(test().requests(5), load(null, null, SECOND));
        assertThat(plan.requests()).isZero();
        assertThat(plan.durationNs()).isEqualTo(SECOND);
    }

    @Test
    void shouldCapTheConcurrencyAtTheNumberOfRequestsAndSaySo() {
        Planned planned = plans.loadTest(test().build(), load(10, 3L, null), null);
        assertThat(planned.run().concurrency()).isEqualTo(3);
        assertThat(planned.notes()).containsExactly("c=10 is more than n=3, so 3 connections are used");
    }

    @Test
    void shouldRefuseMoreConnectionsThanFilesAndAdviseUlimit() {
        assertThatThrownBy(() -> plan(test(), load(901, null, SECOND)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("-c 901 asks for 901 connections")
                .hasMessageContaining("may open 1000 files (36 are open")
                .hasMessageContaining("'ulimit -n 1001'");
        assertThat(plan(test(), load(900, null, SECOND)).concurrency()).isEqualTo(900);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // annotated, base, given, expected
                "http://h/x, -, -, http://h/x",
                "http://h/x, http://b:1, -, http://h/x",
                "/x, http://b:1, -, http://b:1/x",
                "/x, http://b:1/, -, http://b:1/x",
                "/x?q=1, http://b:1/ctx, -, http://b:1/ctx/x?q=1",
                "-, http://b:1/ctx, -, http://b:1/ctx",
                "http://h/x?q=1, -, http://g:2, http://g:2/x?q=1",
                "http://h/x, -, http://g:2/, http://g:2/",
                "/x, http://b:1, http://g:2, http://g:2/x",
                "/x, -, http://g:2, http://g:2/x",
                "-, -, http://g:2/y, http://g:2/y",
                "http://h:3/x, -, /y, http://h:3/y",
                "/x, http://b:1, /y, http://b:1/y",
            })
    void shouldPutTheUrlTogether(String annotated, String base, String given, String expected) {
        LoadTestBuilder test = LoadTestDefinition.named("Fx");
        if (annotated != null) {
            test.url(annotated);
        }
        Planned planned = plans.loadTest(test.build(), Overrides.NONE.withRequest(request(given, null, null)), base);
        assertThat(planned.run().request().url()).isEqualTo(expected);
    }

    @Test
    void shouldNameTheWaysOutWhenThereIsNoUrl() {
        assertThatThrownBy(() -> plan(LoadTestDefinition.named("Fx").url("/x"), Overrides.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'Fx' has the relative URL '/x'")
                .hasMessageContaining("--url")
                .hasMessageContaining("@Setup");
    }

    @Test
    void shouldRefuseAUrlWithoutSchemeWithTheRightOne() {
        assertThatThrownBy(() -> plans.http(Overrides.NONE.withRequest(request("localhost/a", null, null))))
                .hasMessage("'localhost/a' is not a URL: it has no scheme; write http://localhost/a");
    }

    @Test
    void shouldResolvePlaceholdersFromFlagThenPropertyThenEnvironment() {
        LoadTestDefinition test = test().url("http://${HOST}:${port}/${both}/${none:default}/$${kept}")
                .build();
        assertThat(plans(Map.of())
                        .loadTest(test, Overrides.NONE, null)
                        .run()
                        .request()
                        .url())
                .isEqualTo("http://env.example:1/property/default/${kept}");
        assertThat(plans(Map.of("both", "flag", "port", "2"))
                        .loadTest(test, Overrides.NONE, null)
                        .run()
                        .request()
                        .url())
                .isEqualTo("http://env.example:2/flag/default/${kept}");
        assertThat(PlaceholderValues.names(test)).containsExactly("HOST", "both", "none", "port");
    }

    @Test
    void shouldSayWhichPlaceholderOfWhichTestHasNoValue() {
        assertThatThrownBy(() -> plan(test().body("${token}"), Overrides.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("load test 'Fx', body:")
                .hasMessageContaining("-P token=value");
    }

    @Test
    void shouldLetAHeaderFlagReplaceTheAnnotatedOneInAnyCase() {
        LoadPlan plan = plan(
                test().header("X-A: 1").header("X-B: 2"),
                Overrides.NONE.withRequest(request(null, null, null, new Header("x-a", "3"), new Header("x-a", "4"))));
        assertThat(plan.request().headers())
                .containsExactly(new Header("X-B", "2"), new Header("x-a", "3"), new Header("x-a", "4"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"a\":1}|application/json", " [1]|application/json", "a=b|text/plain; charset=utf-8"})
    void shouldNameTheTypeOfABody(String body, String expected) {
        assertThat(plan(test().method("POST").body(body), Overrides.NONE)
                        .request()
                        .contentType())
                .isEqualTo(expected);
    }

    @Test
    void shouldKeepTheTypeThatTheUserGives() {
        LoadTestBuilder test = test().method("POST").body("{}");
        assertThat(plan(test.contentType("text/x"), Overrides.NONE).request().contentType())
                .isEqualTo("text/x");
        Overrides header = Overrides.NONE.withRequest(request(null, "{}", null, new Header("content-TYPE", "text/y")));
        assertThat(plan(test(), header).request().contentType()).isNull();
    }

    @Test
    void shouldReadTheBodyFromItsFile(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("body"), new byte[] {(byte) 0xff, 0});
        assertThat(plan(test().bodyFile(file.toString()), Overrides.NONE)
                        .request()
                        .body())
                .containsExactly(0xff, 0);
        LoadPlan given = plan(test().body("annotated"), Overrides.NONE.withRequest(request(null, null, file)));
        assertThat(given.request().body()).containsExactly(0xff, 0);
        assertThat(given.request().contentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void shouldSayWhyABodyFileCannotBeRead(@TempDir Path folder) {
        assertThatThrownBy(() -> plan(test().bodyFile(folder.resolve("none").toString()), Overrides.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("load test 'Fx', bodyFile: cannot read the body file '" + folder.resolve("none"))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> plan(test(), Overrides.NONE.withRequest(request(null, null, folder))))
                .hasMessageContaining("-D: cannot read the body file '" + folder + "': it is a directory");
    }

    @Test
    void shouldNotReadAnAnnotatedBodyFileBeforeTheSetUp() {
        assertThat(plans.check(test().bodyFile("/none").method("POST").build(), Overrides.NONE))
                .isEmpty();
    }

    @Test
    void shouldNoteABodyThatIsSentWithGet() {
        Planned planned = plans.loadTest(test().build(), Overrides.NONE.withRequest(request(null, "x", null)), null);
        assertThat(planned.run().request().body()).isEqualTo("x".getBytes(StandardCharsets.UTF_8));
        assertThat(planned.notes()).hasSize(1).first().asString().contains("-m POST");
    }

    @Test
    void shouldRefuseWhatExcludesEachOther() {
        assertThatThrownBy(() -> plan(test(), load(null, 1L, 1L))).hasMessageContaining("-n and -z exclude each other");
        assertThatThrownBy(() -> plan(test().requests(1).duration("1s"), Overrides.NONE))
                .hasMessageContaining("both requests and duration");
        assertThatThrownBy(() -> plan(test(), load(1, null, null).withSweep(SweepDefinition.over("1,2"))))
                .hasMessageContaining("-c and --sweep exclude each other");
    }

    @Test
    void shouldRefuseADurationOrNumberThatSendsNothing() {
        assertThatThrownBy(() -> plan(test(), load(null, 0L, null))).hasMessageContaining("would send nothing");
        assertThatThrownBy(() -> plan(test(), load(null, null, 0L))).hasMessageContaining("would send nothing");
        assertThatThrownBy(() -> plan(test(), load(0, null, null))).hasMessageContaining("-c 0 is out of range");
    }

    @Test
    void shouldNameTheAttributeOfAWrongDuration() {
        assertThatThrownBy(() -> plan(test().timeout("soon"), Overrides.NONE))
                .hasMessageContaining("load test 'Fx', timeout: 'soon' is not a duration");
    }

    @Test
    void shouldMakeOneRunOfASweepWhenAConcurrencyIsGiven() {
        LoadTestDefinition test = test().sweep(SweepDefinition.over("auto")).build();
        Planned planned = plans.loadTest(test, load(5, null, null), null);
        assertThat(planned.sweep()).isNull();
        assertThat(planned.notes()).containsExactly("-c 5 makes one run of 'Fx' instead of its sweep");
        assertThat(plans.isSweep(test, load(5, null, null))).isFalse();
        assertThat(plans.isSweep(test, Overrides.NONE)).isTrue();
        Overrides off =
                new Overrides(Overrides.Request.NONE, Overrides.Load.NONE, EngineOptions.defaults(), null, true);
        assertThat(plans.loadTest(test, off, null).sweep()).isNull();
    }
}
