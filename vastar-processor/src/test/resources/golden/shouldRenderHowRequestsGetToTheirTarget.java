package com.acme;

import io.vastar.spi.HttpSpec;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.NamesSpec;
import io.vastar.spi.ProxySpec;
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
                .url("http://example.com/")
                .connectTimeout("3s")
                .firstByteTimeout("2s")
                .http(HttpSpec.NONE
                        .withPipeline(16)
                        .withRequestsPerConnection(1000L))
                .names(NamesSpec.NONE
                        .withConnectTo("example.com:80:${host:127.0.0.1}:8080")
                        .withConnectTo("example.com:80:[::1]:8080")
                        .withResolve("example.com:80:127.0.0.1,[::1]")
                        .withFamily("4")
                        .withSpread(true)
                        .withLookUpEvery("30s")
                        .withSource("127.0.0.2")
                        .withSource("127.0.0.3"))
                .proxy(ProxySpec.NONE
                        .withUrl("socks5h://user:${PASSWORD}@proxy:1080")
                        .withHeader("X-Team", "${team:blue}")
                        .withExcept("10.0.0.0/8")
                        .withTunnel(true))
                .build();
    }
}
