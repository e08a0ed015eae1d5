// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.NamesSpec;
import io.vastar.spi.ProxySpec;
import io.vastar.spi.SweepDefinition;
import io.vastar.spi.TransportSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportPlanningTest {
    private static Planned http(String url, TransportSpec transport, Map<String, String> environment) {
        Overrides overrides =
                Overrides.NONE.withRequest(Overrides.Request.NONE.withUrl(url).withTransport(transport));
        return builder(environment).http(overrides);
    }

    private static PlanBuilder builder(Map<String, String> environment) {
        return new PlanBuilder(
                new PlaceholderValues(Map.of(), name -> null, environment::get), new FileLimits(10_000, 0));
    }

    private static ProxySpec proxy(String url, Map<String, String> environment) {
        return http(url, TransportSpec.NONE, environment)
                .run()
                .request()
                .transport()
                .proxy();
    }

    @Test
    void shouldTakeTheProxyOfTheEnvironmentAndSaySo() {
        Planned planned =
                http("http://example.test/", TransportSpec.NONE, Map.of("http_proxy", "http://user:secret@proxy:3128"));
        ProxySpec proxy = planned.run().request().transport().proxy();
        assertThat(proxy.url()).isEqualTo("http://user:secret@proxy:3128");
        assertThat(proxy.variable()).isEqualTo("http_proxy");
        assertThat(planned.notes())
                .containsExactly("requests go through the proxy http://***@proxy:3128 that the environment names"
                        + " (http_proxy); --proxy '' goes straight to the target");
    }

    @Test
    void shouldNotReadTheUpperCaseVariableForHttp() {
        assertThat(proxy("http://example.test/", Map.of("HTTP_PROXY", "http://proxy:1"))
                        .url())
                .isNull();
        assertThat(proxy("http://example.test/", Map.of("ALL_PROXY", "socks5h://proxy:1"))
                        .url())
                .isEqualTo("socks5h://proxy:1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/, ''",
        "http://127.0.0.1/, ''",
        "http://[::1]:81/, ''",
        "http://a.example.test/, example.test",
        "http://example.test:8080/, 'other,.example.test'",
        "http://example.test:8080/, '*.test:8080'",
        "http://10.1.2.3/, 10.0.0.0/8",
        "http://[fd00::1]/, fd00::/8",
        "http://example.test/, *",
    })
    void shouldGoStraightToExceptedHosts(String url, String noProxy) {
        Map<String, String> environment = Map.of("http_proxy", "http://proxy:1", "NO_PROXY", noProxy);
        assertThat(proxy(url, environment).url()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://notexample.test/, example.test",
        "http://example.test:8080/, example.test:80",
        "http://11.1.2.3/, 10.0.0.0/8",
    })
    void shouldGoThroughTheProxyToOthers(String url, String noProxy) {
        Map<String, String> environment = Map.of("http_proxy", "http://proxy:1", "NO_PROXY", noProxy);
        assertThat(proxy(url, environment).url()).isEqualTo("http://proxy:1");
    }

    @Test
    void shouldLetAnEmptyProxyTurnTheEnvironmentOff() {
        Map<String, String> environment = Map.of("http_proxy", "http://proxy:1");
        TransportSpec none = TransportSpec.NONE.with(ProxySpec.NONE.withUrl(""));
        Planned planned = http("http://example.test/", none, environment);
        assertThat(planned.run().request().transport().proxy().url()).isEmpty();
        assertThat(planned.notes()).isEmpty();
    }

    @Test
    void shouldChooseTheProxyOfASweepsReferenceByItsOwnUrl() {
        Map<String, String> environment = Map.of("http_proxy", "http://proxy:1");
        Overrides overrides = Overrides.NONE
                .withRequest(Overrides.Request.NONE.withUrl("http://example.test/"))
                .withSweep(SweepDefinition.over("1,2").vs("http://localhost:1/"));
        Planned planned = builder(environment).sweep(overrides);
        assertThat(planned.run().request().transport().proxy().url()).isEqualTo("http://proxy:1");
        assertThat(planned.sweep().reference().transport().proxy().url()).isNull();
    }

    @Test
    void shouldFillInThePlaceholdersOfAnnotations() {
        LoadTestDefinition definition = LoadTestDefinition.named("x")
                .url("http://example.test/")
                .names(NamesSpec.NONE.withConnectTo("::${host:127.0.0.1}:8080").withFamily("4"))
                .proxy(ProxySpec.NONE.withUrl("http://u:${password}@proxy:1"))
                .http(HttpSpec.NONE.withPipeline(4))
                .build();
        Overrides overrides = Overrides.NONE.withRequest(
                Overrides.Request.NONE.withTransport(TransportSpec.NONE.with(NamesSpec.NONE.withFamily("6"))));
        TransportSpec transport = builder(Map.of("password", "secret"))
                .loadTest(definition, overrides, null)
                .run()
                .request()
                .transport();
        assertThat(transport.names().connectTo()).containsExactly("::127.0.0.1:8080");
        assertThat(transport.names().family()).isEqualTo("6");
        assertThat(transport.proxy().url()).isEqualTo("http://u:secret@proxy:1");
        assertThat(PlaceholderValues.names(definition)).containsExactly("host", "password");
    }

    @Test
    void shouldCountConnectionsAndWhatTheyCarryApart() {
        TransportSpec eight = TransportSpec.NONE.with(HttpSpec.NONE.withPipeline(8));
        Overrides overrides = Overrides.NONE
                .withRequest(
                        Overrides.Request.NONE.withUrl("http://127.0.0.1:1/").withTransport(eight))
                .withLoad(Overrides.Load.NONE.withConcurrency(10));
        LoadPlan plan = builder(Map.of()).http(overrides).run();
        assertThat(plan.concurrency()).isEqualTo(80);
        LoadPlan open = builder(Map.of())
                .http(overrides.withLoad(overrides
                        .load()
                        .withModel(new Overrides.Model("1000/s", null, null, null, null, 100, null, null, null))))
                .run();
        assertThat(open.model().maxConcurrency()).isEqualTo(100);
        assertThat(open.concurrency()).isEqualTo(80);
    }

    @Test
    void shouldRefuseConnectionsOfOneRequestThatCarrySeveral() {
        for (HttpSpec http :
                new HttpSpec[] {HttpSpec.NONE.withPipeline(4), HttpSpec.NONE.withRequestsPerConnection(4)}) {
            LoadTestDefinition definition = LoadTestDefinition.named("x")
                    .url("http://127.0.0.1:1/")
                    .keepAlive(false)
                    .http(http)
                    .build();
            assertThatThrownBy(() -> builder(Map.of()).loadTest(definition, Overrides.NONE, null))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("--disable-keepalive");
        }
    }

    @Test
    void shouldRefuseAPipelineOfNothing() {
        TransportSpec none = TransportSpec.NONE.with(HttpSpec.NONE.withPipeline(0));
        assertThatThrownBy(() -> http("http://127.0.0.1:1/", none, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--pipeline 0 is out of range; use 1 to 1000");
    }
}
