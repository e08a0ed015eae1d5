package com.acme;

import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs {@link Foo.Plain} as a load test.
 */
@Generated("io.vastar.processor.VastarProcessor")
public final class Foo_Plain_LoadTest implements LoadTestProvider {
    public Foo_Plain_LoadTest() {
    }

    @Override
    public LoadTestDefinition definition() {
        return LoadTestDefinition.named("Foo.Plain")
                .className("com.acme.Foo$Plain")
                .url("/plain")
                .build();
    }

    @Override
    public String setUp() throws Exception {
        String baseUrl = Objects.toString(Foo.Plain.start(), null);
        Foo.Plain.fill();
        Foo.Plain.check();
        return baseUrl;
    }

    @Override
    @SuppressWarnings("try")
    public void tearDown() throws Exception {
        try (AutoCloseable tearDown1 = Foo.Plain::stop;
                AutoCloseable tearDown2 = Foo.Plain::empty;
                AutoCloseable tearDown3 = Foo.Plain::last) {
            // closing them, the last one first, is all there is to do
        }
    }
}
