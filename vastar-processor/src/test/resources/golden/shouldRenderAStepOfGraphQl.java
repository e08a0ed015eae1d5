package com.acme;

import io.vastar.api.HttpRequest;
import io.vastar.api.Session;
import io.vastar.grammar.GraphQlText;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.Feeds;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.StepDefinition;
import io.vastar.spi.VirtualUser;
import java.util.List;
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
                .url("http://localhost:8080/graphql")
                .build();
    }

    @Override
    public List<Scenario> scenarios() {
        return List.of(new FooScenario());
    }

    private static final class FooScenario implements Scenario {
        @Override
        public ScenarioDefinition definition() {
            return ScenarioDefinition.of("Foo", ScenarioDefinition.Kind.STEPS)
                    .step(StepDefinition.named("item"))
                    .step(StepDefinition.named("plain"))
                    .feeder(FeederDefinition.of("Foo.key", "keys.csv")
                            .column("id", String.class)
                            .column("count", int.class)
                            .factory(values -> new Foo.Key((String) values[0], (int) values[1])));
        }

        @Override
        public VirtualUser newUser() throws Exception {
            return new FooUser(new Foo());
        }

        private static final class FooUser implements VirtualUser {
            private final Foo user;

            FooUser(Foo user) {
                this.user = user;
            }

            @Override
            public boolean begin(Feeds feeds) {
                Foo.Key next0 = (Foo.Key) feeds.next(0);
                if (next0 == null) {
                    return false;
                }
                user.key = next0;
                return true;
            }

            @Override
            public void compose(int step, Object request, Session session) throws Exception {
                switch (step) {
                    case 0 -> {
                        ((HttpRequest) request).graphQl("query Q($id: ID!) { item(id: $id) }", null, "{\"id\": \"" + GraphQlText.inJson(user.key.id()) + "\", \"n\": " + GraphQlText.inJson(user.key.count()) + "}");
                        user.item((HttpRequest) request);
                    }
                    case 1 -> user.plain((HttpRequest) request);
                    default -> throw new IllegalArgumentException("no step " + step);
                }
            }
        }
    }
}
