// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class RunMessagesTest {
    private static Compiled with(String attributes) {
        return Compiled.foo("""
                @LoadTest(url = "http://localhost/",
                    %s
                class Foo {}
                """.formatted(attributes));
    }

    @Test
    void shouldRefuseAConcurrencyBelowOne() {
        with("concurrency = 0) // <-")
                .failsWith("[Vastar/BadConcurrency] concurrency = 0 is out of range; use 1 to 1000000");
    }

    @Test
    void shouldRefuseAConcurrencyAboveTheHighest() {
        with("concurrency = 1_000_001) // <-")
                .failsWith("[Vastar/BadConcurrency] concurrency = 1000001 is out of range; use 1 to 1000000");
    }

    @Test
    void shouldRefuseANegativeNumberOfRequests() {
        with("requests = -1) // <-")
                .failsWith("[Vastar/BadRequests] requests = -1 is negative; write how many, or leave it out and write a"
                        + " duration");
    }

    @Test
    void shouldRefuseRequestsAndDuration() {
        with("requests = 2000,\nduration = \"10s\") // <-")
                .failsWith("[Vastar/RequestsAndDuration] requests = 2000 and duration = '10s' are both given;"
                        + " keep the one that ends the test");
    }

    @Test
    void shouldRefuseADurationWithoutAKnownUnit() {
        with("duration = \"10sec\") // <-")
                .failsWith("[Vastar/BadDuration] duration: '10sec' is not a duration; write a number and a unit,"
                        + " such as 10s, 500ms, 1.5m, 2h or 1m30s");
    }

    @Test
    void shouldRefuseANegativeTimeout() {
        with("timeout = \"-1s\") // <-")
                .failsWith("[Vastar/BadDuration] timeout: '-1s' is negative; write a duration such as 10s or 500ms");
    }

    @Test
    void shouldRefuseADrainTimeoutThatIsNone() {
        with("drainTimeout = \"soon\") // <-")
                .failsWith("[Vastar/BadDuration] drainTimeout: 'soon' is not a duration; write a number and a unit,"
                        + " such as 10s, 500ms, 1.5m, 2h or 1m30s");
    }

    @Test
    void shouldRefuseADurationOfZero() {
        with("duration = \"0ms\") // <-")
                .failsWith(
                        "[Vastar/ZeroDuration] duration = '0ms' is no time at all; write how long to send, such as 10s");
    }

    @Test
    void shouldRefuseAConnectTimeoutOfZero() {
        with("connectTimeout = \"0s\") // <-")
                .failsWith("[Vastar/ZeroDuration] connectTimeout = '0s' is no time at all; write how long opening a"
                        + " connection may take, such as 10s");
    }

    @Test
    void shouldNoteAConcurrencyBesideASweep() {
        with("sweep = \"auto\", concurrency = 9) // <-")
                .notes(
                        "[Vastar/ConcurrencyUnused] concurrency = 9 has no effect in a sweep, which has the levels 'auto';"
                                + " remove it");
    }

    @Test
    void shouldAcceptWhatIsRightOrKnownOnlyAtRunTime() {
        with("duration = \"${time}\", timeout = \"${timeout:5}s\", drainTimeout = \"0s\", concurrency = 1_000_000)")
                .isClean();
        with("requests = 0, duration = \"${n}ms\", timeout = \"0s\")").isClean();
    }
}
