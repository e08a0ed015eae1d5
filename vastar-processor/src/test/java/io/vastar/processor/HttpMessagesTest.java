// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class HttpMessagesTest {
    private static Compiled with(String loadTest, String annotation) {
        return Compiled.foo("""
                @LoadTest(url = "http://localhost/"%s)
                %s
                class Foo {}
                """.formatted(loadTest, annotation));
    }

    @Test
    void shouldRefuseRedirectsOutOfRange() {
        with("", "@HttpOptions(redirects = -1) // <-")
                .failsWith("[Vastar/BadRedirects] redirects = -1 is out of range; use 0 to 1000");
        with("", "@HttpOptions(redirects = 1000)").isClean();
    }

    @Test
    void shouldRefuseCompressionThatIsAskedForAndRefused() {
        with(", compression = false", "@HttpOptions(compression = true) // <-")
                .failsWith("[Vastar/CompressionTwice] @HttpOptions asks for compressed responses, and"
                        + " @LoadTest(compression = false) for uncompressed ones; remove one");
        with(", compression = false", "@HttpOptions").isClean();
    }

    @Test
    void shouldRefuseAGraphQlRequestThatIsNone() {
        with("", "@GraphQl // <-").failsWith("[Vastar/BadGraphQl] @GraphQl: it has no query; write one, or its file");
        with("", "@GraphQl(query = \"{ a }\", file = \"a.graphql\") // <-")
                .failsWith("[Vastar/BadGraphQl] @GraphQl: query and file are both given; keep one of them");
        with("", "@GraphQl(query = \"{ a\") // <-")
                .failsWith(
                        "[Vastar/BadGraphQl] @GraphQl: the query ends before its '{' is closed; add what is missing");
        with(", body = \"x\", method = \"POST\"", "@GraphQl(query = \"{ a }\") // <-")
                .failsWith("[Vastar/BadGraphQl] @GraphQl: the load test has a body too, and the query goes in the body;"
                        + " remove one");
        with("", "@GraphQl(file = \"${dir}/a.graphql\", variables = \"{\\\"id\\\": ${id:7}}\")")
                .isClean();
    }

    @Test
    void shouldRefuseAGraphQlRequestBesideSteps() {
        Compiled.foo("""
                @LoadTest(url = "http://localhost/")
                @GraphQl(query = "{ a }") // <-
                class Foo {
                    @Step(1) void one(HttpRequest request) {}
                }
                """)
                .failsWith(
                        "[Vastar/BadGraphQl] @GraphQl: @Step and @Scenario methods say what to send; move it to a @Step"
                                + " method, or call graphQl(query, variables)");
    }

    @Test
    void shouldRefuseAStepThatAsksForNothingOrForWhatNoFeederGives() {
        String step = """
                @LoadTest(url = "http://localhost/")
                class Foo {
                    record Key(String id, int n) {}
                    @Feeder("keys.csv") Key key;
                    @Feeder("ids.csv") String id;
                    @Step(1)
                    @GraphQl(%s) // <-
                    void one(HttpRequest request) {}
                }
                """;
        Compiled.foo(step.formatted("file = \"a.graphql\""))
                .failsWith("[Vastar/BadGraphQl] @GraphQl: a step needs the query itself; write query = \"{ … }\"");
        Compiled.foo(step.formatted("query = \"{ a }\", variables = \"{\\\"id\\\": ${key.no}}\""))
                .failsWith(
                        "[Vastar/BadGraphQl] @GraphQl: no @Feeder of 'Foo' gives ${key.no}; there is ${key.id}, ${key.n},"
                                + " ${id}");
        Compiled.foo(step.formatted(
                        "query = \"{ a }\", variables = \"{\\\"id\\\": ${key.n}, \\\"b\\\": \\\"${id}\\\"}\""))
                .isClean();
    }

    @Test
    void shouldTellThatTheyBelongToALoadTest() {
        Compiled.foo("@HttpOptions(redirects = 1) // <-\nclass Foo {}")
                .failsWith(
                        "[Vastar/Stray] @HttpOptions on 'Foo' has no effect, because it is no load test; add @LoadTest, or"
                                + " move it to one");
    }
}
