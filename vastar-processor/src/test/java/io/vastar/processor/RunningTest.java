// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs generated code, found by ServiceLoader as at run time. */
class RunningTest {
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

    private Object providerOf(String body) throws Exception {
        Path foo = workspace.write(
                "com.acme.Foo",
                "package com.acme; import io.vastar.annotations.*;\n"
                        + "@LoadTest(url = \"${url:http://localhost/}\", sweep = \"1,2\")\n"
                        + "class Foo { static { System.setProperty(\"log\", \"\"); }\n"
                        + "static void log(String s) { System.setProperty(\"log\", System.getProperty(\"log\") + s); }\n"
                        + body + "}");
        assertThat(workspace.compile(foo)).isEmpty();
        URL[] urls = new URL[workspace.runClassPath().size()];
        for (int i = 0; i < urls.length; i++) {
            File entry = workspace.runClassPath().get(i);
            urls[i] = entry.toURI().toURL();
        }
        loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        Class<?> service = loader.loadClass("io.vastar.spi.LoadTestProvider");
        return ServiceLoader.load(service, loader).iterator().next();
    }

    private static Object call(Object target, String method) throws Exception {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        }
    }

    @Test
    void shouldBeFoundAndSayWhatTheAnnotationsSay() throws Exception {
        Object definition = call(providerOf(""), "definition");

        assertThat(call(definition, "name")).isEqualTo("Foo");
        assertThat(call(definition, "className")).isEqualTo("com.acme.Foo");
        assertThat(call(definition, "url")).isEqualTo("${url:http://localhost/}");
        assertThat(call(definition, "concurrency")).isNull();
        assertThat(call(definition, "timeout")).isNull();
        assertThat(call(call(definition, "sweep"), "conc")).isEqualTo("1,2");
        assertThat(call(call(definition, "sweep"), "maxTailRatio")).isNull();
    }

    @Test
    void shouldRunSetUpsInOrderAndTearDownsInReverse() throws Exception {
        Object provider = providerOf("""
                @Setup(order = 2) static void b() { log("b"); }
                @Setup(order = 1) static java.net.URI a() { log("a"); return java.net.URI.create("http://h:1"); }
                @Setup(order = 2) static void c() { log("c"); }
                @TearDown(order = 1) static void x() { log("x"); }
                @TearDown(order = 3) static void z() { log("z"); }
                @TearDown(order = 2) static void y() { log("y"); }
                """);

        assertThat(call(provider, "setUp")).isEqualTo("http://h:1");
        call(provider, "tearDown");

        assertThat(System.getProperty("log")).isEqualTo("abczyx");
    }

    @Test
    void shouldRunEveryTearDownAndThrowTheFirstFailure() throws Exception {
        Object provider = providerOf("""
                @TearDown static void a() throws Exception { log("a"); throw new java.io.IOException("third"); }
                @TearDown static void b() { log("b"); throw new IllegalStateException("second"); }
                @TearDown static void c() throws Exception { log("c"); throw new Exception("first"); }
                """);

        Throwable thrown = catchThrowable(() -> call(provider, "tearDown"));

        assertThat(thrown).hasMessage("first");
        assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage).containsExactly("second", "third");
        assertThat(System.getProperty("log")).isEqualTo("cba");
    }

    @Test
    void shouldReturnNoBaseUrlWhenTheSetUpReturnsNull() throws Exception {
        assertThat(call(providerOf("@Setup static java.net.URL a() { return null; }"), "setUp"))
                .isNull();
    }

    @Test
    void shouldHaveNothingToSetUpWithoutMethods() throws Exception {
        Object provider = providerOf("");

        assertThat(call(provider, "setUp")).isNull();
        call(provider, "tearDown");
    }
}
