// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlMessagesTest {
    @Test
    void shouldRefuseALoadTestWithoutUrl() {
        Compiled.foo("""
                @LoadTest // <-
                class Foo {}
                """)
                .failsWith("[Vastar/MissingUrl] 'Foo' has no url; write url = \"http://localhost:8080/\","
                        + " or add a @Setup method that returns the base URL");
    }

    @Test
    void shouldRefuseAPortOutOfRange() {
        Compiled.foo("""
                @LoadTest(
                    name = "x",
                    url = "http://localhost:65536/") // <-
                class Foo {}
                """)
                .failsWith("[Vastar/BadUrl] url: '65536' in 'http://localhost:65536/' is not a port;"
                        + " write localhost:port with 1 to 65535");
    }

    @Test
    void shouldSuggestTheSchemeThatIsMissing() {
        Compiled.foo("""
                @LoadTest(url = "localhost:8080/x") // <-
                class Foo {}
                """)
                .failsWith("[Vastar/BadUrl] url: 'localhost:8080/x' has no scheme;"
                        + " did you mean 'http://localhost:8080/x'?");
    }

    @Test
    void shouldPointAtTheConstantThatIsWrong() {
        Compiled.foo("""
                class Foo {
                    static final String HOST = "http://localhost:0";
                    @LoadTest(
                        url = HOST + "/plain") // <-
                    static class Plain {}
                }
                """)
                .failsWith("[Vastar/BadUrl] url: '0' in 'http://localhost:0/plain' is not a port;"
                        + " write localhost:port with 1 to 65535");
    }

    @Test
    void shouldHoldTheDefaultOfAPlaceholderAgainstTheGrammar() {
        Compiled.foo("""
                @LoadTest(url = "http://localhost:${port:808O}/") // <-
                class Foo {}
                """)
                .failsWith(
                        "[Vastar/BadUrl] url: '808O' in 'http://localhost:808O/' is not a port;"
                                + " write localhost:port with 1 to 65535 (in 'http://localhost:${port:808O}/', with its defaults)");
    }

    @Test
    void shouldQuestionASchemeThatLooksLikeHttp() {
        Compiled.lenient("""
                @LoadTest(url = "htp://localhost/x") // <-
                class Foo {}
                """)
                .warns("[Vastar/OddScheme] url = 'htp://localhost/x': there is no built-in protocol 'htp';"
                        + " did you mean 'http'?");
    }

    @Test
    void shouldNoteASchemeThatNeedsAnotherJar() {
        Compiled.foo("""
                @LoadTest(url = "redis://localhost:6379") // <-
                class Foo {}
                """)
                .notes("[Vastar/UnknownScheme] url = 'redis://localhost:6379': protocol 'redis' is not built in;"
                        + " the jar that provides it must be there when the test runs");
    }

    @Test
    void shouldRefuseAPathWithoutABaseUrl() {
        Compiled.foo("""
                @LoadTest(url = "/plain") // <-
                class Foo {
                    @Setup static void prepare() {}
                }
                """)
                .failsWith("[Vastar/NoBaseUrl] url = '/plain' is a path, and no @Setup method of 'Foo' returns the base"
                        + " URL; add one, or write an absolute URL such as 'http://localhost:8080/plain'");
    }

    @Test
    void shouldQuestionABaseUrlThatHasNoEffect() {
        Compiled.lenient("""
                @LoadTest(url = "http://localhost/x") // <-
                class Foo {
                    @Setup static String start() { return "http://localhost:1"; }
                }
                """)
                .warns("[Vastar/BaseUrlUnused] url = 'http://localhost/x' is absolute, so the base URL that @Setup"
                        + " method 'start' returns has no effect; write a path such as url = \"/\", or return void");
    }

    @Test
    void shouldRefuseAPlaceholderThatIsNotClosed() {
        Compiled.foo("""
                @LoadTest(url = "http://${host/") // <-
                class Foo {}
                """)
                .failsWith("[Vastar/BadPlaceholder] url: 'http://${host/' has a ${ without }; close it,"
                        + " or write $${ for a literal ${");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "HTTP://[::1]:8080/a?b=c",
                "${base}",
                "${base}/x",
                "http://${host}:${port}/x",
                "http://${host:localhost}:${port:8080}/x",
                "${scheme}://localhost/x",
                "${base:http://localhost:8080}/x",
                "${a:${b:http://localhost}}",
            })
    void shouldAcceptWhatIsRightOrKnownOnlyAtRunTime(String url) {
        Compiled.foo("@LoadTest(url = \"" + url + "\")\nclass Foo {}").isClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/plain?x=${y}", "${path}", "${prefix:/a}/b", "${base:}/x"})
    void shouldAcceptAPathWhereASetUpReturnsTheBaseUrl(String url) {
        Compiled.foo("@LoadTest(url = \"" + url + "\")\nclass Foo { @Setup static String start() { return \"\"; } }")
                .isClean();
    }

    @Test
    void shouldAcceptNoUrlWhereASetUpReturnsTheBaseUrl() {
        Compiled.foo("@LoadTest\nclass Foo { @Setup static java.net.URI start() { return null; } }")
                .isClean();
    }
}
