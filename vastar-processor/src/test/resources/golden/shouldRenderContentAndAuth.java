package com.acme;

import io.vastar.spi.AuthDefinition;
import io.vastar.spi.ContentDefinition;
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
                .url("http://localhost:8080/upload")
                .method("POST")
                .content(ContentDefinition.create().targets("${targets:targets.txt}").order("random").chunked(true).form("a=b").form("file=@x.png;type=image/png"))
                .auth(AuthDefinition.create().awsSigV4("aws:amz:eu-west-1:s3").awsKey("${KEY}:${SECRET}").awsSessionToken("${TOKEN}"))
                .build();
    }
}
