package com.acme;

import io.vastar.api.HttpRequest;
import io.vastar.api.HttpResponse;
import io.vastar.api.Session;
import io.vastar.spi.ExpectDefinition;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.Feeds;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.StepDefinition;
import io.vastar.spi.VirtualUser;
import java.math.BigDecimal;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Runs {@link Checkout} as a load test.
 */
@Generated("io.vastar.processor.VastarProcessor")
public final class Checkout_LoadTest implements LoadTestProvider {
    public Checkout_LoadTest() {
    }

    @Override
    public LoadTestDefinition definition() {
        return LoadTestDefinition.named("Checkout")
                .className("com.acme.Checkout")
                .url("http://localhost:8080")
                .rate("500/s")
                .arrival("poisson")
                .maxConcurrency(1000)
                .warmUp("5s")
                .seed(0L)
                .expect(new ExpectDefinition(List.of(200, 304), null, 100000))
                .slo("p99<200ms, errors<0.1%")
                .build();
    }

    @Override
    public String setUp() throws Exception {
        Checkout.open();
        return null;
    }

    @Override
    public List<Scenario> scenarios() {
        return List.of(new CheckoutScenario());
    }

    private static final class CheckoutScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("Checkout", ScenarioDefinition.Kind.STEPS)
                    .step(StepDefinition.named("login")
                            .thinkTime("1s..3s")
                            .reads()
                            .slo("p50<10ms"))
                    .step(StepDefinition.named("browse")
                            .transaction("shop")
                            .thinkTime("exp 2s")
                            .reads()
                            .expect(new ExpectDefinition(List.of(), "\"items\"", -1)))
                    .feeder(FeederDefinition.of("Checkout.user", "${data:.}/users.csv")
                            .column("name", String.class)
                            .column("age", int.class)
                            .column("credit", BigDecimal.class)
                            .column("plan", Checkout.Plan.class)
                            .strategy("shuffle")
                            .factory(values -> new Checkout.User(
                                    (String) values[0],
                                    (int) values[1],
                                    (BigDecimal) values[2],
                                    (Checkout.Plan) values[3])))
                    .feeder(FeederDefinition.of("Checkout.item", "items.jsonl")
                            .column("id", long.class)
                            .factory(values -> new Checkout.Item((long) values[0])))
                    .cookies();
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new CheckoutUser(new Checkout());
        }

        private static final class CheckoutUser implements VirtualUser {
            private final Checkout user;

            CheckoutUser(Checkout user) {
                this.user = user;
            }

            @Override
            public void setUp() throws Exception {
                user.begin();
            }

            @Override
            public void tearDown() throws Exception {
                user.end();
            }

            @Override
            public boolean begin(Feeds feeds) {
                Checkout.User next0 = (Checkout.User) feeds.next(0);
                Checkout.Item next1 = (Checkout.Item) feeds.next(1);
                if (next0 == null || next1 == null) {
                    return false;
                }
                user.user = next0;
                user.item = next1;
                return true;
            }

            @Override
            public void compose(int step, Object request, Session session) throws Exception {
                switch (step) {
                    case 0 -> user.login((HttpRequest) request);
                    case 1 -> user.browse((HttpRequest) request, session);
                    default -> throw new IllegalArgumentException("no step " + step);
                }
            }

            @Override
            public void read(int step, Object response, Session session) throws Exception {
                switch (step) {
                    case 0 -> user.loggedIn((HttpResponse) response);
                    case 1 -> user.browsed((HttpResponse) response, session);
                    default -> throw new IllegalArgumentException("no reader of step " + step);
                }
            }
        }
    }
}
