// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphQlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ me { name } }",
                "query Q($a: [Int!]!) { f(a: $a, t: \"}{\\\"\") # ] ) }\n { x } }",
                "{ f(t: \"\"\"a } \" \\\"\"\" b\n\"\"\") }",
                "mutation { m(input: {a: 1}) { id } } fragment F on T { x }",
                "{ f(e: \"\") }",
            })
    void shouldAcceptWhatIsBalanced(String document) {
        assertThatCode(() -> GraphQlText.check(document)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ me { name }|ends before its '{' is closed",
                "{ me } }|a '}' in line 1 that closes nothing",
                "{ f(a: [1) }|a ')' in line 1 that closes nothing",
                "{ f(t: \"x) }|a string in line 1 that does not end",
                "query|query' is no GraphQL query",
            })
    void shouldSayWhatIsNot(String document, String message) {
        assertThatThrownBy(() -> GraphQlText.check(document))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldCountLines() {
        assertThatThrownBy(() -> GraphQlText.check("{\n# {\n f(t: \"\"\"\n\n\"\"\") }\n}"))
                .hasMessageContaining("in line 6");
    }

    @Test
    void shouldMakeJson() {
        assertThat(GraphQlText.body("{ a(b: \"c\\d\")\n\t}\u0001", "Op", "{\"x\":1}"))
                .isEqualTo("{\"query\":\"{ a(b: \\\"c\\\\d\\\")\\n\\t}\\u0001\",\"operationName\":\"Op\","
                        + "\"variables\":{\"x\":1}}");
        assertThat(GraphQlText.body("{ a }", null, null)).isEqualTo("{\"query\":\"{ a }\"}");
    }
}
