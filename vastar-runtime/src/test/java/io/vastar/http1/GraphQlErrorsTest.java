// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphQlErrorsTest {
    private final GraphQlErrors errors = new GraphQlErrors();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"data\":{\"a\":1}}|-",
                "{\"data\":null}|-",
                "{\"data\":{\"errors\":[{\"message\":\"no\"}]}}|-",
                "{\"data\":{\"t\":\"\\\"errors\\\":[1]\"},\"errors\":[]}|-",
                "{\"data\":{},\"errors\":null}|-",
                "{\"extensions\":{\"a\":[{\"message\":\"no\"}]},\"data\":{\"b\":[1,2,{\"c\":3}]}}|-",
                "{\"errors\":[{\"message\":\"first\"},{\"message\":\"second\"}],\"data\":null}|first",
                "{ \"data\" : { } , \"errors\" : [ { \"path\":[\"message\"], \"message\" : \"a \\\"b\\\"\\nc\" } ] }|a \"b\" c",
                "{\"errors\":[{\"locations\":[{\"line\":1}],\"extensions\":{\"message\":\"inner\"},\"message\":\"own\"}]}|own",
                "{\"errors\":[\"text\"]}|text",
                "{\"errors\":[{\"code\":7}]}|an error without a message",
                "{\"errors\":[1]}|an error without a message",
                "{\"errors\":[{\"message\":\"Zoë\"}]}|Zoë",
                "<html>{\"data\":1}</html>|-",
                "<html/>|the body is no GraphQL response: it has neither data nor errors",
                "''|the body is no GraphQL response: it has neither data nor errors",
                "[{\"data\":1}]|the body is no GraphQL response: it has neither data nor errors",
            })
    void shouldFindErrorsAtEverySplit(String body, String failure) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        for (int cut = 0; cut <= bytes.length; cut++) {
            errors.begin();
            errors.onData(buffer, 0, cut);
            errors.onData(buffer, cut, bytes.length - cut);
            assertThat(errors.failure()).isEqualTo(failure);
        }
    }
}
