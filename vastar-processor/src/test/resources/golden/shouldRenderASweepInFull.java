package com.acme;

import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.SweepDefinition;
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
                .url("http://localhost:8080/")
                .sweep(SweepDefinition.over("10..1000:log=6")
                        .refine(true)
                        .repeats(3)
                        .pick("knee")
                        .kneeRatio(0.9)
                        .baselineConcurrency(2)
                        .maxSpread(4.0)
                        .maxP999Ratio(8.0)
                        .maxErrors(1.0E-4)
                        .maxTailRatio(3.0)
                        .vs("http://localhost:4545/")
                        .vsMethod("POST")
                        .vsBody("x")
                        .vsContentType("text/plain")
                        .maxOverheadPercent(25.0)
                        .maxRpsDeficitPercent(50.0))
                .build();
    }
}
