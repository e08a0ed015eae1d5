// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Compares generated sources with files named after the test; {@code -Dgolden.update=true} writes them anew. */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private Path golden;

    @BeforeEach
    void nameGoldenFile(TestInfo test) {
        golden = GOLDEN.resolve(test.getTestMethod().orElseThrow().getName() + ".java");
    }

    @Test
    void shouldRenderOnlyWhatIsWritten() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080/plain")
                class Foo {}
                """);
    }

    @Test
    void shouldRenderEveryAttribute() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(
                    name = "convert currency", url = "http://${host:localhost}:8080/api", method = "POST",
                    headers = {"X-Request-Id: 1", "Cookie: a=\\"b\\""}, contentType = "application/json",
                    body = "{\\"from\\":\\"USD\\"}", accept = "*/*", basicAuth = "user:${password}",
                    keepAlive = true, compression = false, concurrency = 200, requests = 3_000_000_000L,
                    timeout = "500ms", drainTimeout = "1s")
                class Foo {}
                """);
    }

    @Test
    void shouldRenderTls() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "https://localhost:8443/")
                @Tls(caCert = "ca.pem", cert = "client.pem", key = "${keys:.}/client.key", keyPassword = "${PASSWORD}",
                    minVersion = "1.2", maxVersion = "1.3", serverName = "api.example.com", resumption = false,
                    ciphers = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"},
                    groups = {"P-256", "x25519"}, provider = "jdk")
                class Foo {}
                """);
    }

    @Test
    void shouldRenderHowRequestsGetToTheirTarget() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://example.com/", connectTimeout = "3s", firstByteTimeout = "2s")
                @HttpOptions(pipeline = 16, requestsPerConnection = 1000)
                @Route(connectTo = {"example.com:80:${host:127.0.0.1}:8080", "example.com:80:[::1]:8080"},
                    resolve = "example.com:80:127.0.0.1,[::1]", family = "4", spread = true, lookUpEvery = "30s",
                    sources = {"127.0.0.2", "127.0.0.3"})
                @Proxy(value = "socks5h://user:${PASSWORD}@proxy:1080", headers = "X-Team: ${team:blue}",
                    except = "10.0.0.0/8", tunnel = true)
                class Foo {}
                """);
    }

    @Test
    void shouldRenderHowHttpIsSpoken() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080/graphql")
                @HttpOptions(version = "2", streams = 32, redirects = 5, compression = true, rawUrl = true)
                @GraphQl(query = "query Q($id: ID!) { item(id: $id) }", operationName = "Q",
                    variables = "{\\"id\\": \\"${id:7}\\"}")
                class Foo {}
                """);
    }

    @Test
    void shouldRenderAStepOfGraphQl() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080/graphql")
                class Foo {
                    record Key(String id, int count) {}
                    @Feeder("keys.csv") Key key;
                    @Step(1)
                    @GraphQl(query = "query Q($id: ID!) { item(id: $id) }",
                        variables = "{\\"id\\": \\"${key.id}\\", \\"n\\": ${key.count}}")
                    void item(HttpRequest request) {}
                    @Step(2) void plain(HttpRequest request) {}
                }
                """);
    }

    @Test
    void shouldRenderASweepInShort() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080/", bodyFile = "order.json", method = "PUT", duration = "30s",
                    sweep = "auto")
                class Foo {}
                """);
    }

    @Test
    void shouldRenderASweepInFull() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080/")
                @Sweep(conc = "10..1000:log=6", refine = true, repeats = 3, pick = Sweep.Pick.KNEE, kneeRatio = 0.9,
                    baselineConcurrency = 2, maxSpread = 4, maxP999Ratio = 8, maxErrors = 0.0001, maxTailRatio = 3,
                    vs = "http://localhost:4545/", vsMethod = "POST", vsBody = "x", vsContentType = "text/plain",
                    maxOverheadPercent = 25, maxRpsDeficitPercent = 50)
                class Foo {}
                """);
    }

    @Test
    void shouldSweepOverAutoWhenNoLevelsAreWritten() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080/")
                @Sweep(refFromJson = "upstream.json", pick = Sweep.Pick.USL)
                class Foo {}
                """);
    }

    @Test
    void shouldLeaveOutWhatSaysNothing() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080/", name = "", method = "", headers = {}, body = "", requests = 0,
                    duration = "", sweep = "")
                class Foo {}
                """);
    }

    @Test
    void shouldEscapeWhatIsNotAscii() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080/", method = "POST", body = \"""
                    {
                      "name": "Jürgen \\\\ 💡",
                    \t"tab": "$L %s"
                    }
                    \""")
                class Foo {}
                """);
    }

    @Test
    void shouldRenderANestedClassWithItsLifecycle() throws IOException {
        assertGolden("com.acme.Foo_Plain_LoadTest", """
                class Foo {
                    @LoadTest(url = "/plain")
                    static class Plain {
                        @Setup(order = 2) static void fill() {}
                        @Setup(order = 1) static java.net.URI start() throws Exception { return null; }
                        @Setup(order = 2) static void check() {}
                        @TearDown(order = 2) static void empty() {}
                        @TearDown(order = 1) static void stop() throws java.io.IOException {}
                        @TearDown(order = 3) static void last() {}
                    }
                }
                """);
    }

    @Test
    void shouldReturnTheBaseUrlOfTheLastSetUp() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "/plain")
                class Foo {
                    @Setup static void prepare() {}
                    @Setup static String start() { return "http://localhost:1"; }
                    @TearDown static void stop() {}
                }
                """);
    }

    @Test
    void shouldKeepDeprecationSilent() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @Deprecated
                @LoadTest(url = "http://localhost:8080/")
                class Foo {
                    @Deprecated(forRemoval = true) @Setup static void prepare() {}
                }
                """);
    }

    @Test
    void shouldRenderStepsWithAllThatBelongsToThem() throws IOException {
        assertGolden("com.acme.Checkout_LoadTest", """
                @LoadTest(url = "http://localhost:8080", rate = "500/s", arrival = "poisson", maxConcurrency = 1000,
                    warmUp = "5s", seed = 0, keepCookies = true)
                @ThinkTime("1s..3s")
                @Expect(status = {200, 304}, maxBytes = 100_000)
                @Slo("p99<200ms, errors<0.1%")
                class Checkout {
                    enum Plan { FREE, PAID }

                    record User(String name, int age, java.math.BigDecimal credit, Plan plan) {}

                    record Item(long id) {}

                    @Feeder(value = "${data:.}/users.csv", strategy = Feeder.Strategy.SHUFFLE) User user;

                    @Feeder("items.jsonl") Item item;

                    private String token;

                    @Step(value = 20, transaction = "shop") @ThinkTime("exp 2s") @Expect(body = "\\"items\\"")
                    void browse(HttpRequest request, Session session) { request.get("/items").bearer(token); }

                    @Step(10) @Slo("p50<10ms")
                    void login(HttpRequest request) throws Exception { request.post("/login").body(user.name()); }

                    @OnResponse("login") void loggedIn(HttpResponse response) { token = response.json("/token"); }

                    @OnResponse("browse") void browsed(HttpResponse response, Session session) { session.stop(); }

                    @Setup static void open() {}

                    @Setup void begin() {}

                    @TearDown void end() throws java.io.IOException {}
                }
                """);
    }

    @Test
    void shouldRenderAMixOfNestedClasses() throws IOException {
        assertGolden("com.acme.Shop_LoadTest", """
                @LoadTest(url = "http://localhost:8080", stages = "0..200 in 30s, 200 for 1m", perUserRate = 0.5)
                @ThinkTime("1s")
                @Pacing("10s")
                class Shop {
                    @Weight(80)
                    static class Browser {
                        @Step(1) void items(HttpRequest request) { request.get("/items"); }
                    }

                    @Weight(20) @Pacing("1m") @ThinkTime("2s") @Expect(status = 201)
                    static class Buyer {
                        @Step(1) void order(HttpRequest request) { request.post("/orders"); }

                        @TearDown(order = 1) void forget() {}

                        @TearDown(order = 2) void leave() {}
                    }
                }
                """);
    }

    @Test
    void shouldRenderScenarioMethods() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080")
                class Foo {
                    record Row(Integer number) {}

                    @Feeder("rows.tsv") Row row;

                    @Scenario @Weight(3) void buy(Http http, Session session) throws Exception { http.get("/"); }

                    @Scenario void look(Http http) {}

                    @Scenario void query(Session session) {}

                    @Scenario java.util.concurrent.CompletionStage<String> send(Session session) { return null; }

                    @Scenario java.util.concurrent.CompletableFuture<Void> ping() { return null; }
                }
                """);
    }

    @Test
    void shouldRenderAMixOfScenarioMethods() throws IOException {
        assertGolden("com.acme.Shop_LoadTest", """
                @LoadTest(url = "http://localhost:8080")
                @Pacing("10s")
                class Shop {
                    @Weight(4) @Pacing("20s")
                    static class Browser {
                        @Feeder("words.csv") String word;

                        @Feeder(value = "items.csv", strategy = Feeder.Strategy.UNIQUE) int item;

                        @Scenario(name = "just looking") @Pacing("1m") void look(Http http) {}

                        @Scenario @Weight(2) void find(Http http) {}
                    }

                    static class Buyer {
                        @Scenario void buy(Http http) {}
                    }
                }
                """);
    }

    @Test
    void shouldRenderContentAndAuth() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080/upload", method = "POST")
                @Targets(order = Targets.Order.RANDOM, value = "${targets:targets.txt}", maxRepeat = 0)
                @Body(chunked = true, form = {"a=b", "file=@x.png;type=image/png"})
                @Auth(awsSigV4 = "aws:amz:eu-west-1:s3", awsKey = "${KEY}:${SECRET}", awsSessionToken = "${TOKEN}")
                class Foo {}
                """);
    }

    @Test
    void shouldRenderParams() throws IOException {
        assertGolden("com.acme.Foo_LoadTest", """
                @LoadTest(url = "http://localhost:8080/${size}")
                class Foo {
                    enum Plan { FREE, PAID }

                    @Param({"1k", "10k"}) static int size;
                    @Param("5m") static long bytes;
                    @Param("0.5") static double share;
                    @Param({"true", "false"}) static boolean warm;
                    @Param("FREE") static Plan plan;
                    @Param({"a", ""}) static String text;
                }
                """);
    }

    private void assertGolden(String className, String body) throws IOException {
        Compiled compiled = Compiled.foo(body);
        assertThat(compiled.compilation().errors()).isEmpty();
        assertThat(compiled.compilation().warnings()).isEmpty();
        String generated = compiled.generated(className);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, generated);
        }
        assertThat(generated).isEqualTo(Files.readString(golden));
    }
}
