// SPDX-License-Identifier: Apache-2.0
package io.vastar.samples;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Scenario;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletionStage;

/**
 * An asynchronous client of your own: the method starts an operation, and its stage ends it. Here it is the JDK's HTTP
 * client; a message broker's or a database's is used in the same way.
 *
 * <p>HOW TO RUN
 *
 * <pre>{@code
 * java -jar samples/target/benchmarks.jar Sample14_CompletionStage
 * }</pre>
 *
 * <p>WHAT YOU SHOULD SEE
 *
 * <p>The latency of the client that you brought, with all that it costs; compare it with Sample01_HelloWorld.
 */
@LoadTest(concurrency = 10, duration = "3s")
class Sample14_CompletionStage {
    private static TargetServer target;
    private static HttpClient client;

    @Setup
    static String startTarget() {
        target = TargetServer.start();
        client = HttpClient.newHttpClient();
        return target.url();
    }

    @TearDown
    static void stopTarget() {
        target.close();
    }

    @Scenario
    CompletionStage<?> get() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(target.url() + "/plain")).build();
        return client.sendAsync(request, BodyHandlers.discarding());
    }
}
