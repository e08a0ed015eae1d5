package com.example.greeting;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Slo;
import io.vastar.annotations.TearDown;

/** No name that surefire would look for. */
@LoadTest(url = "/hello", concurrency = 4, requests = 2000)
@Slo("p99<${limit:30s}, errors<0.1%")
class Hello {
    private static GreetingServer server;

    @Setup
    static String start() throws Exception {
        server = new GreetingServer();
        return server.url();
    }

    @TearDown
    static void stop() {
        server.close();
    }
}
