// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class StrayMessagesTest {
    private static Compiled whole(String source) {
        return Compiled.foo(source);
    }

    @Test
    void shouldRefuseAStepOutsideALoadTest() {
        whole("class Foo {\n@Step(1) void a(HttpRequest r) {} // <-\n}")
                .failsWith(
                        "[Vastar/OutsideLoadTest] @Step method 'a' never runs, because 'Foo' is no load test; add @LoadTest, or move it into one");
    }

    @Test
    void shouldRefuseAStaticSetUpInANestedClassOfAMix() {
        whole(
                        "@LoadTest(url = \"http://localhost/\") class Foo { static class Bar { @Step(1) void a(HttpRequest r) {}\n@Setup static void b() {} // <-\n} }")
                .failsWith(
                        "[Vastar/OutsideLoadTest] @Setup method 'b' never runs, because 'Bar' is no load test; add @LoadTest, or move it into one");
    }

    @Test
    void shouldRefuseAThinkTimeOnAnOrdinaryMethod() {
        whole("@LoadTest(url = \"http://localhost/\") class Foo {\n@ThinkTime(\"1s\") void a() {} // <-\n}")
                .failsWith(
                        "[Vastar/Stray] @ThinkTime on 'a' has no effect, because it is no @Step method; move it to one, or to the class");
    }

    @Test
    void shouldRefuseAWeightOnAStep() {
        whole(
                        "@LoadTest(url = \"http://localhost/\") class Foo {\n@Weight(1) @Step(1) void a(HttpRequest r) {} // <-\n}")
                .failsWith(
                        "[Vastar/Stray] @Weight on 'a' has no effect, because it is no @Scenario method; move it to one, or to the class with the steps");
    }

    @Test
    void shouldRefuseAFeederWithoutVirtualUsers() {
        whole(
                        "@LoadTest(url = \"http://localhost/\") class Foo { record User(String name) {}\n@Feeder(\"a.csv\") User user; // <-\n}")
                .failsWith(
                        "[Vastar/Stray] @Feeder on 'user' has no effect, because 'Foo' has no @Step or @Scenario method; move it to the class that has one");
    }

    @Test
    void shouldRefuseAReaderWithoutSteps() {
        whole(
                        "@LoadTest(url = \"http://localhost/\") class Foo {\n@OnResponse(\"a\") void b(HttpResponse r) {} // <-\n}")
                .failsWith(
                        "[Vastar/Stray] @OnResponse on 'b' has no effect, because 'Foo' has no @Step or @Scenario method; move it to the class that has one");
    }

    @Test
    void shouldRefuseAParamOutsideALoadTest() {
        whole("class Foo {\n@Param(\"1\") static int size; // <-\n}")
                .failsWith(
                        "[Vastar/Stray] @Param on 'size' has no effect, because 'Foo' is no load test; move it into one");
    }

    @Test
    void shouldRefuseObjectivesOutsideALoadTest() {
        whole("@Slo(\"p99<1s\") // <-\nclass Foo {}")
                .failsWith(
                        "[Vastar/Stray] @Slo on 'Foo' has no effect, because it is no load test; add @LoadTest, or move it to one");
    }

    @Test
    void shouldRefuseAPacingWithoutVirtualUsers() {
        whole("@LoadTest(url = \"http://localhost/\")\n@Pacing(\"1s\") // <-\nclass Foo {}")
                .failsWith(
                        "[Vastar/Stray] @Pacing on 'Foo' has no effect, because it has no @Step or @Scenario method; add one, or remove it");
    }

    @Test
    void shouldRefuseAPacingOnAStep() {
        whole("""
                @LoadTest(url = "http://localhost/")
                class Foo {
                    @Pacing("1s") // <-
                    @Step(1) void a(HttpRequest r) {}
                }
                """)
                .failsWith("[Vastar/Stray] @Pacing on 'a' has no effect, because it is no @Scenario method;"
                        + " move it to one, or to the class with the steps");
    }

    @Test
    void shouldRefuseAThinkTimeOnAClassWithoutSteps() {
        whole("""
                @LoadTest(url = "http://localhost/")
                @ThinkTime("1s") // <-
                class Foo { @Scenario void a() {} }
                """)
                .failsWith("[Vastar/Stray] @ThinkTime on 'Foo' has no effect, because it has no @Step method;"
                        + " remove it: a @Scenario method pauses by itself");
    }

    @Test
    void shouldWarnOfARequestThatNobodySends() {
        Compiled.lenient("""
                @LoadTest(url = "http://localhost/", method = "POST") // <-
                class Foo { @Step(1) void a(HttpRequest r) {} }
                """)
                .warns("[Vastar/Unused] method = 'POST' has no effect beside @Step or @Scenario methods; remove it, and"
                        + " let them say what to send");
    }
}
