// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    private static final Map<String, String> VALUES = Map.of("host", "h1", "port", "81", "empty", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "http://${host}:${port}/ | http://h1:81/",
                "${host}${port} | h181",
                "${none:x} | x",
                "${none:} | ''",
                "${empty:x} | ''",
                "${ host } | h1",
                "${none:http://a:1/} | http://a:1/",
                "$${host} | ${host}",
                "a$${b}${host} | a${b}h1",
                "$ {host} $host $ | $ {host} $host $",
                "${none:{\"a\":{}}} | {\"a\":{}}",
                "${host:{\"a\":1}} | h1",
                "${none:${host}} | h1",
                "${none:${other:${port}}} | 81",
                "} | }",
            })
    void shouldReplacePlaceholders(String text, String expected) {
        assertThat(Placeholders.resolve(text, VALUES::get)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"a, false", "${a}, true", "$${a}, false", "$${a}${b}, true", "$a, false", "'', false"})
    void shouldTellWhetherThereIsAPlaceholder(String text, boolean expected) {
        assertThat(Placeholders.in(text)).isEqualTo(expected);
    }

    @Test
    void shouldNotReplaceWithinAValue() {
        assertThat(Placeholders.resolve("${a}", name -> "${" + name + "}")).isEqualTo("${a}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a${b | 'a${b' has a ${ without }; close it, or write $${ for a literal ${",
                "${b:{} | '${b:{}' has a ${ without }; close it, or write $${ for a literal ${",
                "${} | '${}' has a placeholder without a name; write ${name:default}",
                "${:x} | '${:x}' has a placeholder without a name; write ${name:default}",
                "${a b} | 'a b' in '${a b}' is not a name of a placeholder; use letters, digits, '.', '-' and '_', or write $${ for a literal ${",
                "${none}/x | '${none}/x' needs a value for 'none'; pass -P none=value, or write ${none:default}",
                "${none:${no}} | '${no}' needs a value for 'no'; pass -P no=value, or write ${no:default}",
            })
    void shouldSayWhatIsWrongWithAPlaceholder(String text, String message) {
        assertThatThrownBy(() -> Placeholders.resolve(text, VALUES::get))
                .isInstanceOf(GrammarException.class)
                .hasMessage(message);
    }
}
