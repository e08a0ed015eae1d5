// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives generated virtual users as the engine does, with fakes that note each call. */
class VirtualUserTest {
    private final List<String> log = new ArrayList<>();

    @TempDir
    private Path directory;

    private Workspace workspace;
    private URLClassLoader loader;

    @BeforeEach
    void create() throws IOException {
        workspace = new Workspace(directory).withOptions("-Xlint:all", "-Werror");
    }

    @AfterEach
    void closeLoader() throws IOException {
        if (loader != null) {
            loader.close();
        }
    }

    private Object providerOf(String members) throws Exception {
        Path foo = workspace.write(
                "com.acme.Foo",
                "package com.acme; import io.vastar.annotations.*; import io.vastar.api.*;\n"
                        + "@LoadTest(url = \"http://localhost/\") class Foo {" + members + "}");
        assertThat(workspace.compile(foo)).isEmpty();
        List<URL> urls = new ArrayList<>();
        for (var entry : workspace.runClassPath()) {
            urls.add(entry.toURI().toURL());
        }
        loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Class<?> service = loader.loadClass("io.vastar.spi.LoadTestProvider");
        return ServiceLoader.load(service, loader).iterator().next();
    }

    private Object onlyScenarioOf(Object provider) throws Exception {
        return ((List<?>) call("spi.LoadTestProvider", provider, "scenarios")).get(0);
    }

    private Object userOf(String members) throws Exception {
        return call("spi.Scenario", onlyScenarioOf(providerOf(members)), "newUser");
    }

    /** Calls by the interface, since generated classes are private. */
    private Object call(String type, Object target, String name, Object... arguments) throws Exception {
        Method method = Arrays.stream(loader.loadClass("io.vastar." + type).getMethods())
                .filter(candidate ->
                        candidate.getName().equals(name) && candidate.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow();
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        }
    }

    private Object user(Object user, String name, Object... arguments) throws Exception {
        return call("spi.VirtualUser", user, name, arguments);
    }

    /** An object of an interface that notes what is called, and returns itself where that fits. */
    private Object fake(String type) throws Exception {
        Class<?> face = loader.loadClass("io.vastar." + type);
        return Proxy.newProxyInstance(loader, new Class<?>[] {face}, (self, method, arguments) -> {
            log.add(method.getName() + (arguments == null ? "[]" : Arrays.toString(arguments)));
            if (method.getReturnType().isInstance(self)) {
                return self;
            }
            if (method.getReturnType() == int.class) {
                return 0;
            }
            return method.getReturnType() == String.class ? "t0k3n" : null;
        });
    }

    private Object feeds(Object... records) throws Exception {
        Class<?> face = loader.loadClass("io.vastar.spi.Feeds");
        return Proxy.newProxyInstance(
                loader, new Class<?>[] {face}, (self, method, arguments) -> records[(Integer) arguments[0]]);
    }

    @Test
    void shouldComposeAndReadStepsOfOneInstanceInTheirOrder() throws Exception {
        Object user = userOf("""
                private String token;
                @Step(2) void browse(HttpRequest request, Session session) { request.bearer(token); session.stop(); }
                @Step(1) void login(HttpRequest request) { request.post("/login"); }
                @OnResponse("login") void loggedIn(HttpResponse response) { token = response.json("/token"); }
                """);

        user(user, "compose", 0, fake("api.HttpRequest"), fake("api.Session"));
        user(user, "read", 0, fake("api.HttpResponse"), fake("api.Session"));
        user(user, "compose", 1, fake("api.HttpRequest"), fake("api.Session"));

        assertThat(log).containsExactly("post[/login]", "json[/token]", "bearer[t0k3n]", "stop[]");
    }

    @Test
    void shouldRefuseAStepThatDoesNotExist() throws Exception {
        Object user = userOf("@Step(1) void login(HttpRequest request) {}");

        assertThatThrownBy(() -> user(user, "compose", 1, fake("api.HttpRequest"), fake("api.Session")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no step 1");
    }

    @Test
    void shouldPassOnWhatAStepThrows() throws Exception {
        Object user =
                userOf("@Step(1) void login(HttpRequest r) throws Exception { throw new java.io.IOException(\"x\"); }");

        assertThatThrownBy(() -> user(user, "compose", 0, fake("api.HttpRequest"), fake("api.Session")))
                .isInstanceOf(IOException.class)
                .hasMessage("x");
    }

    @Test
    void shouldPutARecordOfEachFeederIntoItsField() throws Exception {
        Object provider = providerOf("""
                record User(String name, int age) {}
                @Feeder("users.csv") User user;
                @Step(1) void login(HttpRequest request) { request.post(user.name()).query("age", user.age()); }
                """);
        Object scenario = onlyScenarioOf(provider);
        Object feeder = ((List<?>)
                        call("spi.ScenarioDefinition", call("spi.Scenario", scenario, "definition"), "feeders"))
                .get(0);
        Object factory = call("spi.FeederDefinition", feeder, "factory");
        Object record = call("spi.RecordFactory", factory, "create", (Object) new Object[] {"ada", 36});
        Object user = call("spi.Scenario", scenario, "newUser");

        assertThat(user(user, "begin", feeds(record))).isEqualTo(true);
        user(user, "compose", 0, fake("api.HttpRequest"), fake("api.Session"));

        assertThat(log).containsExactly("post[ada]", "query[age, 36]");
        assertThat(user(user, "begin", feeds((Object) null))).isEqualTo(false);
    }

    @Test
    void shouldPutSingleValuesIntoTheirFields() throws Exception {
        Object provider = providerOf("""
                @Feeder("items.csv") long item;
                @Feeder("words.csv") String word;
                @Step(1) void find(HttpRequest request) { request.query(word, item); }
                """);
        Object scenario = onlyScenarioOf(provider);
        Object feeder = ((List<?>)
                        call("spi.ScenarioDefinition", call("spi.Scenario", scenario, "definition"), "feeders"))
                .get(0);
        Object factory = call("spi.FeederDefinition", feeder, "factory");
        Object user = call("spi.Scenario", scenario, "newUser");

        assertThat(call("spi.FeederDefinition", feeder, "columns")).hasToString("[Column[name=item, type=long]]");
        Object item = call("spi.RecordFactory", factory, "create", (Object) new Object[] {7L});
        assertThat(user(user, "begin", feeds(item, "id"))).isEqualTo(true);
        user(user, "compose", 0, fake("api.HttpRequest"), fake("api.Session"));

        assertThat(log).containsExactly("query[id, 7]");
    }

    @Test
    void shouldSetUpAndTearDownEachUser() throws Exception {
        Object user = userOf("""
                static String log = "";
                @Setup(order = 2) void b() { log += "b"; }
                @Setup(order = 1) void a() { log += "a"; }
                @TearDown(order = 1) void y() { log += "y"; }
                @TearDown(order = 2) void x() { log += "x"; }
                @Step(1) void done(HttpRequest request) { request.body(log); }
                """);

        user(user, "setUp");
        user(user, "tearDown");
        user(user, "compose", 0, fake("api.HttpRequest"), fake("api.Session"));

        assertThat(log).containsExactly("body[abxy]");
    }

    @Test
    void shouldRunABlockingScenario() throws Exception {
        Object user = userOf("@Scenario void a(Http http, Session session) { http.get(\"/\"); session.user(); }");

        user(user, "run", fake("api.Http"), fake("api.Session"));

        assertThat(log).containsExactly("get[/]", "user[]");
    }

    @Test
    void shouldStartAnAsynchronousScenario() throws Exception {
        Object user = userOf("@Scenario java.util.concurrent.CompletableFuture<String> a(Session session) {"
                + " return java.util.concurrent.CompletableFuture.completedFuture(\"done\"); }");

        CompletionStage<?> stage = (CompletionStage<?>) user(user, "start", fake("api.Session"));

        assertThat(stage.toCompletableFuture().join()).isEqualTo("done");
    }

    @Test
    void shouldSetParamsFromTexts() throws Exception {
        Object provider = providerOf("""
                enum Plan { FREE, PAID }
                @Param("1k") static int size;
                @Param("FREE") static Plan plan;
                @Step(1) void show(HttpRequest request) { request.query(plan.name(), size); }
                """);

        call("spi.LoadTestProvider", provider, "setParams", Map.of("size", "10k", "plan", "PAID"));
        Object user = call("spi.Scenario", onlyScenarioOf(provider), "newUser");
        user(user, "compose", 0, fake("api.HttpRequest"), fake("api.Session"));

        assertThat(log).containsExactly("query[PAID, 10000]");
        assertThatThrownBy(() -> call("spi.LoadTestProvider", provider, "setParams", Map.of("size", "big")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size = 'big' is no int; write a whole number such as 1000, 10k or 1m");
        assertThatThrownBy(() -> call("spi.LoadTestProvider", provider, "setParams", Map.of("seize", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Foo has no @Param field 'seize'");
    }
}
