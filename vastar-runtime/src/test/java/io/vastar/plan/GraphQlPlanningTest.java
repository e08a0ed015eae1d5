// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.grammar.GraphQlText;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.GraphQlDefinition;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LoadTestBuilder;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphQlPlanningTest {
    private final PlanBuilder plans = new PlanBuilder(
            new PlaceholderValues(Map.of("id", "9"), name -> null, name -> null), new FileLimits(1_000, 36));

    private static LoadTestBuilder test() {
        return LoadTestDefinition.named("Fx").className("a.Fx").url("http://h/graphql?v=1");
    }

    private static GraphQlDefinition ask(String query, String file, String operation, String variables) {
        return new GraphQlDefinition(query, file, operation, variables);
    }

    private RequestSpec plan(LoadTestBuilder test, Overrides.Request request) {
        return plans.loadTest(test.build(), Overrides.NONE.withRequest(request), null)
                .run()
                .request();
    }

    private static String body(RequestSpec request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldPostTheQueryWithItsVariables() {
        RequestSpec request =
                plan(test().graphQl(ask("query Q { a }", null, "Q", "{\"id\": ${id}}")), Overrides.Request.NONE);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(body(request))
                .isEqualTo("{\"query\":\"query Q { a }\",\"operationName\":\"Q\",\"variables\":{\"id\": 9}}");
        assertThat(request.accept()).isEqualTo(GraphQlText.ACCEPT);
        assertThat(request.transport().http().graphQl()).isTrue();
    }

    @Test
    void shouldAskByGetWhereTheMethodSaysSo() {
        RequestSpec request =
                plan(test().method("GET").graphQl(ask("{ a b }", null, null, "{\"i\":1}")), Overrides.Request.NONE);
        assertThat(request.url()).isEqualTo("http://h/graphql?v=1&query=%7B%20a%20b%20%7D&variables=%7B%22i%22%3A1%7D");
        assertThat(request.body()).isEmpty();
    }

    @Test
    void shouldReadTheQueryOfAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.graphql"), "{\n  a\n}");
        RequestSpec request = plan(test().graphQl(ask(null, file.toString(), null, null)), Overrides.Request.NONE);
        assertThat(body(request)).isEqualTo("{\"query\":\"{\\n  a\\n}\"}");
        assertThatThrownBy(() -> plan(test().graphQl(ask(null, "/none/a.graphql", null, null)), Overrides.Request.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("@GraphQl")
                .hasMessageContaining("/none/a.graphql");
    }

    @Test
    void shouldLetFlagsWin() {
        LoadTestBuilder test = test().graphQl(ask("{ a }", null, null, null));
        RequestSpec other = plan(test, Overrides.Request.NONE.withGraphQl(ask("{ b }", null, null, null)));
        assertThat(body(other)).contains("{ b }");
        RequestSpec plain = plan(
                test, new Overrides.Request(null, null, java.util.List.of(), null, null, null, "x", null, null, null));
        assertThat(body(plain)).isEqualTo("x");
        assertThat(plain.transport().http().graphQl()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{ a | - | - | ends before its",
                "{ a } | B | - | the query has no operation 'B'",
                "{ a } | - | {x | are no JSON: ",
                "{ a } | - | [1] | are no JSON object",
            })
    void shouldRefuseWhatIsWrong(String query, String operation, String variables, String message) {
        assertThatThrownBy(() -> plan(test().graphQl(ask(query, null, operation, variables)), Overrides.Request.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("load test 'Fx', @GraphQl: ")
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseRedirectsOutOfRange() {
        assertThatThrownBy(() -> plan(
                        test(),
                        Overrides.Request.NONE.withTransport(TransportSpec.NONE.with(HttpSpec.NONE.withRedirects(-1)))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("-1 is out of range");
    }
}
