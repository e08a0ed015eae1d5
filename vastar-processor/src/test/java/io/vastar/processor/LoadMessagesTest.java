// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class LoadMessagesTest {
    private static Compiled with(String attributes) {
        return Compiled.foo("""
                @LoadTest(url = "http://localhost/",
                    %s
                class Foo {}
                """.formatted(attributes));
    }

    private static Compiled whole(String source) {
        return Compiled.foo(source);
    }

    @Test
    void shouldRefuseARateOfNothing() {
        with("rate = \"0/s\") // <-")
                .failsWith(
                        "[Vastar/BadRate] rate: '0/s' would send nothing; write a number and a unit, such as 5000/s, 2.5k/s, 300/min or 10/h");
    }

    @Test
    void shouldRefuseStagesThatCannotBeRead() {
        with("stages = \"0..200\") // <-")
                .failsWith(
                        "[Vastar/BadStages] stages: '0..200' is not a stage; write A..B in D for a ramp and A for D to stay, such as 0/s..2000/s in 30s, 2000/s for 2m (a rate) or 0..200 in 30s, 200 for 5m (users)");
    }

    @Test
    void shouldRefuseAnUnknownArrival() {
        with("rate = \"1/s\", arrival = \"poison\") // <-")
                .failsWith(
                        "[Vastar/BadArrival] arrival: 'poison' is no way to spread arrivals; did you mean 'poisson'?");
    }

    @Test
    void shouldRefuseAWarmUpThatIsNone() {
        with("warmUp = \"a bit\") // <-")
                .failsWith(
                        "[Vastar/BadWarmUp] warmUp: 'a bit' is no warm-up; write a duration such as 5s, or a number of iterations such as 1000 or 10k");
    }

    @Test
    void shouldRefuseANegativeRatePerUser() {
        with("perUserRate = -1) // <-")
                .failsWith(
                        "[Vastar/BadPerUserRate] perUserRate = -1.0 is no number of iterations per second; write one such as 10, or 0 for no limit");
    }

    @Test
    void shouldRefuseANegativeMaxConcurrency() {
        with("rate = \"1/s\", maxConcurrency = -1) // <-")
                .failsWith("[Vastar/BadConcurrency] maxConcurrency = -1 is out of range; use 1 to 1000000");
    }

    @Test
    void shouldRefuseRateAndStages() {
        with("rate = \"1/s\",\nstages = \"1/s for 1m\") // <-")
                .failsWith(
                        "[Vastar/RateAndStages] rate = '1/s' and stages = '1/s for 1m' are both given; stages say what the rate is over time: keep one of them");
    }

    @Test
    void shouldRefuseARateInASweep() {
        with("sweep = \"auto\",\nrate = \"1/s\") // <-")
                .failsWith(
                        "[Vastar/LoadAndSweep] rate = '1/s' has no place in a sweep, which has the levels 'auto'; keep one of them");
    }

    @Test
    void shouldRefuseStagesInASweep() {
        with("sweep = \"10,20\",\nstages = \"0..9 in 1m\") // <-")
                .failsWith(
                        "[Vastar/LoadAndSweep] stages = '0..9 in 1m' has no place in a sweep, which has the levels '10,20'; keep one of them");
    }

    @Test
    void shouldRefuseConcurrencyBesideStagesOfUsers() {
        with("stages = \"0..9 in 1m\",\nconcurrency = 9) // <-")
                .failsWith(
                        "[Vastar/ConcurrencyAndStages] concurrency = 9 and stages = '0..9 in 1m' both say how many users there are; keep one of them");
    }

    @Test
    void shouldRefuseAnArrivalWithoutARate() {
        with("arrival = \"poisson\") // <-")
                .failsWith(
                        "[Vastar/NoRate] arrival = 'poisson' is for arrivals of a rate, and there is none; write rate = \"1000/s\", or remove it");
    }

    @Test
    void shouldRefuseAMaxConcurrencyWithStagesOfUsers() {
        with("stages = \"0..9 in 1m\",\nmaxConcurrency = 9) // <-")
                .failsWith(
                        "[Vastar/NoRate] maxConcurrency = 9 is for arrivals of a rate, and there is none; write rate = \"1000/s\", or remove it");
    }

    @Test
    void shouldRefuseARatePerUserBesideARate() {
        with("rate = \"1/s\",\nperUserRate = 9) // <-")
                .failsWith(
                        "[Vastar/NoUsers] perUserRate = 9.0 spaces the iterations of one user, and with a rate each iteration is a new user; remove it");
    }

    @Test
    void shouldRefuseAPacingBesideARate() {
        whole(
                        "@LoadTest(url = \"http://localhost/\", rate = \"1/s\")\n@Pacing(\"10s\") // <-\nclass Foo { @Step(1) void a(HttpRequest r) {} }")
                .failsWith(
                        "[Vastar/NoUsers] @Pacing(\"10s\") spaces the iterations of one user, and with a rate each iteration is a new user; remove it");
    }

    @Test
    void shouldWarnOfCookiesThatNobodyKeeps() {
        Compiled.lenient("""
                @LoadTest(url = "http://localhost/", keepCookies = true) // <-
                class Foo {}
                """)
                .warns(
                        "[Vastar/Unused] keepCookies = true has no effect without virtual users; remove it, or add @Step or"
                                + " @Scenario methods");
    }

    @Test
    void shouldAcceptWhatIsRightOrKnownOnlyAtRunTime() {
        with("rate = \"${rate}\", arrival = \"${arrival:poisson}\", maxConcurrency = 0, concurrency = 9)")
                .isClean();
        with("stages = \"${n:10}/s for 1m\", arrival = \"poisson\", warmUp = \"${warm}\")")
                .isClean();
        with("stages = \"${stages}\", perUserRate = 0)").isClean();
        with("perUserRate = 0.5, warmUp = \"1000\", seed = -1)").isClean();
    }

    @Test
    void shouldRefuseAPacingOfAScenarioBesideARate() {
        whole("""
                @LoadTest(url = "http://localhost/", rate = "1/s")
                class Foo {
                    @Scenario @Pacing("10s") void a(Http http) {} // <-
                }
                """)
                .failsWith("[Vastar/NoUsers] @Pacing(\"10s\") spaces the iterations of one user, and with a rate each"
                        + " iteration is a new user; remove it");
    }

    @Test
    void shouldRefuseAPacingInAMixBesideARate() {
        whole("""
                @LoadTest(url = "http://localhost/", rate = "1/s")
                class Foo {
                    @Pacing("10s") // <-
                    static class Bar { @Step(1) void a(HttpRequest r) {} }
                }
                """)
                .failsWith("[Vastar/NoUsers] @Pacing(\"10s\") spaces the iterations of one user, and with a rate each"
                        + " iteration is a new user; remove it");
    }

    @Test
    void shouldRefuseALengthBesideStages() {
        with("stages = \"1/s for 1m\",\nduration = \"1m\") // <-")
                .failsWith(
                        "[Vastar/StagesAndLength] duration = '1m' has no place beside stages = '1/s for 1m', which say"
                                + " how long the run is; keep one of them");
        with("stages = \"0..9 in 1m\",\nrequests = 9) // <-")
                .failsWith(
                        "[Vastar/StagesAndLength] requests = 9 has no place beside stages = '0..9 in 1m', which say how"
                                + " long the run is; keep one of them");
    }
}
