// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentGrammarTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http://127.0.0.1/[a-z]{2}|http://127.0.0.1|/[a-z]{2}",
                "http://127\\.0\\.0\\.1:80/a.b[.]\\.|http://127.0.0.1:80|/a\\.b[.]\\.",
                "http://[::1]:8080/x|http://[::1]:8080|/x",
                "http://u@h/a\\?q=\\d+|http://u@h|/a\\?q=\\d+",
                "/items/\\d{3}||/items/\\d{3}"
            })
    void shouldKeepTheHostLiteralAndDotsDots(String text, String origin, String expression) {
        assertThat(UrlPattern.parse(text)).isEqualTo(new UrlPattern(origin == null ? "" : origin, expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http://h[0-9]/x|in its host, at position 8",
                "http://h/[a-|at position",
                "http://h/a(|at position 11",
                "http://h/a{9000}|9000 times at position 10",
                "http://h|nothing to generate",
                "http:///x|has no host",
                "h/x|has no scheme"
            })
    void shouldSayWhereAPatternIsWrong(String text, String expected) {
        assertThatThrownBy(() -> UrlPattern.parse(text))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void shouldReadFormPartsAsCurlWritesThem() {
        assertThat(FormPart.parse("a=b")).isEqualTo(new FormPart("a", FormPart.Source.TEXT, "b", null, null));
        assertThat(FormPart.parse("a=")).isEqualTo(new FormPart("a", FormPart.Source.TEXT, "", null, null));
        assertThat(FormPart.parse("a=x=y;type=text/plain; charset=utf-8"))
                .isEqualTo(new FormPart("a", FormPart.Source.TEXT, "x=y", "text/plain; charset=utf-8", null));
        assertThat(FormPart.parse("f=@dir/x.png;type=image/png;filename=\"a;\\\"b\""))
                .isEqualTo(new FormPart("f", FormPart.Source.UPLOAD, "dir/x.png", "image/png", "a;\"b"));
        assertThat(FormPart.parse("f=<notes.txt"))
                .isEqualTo(new FormPart("f", FormPart.Source.FILE_TEXT, "notes.txt", null, null));
        assertThat(FormPart.parse("a=\"x;y\";filename=z"))
                .isEqualTo(new FormPart("a", FormPart.Source.TEXT, "x;y", null, "z"));
        assertThat(FormPart.parse("a=\"x\"y").content()).isEqualTo("\"x\"y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "abc|it has no '='",
                "=abc|no name before '='",
                "a=b;c|';c', which is not known",
                "a=@|names no file",
                "a=b;type=x|has the type 'x'"
            })
    void shouldRefuseWhatIsNoFormPart(String text, String expected) {
        assertThatThrownBy(() -> FormPart.parse(text))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void shouldReadForWhichServiceRequestsAreSigned() {
        assertThat(AwsSigV4Spec.parse("aws:amz:us-east-1:s3")).isEqualTo(new AwsSigV4Spec("us-east-1", "s3"));
        assertThat(AwsSigV4Spec.parse("aws:amz").forHost("sqs.eu-west-1.amazonaws.com"))
                .isEqualTo(new AwsSigV4Spec("eu-west-1", "sqs"));
        assertThatThrownBy(() -> AwsSigV4Spec.parse("aws:amz:r").forHost("localhost"))
                .hasMessageContaining("does not tell the AWS service");
        assertThatThrownBy(() -> AwsSigV4Spec.parse("gcp:goog4:r:s")).hasMessageContaining("aws:amz:REGION:SERVICE");
        assertThatThrownBy(() -> AwsSigV4Spec.parse("aws:amz::s3")).hasMessageContaining("name of a region");
    }
}
