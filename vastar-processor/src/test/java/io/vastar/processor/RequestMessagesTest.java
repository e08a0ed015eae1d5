// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestMessagesTest {
    private static Compiled with(String attributes) {
        return Compiled.foo("""
                @LoadTest(url = "http://localhost/",
                    %s
                class Foo {}
                """.formatted(attributes));
    }

    private static Compiled lenientWith(String attributes) {
        return Compiled.lenient("""
                @LoadTest(url = "http://localhost/",
                    %s
                class Foo {}
                """.formatted(attributes));
    }

    @Test
    void shouldRefuseAMethodThatIsNoToken() {
        with("method = \"GET /\") // <-")
                .failsWith(
                        "[Vastar/BadMethod] method = 'GET /' is not a request method; write one word such as GET or POST");
    }

    @Test
    void shouldQuestionAMethodInLowerCase() {
        lenientWith("method = \"get\") // <-")
                .warns("[Vastar/OddMethod] method = 'get' is sent as it is, and methods are case-sensitive;"
                        + " did you mean 'GET'?");
    }

    @Test
    void shouldQuestionAMethodWithATypingError() {
        lenientWith("method = \"PSOT\") // <-")
                .warns("[Vastar/OddMethod] method = 'PSOT' is sent as it is, and methods are case-sensitive;"
                        + " did you mean 'POST'?");
    }

    @Test
    void shouldAcceptAnyOtherMethod() {
        with("method = \"PURGE\")").isClean();
        with("method = \"${method:PATCH}\")").isClean();
        with("method = \"${method}\")").isClean();
    }

    @Test
    void shouldPointAtTheHeaderThatIsWrong() {
        with("""
                headers = {
                    "Accept: text/plain",
                    "X-Request-Id" // <-
                })""")
                .failsWith(
                        "[Vastar/BadHeader] headers: 'X-Request-Id' is not a header: it has no ':'; write Name: value");
    }

    @Test
    void shouldRefuseALineBreakInAHeader() {
        with("headers = \"X-A: b\\r\\nX-C: d\") // <-")
                .failsWith("[Vastar/BadHeader] headers: the value of header 'X-A' has a control character (\\r) at"
                        + " position 2: ' b\\r\\nX-C: d'; remove it");
    }

    @Test
    void shouldRefuseALineBreakInAContentType() {
        with("method = \"POST\", body = \"x\", contentType = \"text/plain\\n\") // <-")
                .failsWith("[Vastar/BadHeader] contentType: the value has a control character (\\n) at position 10:"
                        + " 'text/plain\\n'; remove it");
    }

    @Test
    void shouldAcceptHeadersThatAreKnownOnlyAtRunTime() {
        with("headers = {\"${line}\", \"Authorization: Bearer ${token}\", \"${name:X-A}: 1\"}, accept = \"${accept}\")")
                .isClean();
    }

    @Test
    void shouldRefuseCredentialsWithoutColonAndNotRepeatThem() {
        with("basicAuth = \"secret\") // <-")
                .failsWith("[Vastar/BadBasicAuth] basicAuth has no ':'; write \"user:password\"");
    }

    @Test
    void shouldRefuseALineBreakInCredentials() {
        with("basicAuth = \"user:secret\\n\") // <-")
                .failsWith("[Vastar/BadBasicAuth] basicAuth has a control character; write \"user:password\"");
    }

    @Test
    void shouldAcceptCredentials() {
        with("basicAuth = \"user:pass:word\")").isClean();
        with("basicAuth = \"${credentials}\")").isClean();
    }

    @Test
    void shouldRefuseABodyAndABodyFile() {
        with("method = \"POST\", body = \"x\",\nbodyFile = \"y.json\") // <-")
                .failsWith(
                        "[Vastar/BodyTwice] body and bodyFile are both given (bodyFile = 'y.json'); keep one of them");
    }

    @Test
    void shouldQuestionABodyOfAGet() {
        lenientWith("body = \"x\") // <-")
                .warns(
                        "[Vastar/OddBody] body is sent with method GET, which few servers expect; write method = \"POST\"");
    }

    @Test
    void shouldQuestionAContentTypeWithoutBody() {
        lenientWith("contentType = \"text/plain\") // <-")
                .warns("[Vastar/Unused] contentType = 'text/plain' has no effect without a body; remove it,"
                        + " or write body or bodyFile");
    }

    @Test
    void shouldKeepSilentWhereWarningsAreSuppressed() {
        Compiled.foo("""
                @SuppressWarnings("vastar")
                class Foo {
                    @LoadTest(url = "http://localhost/", body = "x")
                    static class Inner {}
                }
                """).isClean();
    }

    @Test
    void shouldReportEverythingThatIsWrongAtOnce() {
        var errors = with("method = \"\\t\", concurrency = 0, timeout = \"x\")")
                .compilation()
                .errors();

        assertThat(errors).hasSize(3);
    }

    @Test
    void shouldRefuseAPlaceholderInABodyThatIsNotClosed() {
        with("method = \"POST\", body = \"{${a\") // <-")
                .failsWith("[Vastar/BadPlaceholder] body: '{${a' has a ${ without }; close it,"
                        + " or write $${ for a literal ${");
    }

    @Test
    void shouldLetRunsRepeatAWarning() {
        Compiled compiled = Compiled.lenient("""
                @LoadTest(url = "http://localhost/", contentType = "text/plain")
                class Foo {}
                """);

        assertThat(compiled.generated("com.acme.Foo_LoadTest"))
                .contains(".warning(\"[Vastar/Unused] contentType = 'text/plain' has no effect without a body;");
    }
}
