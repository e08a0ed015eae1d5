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
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs {@link Foo} as a load test.
 */
@Generated("io.vastar.processor.VastarProcessor")
public final class Foo_LoadTest implements LoadTestProvider {
    public Foo_LoadTest() {
    }

    @Override
    public LoadTestDefinition definition() {
        return LoadTestDefinition.named("Foo")
                .className("com.acme.Foo")
                .url("http://localhost:8080")
                .build();
    }

    @Override
    public List<Scenario> scenarios() {
        return List.of(new BuyScenario(), new LookScenario(), new QueryScenario(), new SendScenario(), new PingScenario());
    }

    private static final class BuyScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("buy", ScenarioDefinition.Kind.BLOCKING)
                    .feeder(FeederDefinition.of("Foo.row", "rows.tsv")
                            .column("number", Integer.class)
                            .factory(values -> new Foo.Row((Integer) values[0])))
                    .weight(3);
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new BuyUser(new Foo());
        }

        private static final class BuyUser implements VirtualUser {
            private final Foo user;

            BuyUser(Foo user) {
                this.user = user;
            }

            @Override
            public boolean begin(Feeds feeds) {
                Foo.Row next0 = (Foo.Row) feeds.next(0);
                if (next0 == null) {
                    return false;
                }
                user.row = next0;
                return true;
            }

            @Override
            public void run(Object client, Session session) throws Exception {
                user.buy((Http) client, session);
            }
        }
    }

    private static final class LookScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("look", ScenarioDefinition.Kind.BLOCKING)
                    .feeder(FeederDefinition.of("Foo.row", "rows.tsv")
                            .column("number", Integer.class)
                            .factory(values -> new Foo.Row((Integer) values[0])));
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new LookUser(new Foo());
        }

        private static final class LookUser implements VirtualUser {
            private final Foo user;

            LookUser(Foo user) {
                this.user = user;
            }

            @Override
            public boolean begin(Feeds feeds) {
                Foo.Row next0 = (Foo.Row) feeds.next(0);
                if (next0 == null) {
                    return false;
                }
                user.row = next0;
                return true;
            }

            @Override
            public void run(Object client, Session session) throws Exception {
                user.look((Http) client);
            }
        }
    }

    private static final class QueryScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("query", ScenarioDefinition.Kind.BLOCKING)
                    .feeder(FeederDefinition.of("Foo.row", "rows.tsv")
                            .column("number", Integer.class)
                            .factory(values -> new Foo.Row((Integer) values[0])));
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new QueryUser(new Foo());
        }

        private static final class QueryUser implements VirtualUser {
            private final Foo user;

            QueryUser(Foo user) {
                this.user = user;
            }

            @Override
            public boolean begin(Feeds feeds) {
                Foo.Row next0 = (Foo.Row) feeds.next(0);
                if (next0 == null) {
                    return false;
                }
                user.row = next0;
                return true;
            }

            @Override
            public void run(Object client, Session session) throws Exception {
                user.query(session);
            }
        }
    }

    private static final class SendScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("send", ScenarioDefinition.Kind.ASYNCHRONOUS)
                    .feeder(FeederDefinition.of("Foo.row", "rows.tsv")
                            .column("number", Integer.class)
                            .factory(values -> new Foo.Row((Integer) values[0])));
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new SendUser(new Foo());
        }

        private static final class SendUser implements VirtualUser {
            private final Foo user;

            SendUser(Foo user) {
                this.user = user;
            }

            @Override
            public boolean begin(Feeds feeds) {
                Foo.Row next0 = (Foo.Row) feeds.next(0);
                if (next0 == null) {
                    return false;
                }
                user.row = next0;
                return true;
            }

            @Override
            public CompletionStage<?> start(Session session) throws Exception {
                return user.send(session);
            }
        }
    }

    private static final class PingScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("ping", ScenarioDefinition.Kind.ASYNCHRONOUS)
                    .feeder(FeederDefinition.of("Foo.row", "rows.tsv")
                            .column("number", Integer.class)
                            .factory(values -> new Foo.Row((Integer) values[0])));
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new PingUser(new Foo());
        }

        private static final class PingUser implements VirtualUser {
            private final Foo user;

            PingUser(Foo user) {
                this.user = user;
            }

            @Override
            public boolean begin(Feeds feeds) {
                Foo.Row next0 = (Foo.Row) feeds.next(0);
                if (next0 == null) {
                    return false;
                }
                user.row = next0;
                return true;
            }

            @Override
            public CompletionStage<?> start(Session session) throws Exception {
                return user.ping();
            }
        }
    }
}
