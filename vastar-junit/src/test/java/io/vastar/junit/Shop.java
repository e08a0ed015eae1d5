// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Param;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Slo;
import io.vastar.annotations.Step;
import io.vastar.annotations.Sweep;
import io.vastar.annotations.TearDown;
import io.vastar.api.HttpRequest;
import io.vastar.api.LoadTestSkippedException;
import io.vastar.target.TargetServer;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Load tests for the tests of the engine to run, good ones and bad ones. */
final class Shop {
    private Shop() {}

    private static final class Running {
        static final String URL = TargetServer.start().url();
    }

    @LoadTest(url = "/plain", concurrency = 2, requests = 2000)
    @Slo("p50<10s, errors<0.1%")
    static class Good {
        static boolean tornDown;

        @Setup
        static String start() {
            tornDown = false;
            return Running.URL;
        }

        @TearDown
        static void stop() {
            tornDown = true;
        }
    }

    @LoadTest(url = "/status?code=503&every=4", concurrency = 2, requests = 400)
    @Slo("p50<10s, errors<1%")
    static class Flaky {
        @Setup
        static String start() {
            return Running.URL;
        }
    }

    @LoadTest(url = "/plain", requests = 10, concurrency = 1)
    @Slo("p99.9<1s")
    static class Hasty {
        @Setup
        static String start() {
            return Running.URL;
        }
    }

    @LoadTest(url = "/plain", requests = 10, concurrency = 1)
    static class Plain {
        @Setup
        static String start() {
            return Running.URL;
        }
    }

    @LoadTest(url = "/status?code=503&every=4", requests = 400, concurrency = 1)
    static class PlainFlaky {
        @Setup
        static String start() {
            return Running.URL;
        }
    }

    @LoadTest(url = "/status?code=500", requests = 10, concurrency = 1)
    @Slo("p50<10s")
    static class Down {
        @Setup
        static String start() {
            return Running.URL;
        }
    }

    @LoadTest(url = "/plain", requests = 10)
    @Slo("p50<10s")
    static class NoSetUp {
        static boolean tornDown;

        @Setup
        static String start() throws IOException {
            tornDown = false;
            throw new FileNotFoundException("orders.db");
        }

        @TearDown
        static void stop() {
            tornDown = true;
        }
    }

    @LoadTest(url = "/plain", requests = 10)
    static class Elsewhere {
        @Setup
        static String start() {
            throw new LoadTestSkippedException("needs PostgreSQL; install it");
        }
    }

    @LoadTest(url = "/plain", requests = 10, concurrency = 1)
    static class NoTearDown {
        @Setup
        static String start() {
            return Running.URL;
        }

        @TearDown
        static void stop() throws IOException {
            throw new IOException("still busy");
        }
    }

    @LoadTest(url = "http://127.0.0.1:1/", requests = 10, concurrency = 1)
    static class Nobody {}

    @LoadTest(url = "/delay?ms=1", requests = 40)
    @Sweep(conc = "2,4", maxSpread = 1e6, maxP999Ratio = 1e6, maxTailRatio = 1e6)
    @Slo("p50<10s")
    static class Tuned {
        @Setup
        static String start() {
            return Running.URL;
        }
    }

    @LoadTest(url = "/status?code=503", requests = 40)
    @Sweep(conc = "2,4")
    static class Untunable {
        @Setup
        static String start() {
            return Running.URL;
        }
    }

    @LoadTest(url = "/json?size=${size}", requests = 10, concurrency = 1)
    static class Sized {
        @Param({"100", "200"})
        static int size;

        @Setup
        static String start() {
            return Running.URL;
        }
    }

    @LoadTest(concurrency = 1, requests = 10)
    @Slo("errors<=0")
    static class Stepping {
        @Setup
        static String start() {
            return Running.URL;
        }

        @Step(1)
        @Slo("errors<=0")
        void home(HttpRequest request) {
            request.get("/plain");
        }
    }

    @LoadTest(url = "/plain", requests = 10)
    @Slo("p50<${vastar.tests.nobody.sets.this}")
    static class Unplaced {
        @Setup
        static String start() {
            return Running.URL;
        }
    }
}
