package com.acme;

import io.vastar.api.HttpRequest;
import io.vastar.api.Session;
import io.vastar.spi.ExpectDefinition;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.StepDefinition;
import io.vastar.spi.VirtualUser;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Runs {@link Shop} as a load test.
 */
@Generated("io.vastar.processor.VastarProcessor")
public final class Shop_LoadTest implements LoadTestProvider {
    public Shop_LoadTest() {
    }

    @Override
    public LoadTestDefinition definition() {
        return LoadTestDefinition.named("Shop")
                .className("com.acme.Shop")
                .url("http://localhost:8080")
                .stages("0..200 in 30s, 200 for 1m")
                .perUserRate(0.5)
                .build();
    }

    @Override
    public List<Scenario> scenarios() {
        return List.of(new BrowserScenario(), new BuyerScenario());
    }

    private static final class BrowserScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("Browser", ScenarioDefinition.Kind.STEPS)
                    .step(StepDefinition.named("items")
                            .thinkTime("1s"))
                    .weight(80)
                    .pacing("10s");
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new BrowserUser(new Shop.Browser());
        }

        private static final class BrowserUser implements VirtualUser {
            private final Shop.Browser user;

            BrowserUser(Shop.Browser user) {
                this.user = user;
            }

            @Override
            public void compose(int step, Object request, Session session) throws Exception {
                switch (step) {
                    case 0 -> user.items((HttpRequest) request);
                    default -> throw new IllegalArgumentException("no step " + step);
                }
            }
        }
    }

    private static final class BuyerScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("Buyer", ScenarioDefinition.Kind.STEPS)
                    .step(StepDefinition.named("order")
                            .thinkTime("2s")
                            .expect(new ExpectDefinition(List.of(201), null, -1)))
                    .weight(20)
                    .pacing("1m");
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new BuyerUser(new Shop.Buyer());
        }

        private static final class BuyerUser implements VirtualUser {
            private final Shop.Buyer user;

            BuyerUser(Shop.Buyer user) {
                this.user = user;
            }

            @Override
            @SuppressWarnings("try")
            public void tearDown() throws Exception {
                try (AutoCloseable tearDown1 = user::forget;
                        AutoCloseable tearDown2 = user::leave) {
                    // closing them, the last one first, is all there is to do
                }
            }

            @Override
            public void compose(int step, Object request, Session session) throws Exception {
                switch (step) {
                    case 0 -> user.order((HttpRequest) request);
                    default -> throw new IllegalArgumentException("no step " + step);
                }
            }
        }
    }
}
