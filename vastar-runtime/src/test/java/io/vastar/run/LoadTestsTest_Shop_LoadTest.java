// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.api.HttpRequest;
import io.vastar.api.Session;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.StepDefinition;
import io.vastar.spi.VirtualUser;
import io.vastar.target.TargetServer;
import java.util.List;
import java.util.Map;

/** What the processor would generate for {@link LoadTestsTest.Shop}. */
public final class LoadTestsTest_Shop_LoadTest implements LoadTestProvider {
    static TargetServer target;
    static Map<String, String> params;

    @Override
    public LoadTestDefinition definition() {
        return LoadTestDefinition.named("Shop")
                .concurrency(2)
                .requests(20)
                .param("size", "100", "200")
                .slo("p99<10s, errors<=0")
                .build();
    }

    @Override
    public void setParams(Map<String, String> values) {
        params = values;
    }

    @Override
    public String setUp() {
        target = TargetServer.start();
        return target.url();
    }

    @Override
    public void tearDown() {
        target.close();
        target = null;
    }

    @Override
    public List<Scenario> scenarios() {
        return List.of(new Scenario() {
            @Override
            public ScenarioDefinition definition() {
                return ScenarioDefinition.of("Shop", ScenarioDefinition.Kind.STEPS)
                        .step(StepDefinition.named("home"))
                        .step(StepDefinition.named("missing").slo("errors<1%"));
            }

            @Override
            public VirtualUser newUser() {
                return new VirtualUser() {
                    @Override
                    public void compose(int step, Object request, Session session) {
                        ((HttpRequest) request)
                                .get(step == 0 ? "/json?size=" + params.get("size") : "/status?code=404");
                    }
                };
            }
        });
    }
}
