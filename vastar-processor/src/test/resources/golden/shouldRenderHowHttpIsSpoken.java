package com.acme;

import io.vastar.spi.GraphQlDefinition;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
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
                .http(HttpSpec.NONE
                        .withVersion("2")
                        .withStreams(32)
                        .withRedirects(5)
                        .withCompression(true)
                        .withRawUrl(true))
                .graphQl(new GraphQlDefinition("query Q($id: ID!) { item(id: $id) }", null, "Q", "{\"id\": \"${id:7}\"}"))
                .build();
    }
}
