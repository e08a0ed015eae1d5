// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class UserMessagesTest {
    private static Compiled with(String members) {
        return whole("""
                @LoadTest(url = "http://localhost/")
                class Foo {
                    %s
                }
                """.formatted(members));
    }

    private static Compiled whole(String source) {
        return Compiled.foo(source);
    }

    @Test
    void shouldRefuseAStaticStep() {
        with("@Step(1) static void a(HttpRequest r) {} // <-")
                .failsWith(
                        "[Vastar/NotInstance] @Step method 'a' is static, and an instance is a virtual user; remove 'static'");
    }

    @Test
    void shouldRefuseAPrivateStep() {
        with("@Step(1) private void a(HttpRequest r) {} // <-")
                .failsWith(
                        "[Vastar/PrivateMethod] the generated runner cannot call @Step method 'a'; remove 'private'");
    }

    @Test
    void shouldRefuseAStepThatThrowsMoreThanExceptions() {
        with("@Step(1) void a(HttpRequest r) throws Throwable {} // <-")
                .failsWith(
                        "[Vastar/BadThrows] @Step method 'a' throws java.lang.Throwable; declare an Exception or a subclass of it");
    }

    @Test
    void shouldRefuseAStepThatReturnsSomething() {
        with("@Step(1) HttpRequest a(HttpRequest r) { return r; } // <-")
                .failsWith("[Vastar/BadReturn] @Step method 'a' returns io.vastar.api.HttpRequest; return void");
    }

    @Test
    void shouldRefuseAStepWithoutARequest() {
        with("@Step(1) void a() {} // <-")
                .failsWith(
                        "[Vastar/BadParameters] @Step method 'a' takes nothing; let it take HttpRequest, or HttpRequest and Session");
    }

    @Test
    void shouldRefuseAReaderWithARequest() {
        with("@Step(1) void a(HttpRequest r) {}\n@OnResponse(\"a\") void b(Session s, HttpRequest r) {} // <-")
                .failsWith(
                        "[Vastar/BadParameters] @OnResponse method 'b' takes (Session, HttpRequest); let it take HttpResponse, or HttpResponse and Session");
    }

    @Test
    void shouldRefuseAStaticReader() {
        with("@Step(1) void a(HttpRequest r) {}\n@OnResponse(\"a\") static void b(HttpResponse r) {} // <-")
                .failsWith(
                        "[Vastar/NotInstance] @OnResponse method 'b' is static, and an instance is a virtual user; remove 'static'");
    }

    @Test
    void shouldRefuseTwoStepsOfOneOrder() {
        with("@Step(1) void a(HttpRequest r) {}\n@Step(7) void c(HttpRequest r) {}\n@Step(1) void b(HttpRequest r) {} // <-")
                .failsWith(
                        "[Vastar/DuplicateOrder] step 'b' has the order 1, and so has 'a'; write another, such as @Step(8)");
    }

    @Test
    void shouldRefuseTwoStepsOfOneName() {
        with("@Step(1) void a(HttpRequest r) {}\n@Step(2) void a(HttpRequest r, Session s) {} // <-")
                .failsWith("[Vastar/NameClash] step 'a' has the same name as 'a', apart from case; rename one of them");
    }

    @Test
    void shouldRefuseScenariosThatDifferInCaseOnly() {
        with("@Scenario void buy() {}\n@Scenario void Buy() {} // <-")
                .failsWith(
                        "[Vastar/NameClash] scenario 'Buy' has the same name as 'buy', apart from case; rename one of them");
    }

    @Test
    void shouldRefuseAScenarioNamedAsAnother() {
        with("@Scenario void buy() {}\n@Scenario(name = \"Buy\") void sell() {} // <-")
                .failsWith(
                        "[Vastar/NameClash] scenario 'Buy' has the same name as 'buy', apart from case; rename one of them");
    }

    @Test
    void shouldRefuseScenarioMethodsOfOneName() {
        with("@Scenario void buy() {}\n@Scenario(name = \"gift\") void buy(Http http) {} // <-")
                .failsWith("[Vastar/NameClash] scenario method 'buy' has the same name as 'buy', apart from case;"
                        + " rename one of them");
    }

    @Test
    void shouldRefuseAScenarioNameThatIsNotFixed() {
        with("@Scenario(name = \"buy ${what:it}\") void buy() {} // <-")
                .failsWith("[Vastar/BadName] name = 'buy ${what:it}' has a placeholder, and names are fixed;"
                        + " write a name such as \"buy\"");
    }

    @Test
    void shouldRefuseAPacingOfAScenarioThatIsNone() {
        with("@Scenario @Pacing(\"-1s\") void buy() {} // <-")
                .failsWith("[Vastar/BadDuration] @Pacing: '-1s' is negative; write a duration such as 10s or 500ms");
    }

    @Test
    void shouldSuggestTheStepThatAReaderMeans() {
        with("@Step(1) void login(HttpRequest r) {}\n@OnResponse(\"logn\") void b(HttpResponse r) {} // <-")
                .failsWith(
                        "[Vastar/UnknownStep] @OnResponse(\"logn\"): 'Foo' has no step of that name; did you mean 'login'?");
    }

    @Test
    void shouldListTheStepsWhenAReaderNamesNone() {
        with("@Step(2) void b(HttpRequest r) {}\n@Step(1) void a(HttpRequest r) {}\n@OnResponse(\"checkout\") void c(HttpResponse r) {} // <-")
                .failsWith(
                        "[Vastar/UnknownStep] @OnResponse(\"checkout\"): 'Foo' has no step of that name; its steps are a, b");
    }

    @Test
    void shouldRefuseTwoReadersOfAStep() {
        with("@Step(1) void a(HttpRequest r) {}\n@OnResponse(\"a\") void b(HttpResponse r) {}\n@OnResponse(\"a\") void c(HttpResponse r) {} // <-")
                .failsWith(
                        "[Vastar/TwoReaders] 'c' reads the response of step 'a', and so does 'b'; make one method of them");
    }

    @Test
    void shouldRefuseAScenarioWithOtherParameters() {
        with("@Scenario void a(Session s, Http h) {} // <-")
                .failsWith(
                        "[Vastar/BadParameters] @Scenario method 'a' takes (Session, Http); let it take Http, Session, both in this order, or nothing");
    }

    @Test
    void shouldRefuseABlockingClientInAnAsynchronousScenario() {
        with("@Scenario java.util.concurrent.CompletionStage<?> a(Http h) { return null; } // <-")
                .failsWith(
                        "[Vastar/BadParameters] @Scenario method 'a' takes (Http); let it take Session or nothing, since it must not block");
    }

    @Test
    void shouldRefuseAScenarioThatReturnsAnythingElse() {
        with("@Scenario int a() { return 1; } // <-")
                .failsWith(
                        "[Vastar/BadReturn] @Scenario method 'a' returns int; return void, or a CompletionStage where the iteration ends later");
    }

    @Test
    void shouldRefuseStepsAndScenariosInOneClass() {
        with("@Step(1) void a(HttpRequest r) {}\n@Scenario void b() {} // <-")
                .failsWith(
                        "[Vastar/StepsAndScenarios] @Scenario method 'b' is in 'Foo', which has @Step methods; move it to a class of its own");
    }

    @Test
    void shouldRefuseStepsAroundAMix() {
        with("@Step(1) void a(HttpRequest r) {}\nstatic class Bar { // <-\n@Step(1) void b(HttpRequest r) {} }")
                .failsWith(
                        "[Vastar/CodeBesideMix] 'Bar' is one of a mix of nested classes, but 'Foo' around it has @Step or @Scenario methods itself; move those into a nested class too");
    }

    @Test
    void shouldRefuseAnInnerClassOfAMix() {
        with("class Bar { // <-\n@Step(1) void b(HttpRequest r) {} }")
                .failsWith("[Vastar/InnerClass] 'Bar' is an inner class; make 'Bar' static");
    }

    @Test
    void shouldRefuseAPrivateClassOfAMix() {
        with("private static class Bar { // <-\n@Step(1) void b(HttpRequest r) {} }")
                .failsWith(
                        "[Vastar/PrivateClass] the generated runner cannot see 'Bar', because 'Bar' is private; remove 'private'");
    }

    @Test
    void shouldRefuseAClassThatCannotBeMade() {
        whole(
                        "@LoadTest(url = \"http://localhost/\")\nclass Foo { // <-\nFoo(int a) {} private Foo() {} @Step(1) void a(HttpRequest r) {} }")
                .failsWith(
                        "[Vastar/NoConstructor] the generated runner cannot make a 'Foo' for each virtual user; add a constructor Foo() that is not private");
    }

    @Test
    void shouldRefuseASetUpOfAUserThatReturnsSomething() {
        with("@Step(1) void a(HttpRequest r) {}\n@Setup String b() { return null; } // <-")
                .failsWith(
                        "[Vastar/BaseUrlOfUser] @Setup method 'b' returns java.lang.String, and the base URL is asked for"
                                + " once, before there are virtual users; make it static");
        with("@Step(1) void a(HttpRequest r) {}\n@Setup int b() { return 1; } // <-")
                .failsWith("[Vastar/BadReturn] @Setup method 'b' returns int; return void");
    }

    @Test
    void shouldNotAskForABaseUrlThatAUsersSetUpReturns() {
        whole(
                        "@LoadTest(url = \"/x\")\nclass Foo { @Step(1) void a(HttpRequest r) {}\n@Setup String b() { return null; } // <-\n}")
                .failsWith(
                        "[Vastar/BaseUrlOfUser] @Setup method 'b' returns java.lang.String, and the base URL is asked for"
                                + " once, before there are virtual users; make it static");
    }

    @Test
    void shouldRefuseAThinkTimeThatIsNone() {
        with("@Step(1) @ThinkTime(\"3s..1s\") void a(HttpRequest r) {} // <-")
                .failsWith(
                        "[Vastar/BadThinkTime] @ThinkTime: '3s..1s' has the longer pause first; write the shorter one first");
    }

    @Test
    void shouldRefuseAPacingThatIsNone() {
        whole(
                        "@LoadTest(url = \"http://localhost/\")\n@Pacing(\"often\") // <-\nclass Foo { @Step(1) void a(HttpRequest r) {} }")
                .failsWith(
                        "[Vastar/BadDuration] @Pacing: 'often' is not a duration; write a number and a unit, such as 10s, 500ms, 1.5m, 2h or 1m30s");
    }

    @Test
    void shouldRefuseObjectivesThatSayNothing() {
        with("@Step(1) @Slo(\" \") void a(HttpRequest r) {} // <-")
                .failsWith("[Vastar/BadSlo] @Slo: '' has an empty objective; write for example p99<200ms, errors<0.1%,"
                        + " rps>5000 or ttfb.p95<50ms");
    }

    @Test
    void shouldRefuseAnObjectiveThatCannotBeRead() {
        with("@Step(1) @Slo(\"errors<0.1%, p99<200\") void a(HttpRequest r) {} // <-")
                .failsWith("[Vastar/BadSlo] @Slo: 'p99<200' has a time without a unit; write 200ms or 200s");
    }

    @Test
    void shouldAcceptObjectivesKnownOnlyAtRunTime() {
        with("@Step(1) @Slo(\"p99<${a}, errors<${b}%, rps>${c}, p${d}<1s, ${e}, ${f:p50<1s, rps>1}\")"
                        + " void a(HttpRequest r) {}")
                .isClean();
    }

    @Test
    void shouldRefuseAStatusThatIsNone() {
        whole("@LoadTest(url = \"http://localhost/\")\n@Expect(status = {200, 600}) // <-\nclass Foo {}")
                .failsWith("[Vastar/BadStatus] @Expect status = 600 is no status code; use 100 to 599");
    }

    @Test
    void shouldRefuseAWeightBelowOne() {
        with("@Scenario @Weight(0) void a() {} // <-\n@Scenario void b() {}")
                .failsWith("[Vastar/BadWeight] @Weight(0) on 'a' is less than 1; write a share such as 20");
    }

    @Test
    void shouldRefuseAWeightWithoutAMix() {
        with("@Scenario @Weight(80) void a() {} // <-")
                .failsWith(
                        "[Vastar/WeightAlone] @Weight on 'a' has nothing to be weighed against; remove it, or make it one of two scenarios or more");
    }

    @Test
    void shouldRefuseAWeightOfAWholeLoadTest() {
        whole(
                        "@LoadTest(url = \"http://localhost/\")\n@Weight(80) // <-\nclass Foo { @Step(1) void a(HttpRequest r) {} }")
                .failsWith(
                        "[Vastar/WeightAlone] @Weight on 'Foo' has nothing to be weighed against; remove it, or make it one of two scenarios or more");
    }

    @Test
    void shouldNeedNoUrlWhenNothingGoesOverHttp() {
        whole("@LoadTest class Foo { @Scenario void query(Session session) {} @Scenario void other() {} }")
                .isClean();
    }

    @Test
    void shouldNeedAUrlForAClient() {
        whole("@LoadTest // <-\nclass Foo { @Scenario void query(Http http) {} }")
                .failsWith(
                        "[Vastar/MissingUrl] 'Foo' has no url; write url = \"http://localhost:8080/\", or add a @Setup"
                                + " method that returns the base URL");
    }

    @Test
    void shouldAcceptUsersOfEveryRightShape() {
        with("""
                protected Foo() throws java.io.IOException {}
                @Step(-1) public final void a(HttpRequest r, Session s) throws Exception {}
                @Step(2) @ThinkTime("${pause:1s}") @Slo("${slo}") void b(HttpRequest r) throws AssertionError {}
                @OnResponse("b") synchronized void c(HttpResponse r, Session s) throws Exception {}
                @Setup @TearDown void d() throws Exception {}
                @Setup static void e() {}
                """).isClean();
    }

    @Test
    void shouldKeepApartNamesThatGeneratedCodeUsesToo() {
        with("""
                record Feeds(String user) {}
                record VirtualUser(int session) {}
                @Feeder("a.csv") Feeds feeds;
                @Feeder("b.csv") VirtualUser request;
                @Scenario void virtual(Session client) {}
                @Scenario void user(Http session) {}
                @Scenario java.util.concurrent.CompletionStage<?> scenario() { return null; }
                """).isClean();
        with("""
                static class Virtual { @Step(1) void compose(HttpRequest step) {} }
                static class Scenario { @Step(1) void read(HttpRequest user) {} }
                static class HttpRequestOf { @Step(1) void read(HttpRequest user) {} }
                """).isClean();
    }

    @Test
    void shouldKeepDeprecationSilent() {
        with("""
                @Deprecated record Box(@Deprecated String a) {}
                @Deprecated @Feeder("a.csv") Box box;
                @Deprecated Foo() {}
                @Deprecated(forRemoval = true) @Step(1) void a(HttpRequest r) {}
                @Deprecated @OnResponse("a") void b(HttpResponse r) {}
                @Deprecated @Param("1") static int size;
                """).isClean();
    }
}
