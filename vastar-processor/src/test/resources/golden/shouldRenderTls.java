package com.acme;

import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.TlsSpec;
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
                .url("https://localhost:8443/")
                .tls(TlsSpec.NONE
                        .caCert("ca.pem")
                        .cert("client.pem")
                        .key("${keys:.}/client.key")
                        .keyPassword("${PASSWORD}")
                        .minVersion("1.2")
                        .maxVersion("1.3")
                        .serverName("api.example.com")
                        .resumption(false)
                        .provider("jdk")
                        .ciphers("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384")
                        .groups("P-256", "x25519"))
                .build();
    }
}
