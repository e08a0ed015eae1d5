// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class LifecycleMessagesTest {
    private static Compiled with(String methods) {
        return Compiled.foo("""
                @LoadTest(url = "${url}")
                class Foo {
                    %s
                }
                """.formatted(methods));
    }

    @Test
    void shouldRefuseAMethodThatIsNotStatic() {
        with("@Setup void start() {} // <-")
                .failsWith("[Vastar/NotStatic] @Setup method 'start' is not static; make it static");
    }

    @Test
    void shouldRefuseAPrivateMethod() {
        with("@TearDown private static void stop() {} // <-")
                .failsWith("[Vastar/PrivateMethod] the generated runner cannot call @TearDown method 'stop';"
                        + " remove 'private'");
    }

    @Test
    void shouldRefuseParameters() {
        with("@Setup static void start(int port, String... hosts) {} // <-")
                .failsWith(
                        "[Vastar/HasParameters] @Setup method 'start' has parameters (port,hosts), and nothing to fill"
                                + " them; remove them");
    }

    @Test
    void shouldRefuseASetUpThatReturnsAnythingElse() {
        with("@Setup static int start() { return 8080; } // <-")
                .failsWith(
                        "[Vastar/BadReturn] @Setup method 'start' returns int; return void, or the base URL as String,"
                                + " java.net.URI or java.net.URL");
    }

    @Test
    void shouldRefuseATearDownThatReturnsSomething() {
        with("@TearDown static String stop() { return null; } // <-")
                .failsWith("[Vastar/BadReturn] @TearDown method 'stop' returns java.lang.String; return void");
    }

    @Test
    void shouldRefuseAMethodThatThrowsMoreThanExceptions() {
        with("@Setup static void start() throws Throwable {} // <-")
                .failsWith("[Vastar/BadThrows] @Setup method 'start' throws java.lang.Throwable;"
                        + " declare an Exception or a subclass of it");
    }

    @Test
    void shouldRefuseTwoBaseUrls() {
        with("@Setup static String one() { return null; }\n@Setup static java.net.URL two() { return null; } // <-")
                .failsWith("[Vastar/TwoBaseUrls] @Setup method 'two' returns a base URL, and so does 'one';"
                        + " let one of them return void");
    }

    @Test
    void shouldRefuseASetUpThatNeverRuns() {
        Compiled.foo("""
                class Foo {
                    @Setup static void start() {} // <-
                }
                """)
                .failsWith("[Vastar/OutsideLoadTest] @Setup method 'start' never runs, because 'Foo' is no load test;"
                        + " add @LoadTest, or move it into one");
    }

    @Test
    void shouldRefuseATearDownThatNeverRuns() {
        Compiled.foo("""
                interface Foo {
                    @TearDown static void stop() {} // <-
                }
                """)
                .failsWith("[Vastar/OutsideLoadTest] @TearDown method 'stop' never runs, because 'Foo' is no load test;"
                        + " add @LoadTest, or move it into one");
    }

    @Test
    void shouldAcceptMethodsOfEveryRightShape() {
        with("""
                @Setup public static void a() throws Exception {}
                @Setup protected static java.net.URI b() throws java.io.IOException { return null; }
                @Setup static final synchronized <T> void c() throws AssertionError {}
                @Setup @TearDown static void d() {}
                """).isClean();
    }
}
