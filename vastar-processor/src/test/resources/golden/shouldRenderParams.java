package com.acme;

import io.vastar.grammar.ParamValues;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import java.util.Map;
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
                .url("http://localhost:8080/${size}")
                .param("size", "1k", "10k")
                .param("bytes", "5m")
                .param("share", "0.5")
                .param("warm", "true", "false")
                .param("plan", "FREE")
                .param("text", "a", "")
                .build();
    }

    @Override
    public void setParams(Map<String, String> values) {
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String value = entry.getValue();
            switch (entry.getKey()) {
                case "size" -> Foo.size = ParamValues.toInt("size", value);
                case "bytes" -> Foo.bytes = ParamValues.toLong("bytes", value);
                case "share" -> Foo.share = ParamValues.toDouble("share", value);
                case "warm" -> Foo.warm = ParamValues.toBoolean("warm", value);
                case "plan" -> Foo.plan = ParamValues.toEnum("plan", Foo.Plan.class, value);
                case "text" -> Foo.text = value;
                default -> throw new IllegalArgumentException("Foo has no @Param field '" + entry.getKey() + "'");
            }
        }
    }
}
