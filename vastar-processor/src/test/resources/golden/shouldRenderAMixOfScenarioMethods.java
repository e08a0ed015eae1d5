package com.acme;

import io.vastar.api.Http;
import io.vastar.api.Session;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.Feeds;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
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
                .build();
    }

    @Override
    public List<Scenario> scenarios() {
        return List.of(new Browser_LookScenario(), new Browser_FindScenario(), new Buyer_BuyScenario());
    }

    private static final class Browser_LookScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("just looking", ScenarioDefinition.Kind.BLOCKING)
                    .feeder(FeederDefinition.of("Browser.word", "words.csv")
                            .column("word", String.class)
                            .factory(values -> values[0]))
                    .feeder(FeederDefinition.of("Browser.item", "items.csv")
                            .column("item", int.class)
                            .strategy("unique")
                            .factory(values -> values[0]))
                    .weight(4)
                    .pacing("1m");
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new Browser_LookUser(new Shop.Browser());
        }

        private static final class Browser_LookUser implements VirtualUser {
            private final Shop.Browser user;

            Browser_LookUser(Shop.Browser user) {
                this.user = user;
            }

            @Override
            public boolean begin(Feeds feeds) {
                String next0 = (String) feeds.next(0);
                Integer next1 = (Integer) feeds.next(1);
                if (next0 == null || next1 == null) {
                    return false;
                }
                user.word = next0;
                user.item = next1;
                return true;
            }

            @Override
            public void run(Object client, Session session) throws Exception {
                user.look((Http) client);
            }
        }
    }

    private static final class Browser_FindScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("find", ScenarioDefinition.Kind.BLOCKING)
                    .feeder(FeederDefinition.of("Browser.word", "words.csv")
                            .column("word", String.class)
                            .factory(values -> values[0]))
                    .feeder(FeederDefinition.of("Browser.item", "items.csv")
                            .column("item", int.class)
                            .strategy("unique")
                            .factory(values -> values[0]))
                    .weight(2)
                    .pacing("20s");
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new Browser_FindUser(new Shop.Browser());
        }

        private static final class Browser_FindUser implements VirtualUser {
            private final Shop.Browser user;

            Browser_FindUser(Shop.Browser user) {
                this.user = user;
            }

            @Override
            public boolean begin(Feeds feeds) {
                String next0 = (String) feeds.next(0);
                Integer next1 = (Integer) feeds.next(1);
                if (next0 == null || next1 == null) {
                    return false;
                }
                user.word = next0;
                user.item = next1;
                return true;
            }

            @Override
            public void run(Object client, Session session) throws Exception {
                user.find((Http) client);
            }
        }
    }

    private static final class Buyer_BuyScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("buy", ScenarioDefinition.Kind.BLOCKING)
                    .pacing("10s");
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new Buyer_BuyUser(new Shop.Buyer());
        }

        private static final class Buyer_BuyUser implements VirtualUser {
            private final Shop.Buyer user;

            Buyer_BuyUser(Shop.Buyer user) {
                this.user = user;
            }

            @Override
            public void run(Object client, Session session) throws Exception {
                user.buy((Http) client);
            }
        }
    }
}
