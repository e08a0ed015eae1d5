package com.acme;

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
        return LoadTestDefinition.named("convert currency")
                .className("com.acme.Foo")
                .url("http://${host:localhost}:8080/api")
                .method("POST")
                .header("X-Request-Id: 1")
                .header("Cookie: a=\"b\"")
                .contentType("application/json")
                .body("{\"from\":\"USD\"}")
                .accept("*/*")
                .basicAuth("user:${password}")
                .keepAlive(true)
                .compression(false)
                .concurrency(200)
                .requests(3000000000L)
                .timeout("500ms")
                .drainTimeout("1s")
                .build();
    }
}
