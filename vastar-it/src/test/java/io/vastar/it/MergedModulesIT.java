// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two modules with load tests in one fat jar, one of them with Lombok, both compiled with all warnings as errors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class MergedModulesIT {
    private Path project;
    private Maven maven;

    @BeforeAll
    void build(@TempDir Path directory) throws Exception {
        maven = new Maven(directory);
        project = Projects.copy("merged", directory);
        packageIt();
    }

    @Test
    void shouldListTheLoadTestsOfBothModules() throws Exception {
        assertThat(list()).contains("OrdersLoadTest", "StockLoadTest");
    }

    @Test
    void shouldRunBesideLombok() throws Exception {
        assertThat(jar().run("OrdersLoadTest", "-n", "200", "-c", "2")
                        .expectExit(0)
                        .stdout())
                .contains("200 responses");
    }

    @Test
    void shouldKeepTheOthersWhenOneLoadTestChangesAndOneIsAdded() throws Exception {
        Path sources = project.resolve("orders/src/main/java/com/example/orders");
        Path changed = sources.resolve("OrdersLoadTest.java");
        Files.writeString(changed, Files.readString(changed).replace("concurrency = 10", "concurrency = 11"));
        Files.writeString(sources.resolve("AddedLoadTest.java"), """
                package com.example.orders;

                @io.vastar.annotations.LoadTest(url = "http://localhost:8080/added")
                class AddedLoadTest {}
                """);

        packageIt();

        assertThat(list()).contains("OrdersLoadTest", "StockLoadTest", "AddedLoadTest");
    }

    private void packageIt() throws IOException, InterruptedException {
        maven.run(
                        project,
                        "-q",
                        "package",
                        "-Dvastar.version=" + System.getProperty("vastar.version"),
                        "-Dlombok.version=" + System.getProperty("vastar.lombok"))
                .expectExit(0);
    }

    private String list() throws IOException, InterruptedException {
        return jar().run("-l").expectExit(0).stdout();
    }

    private BenchmarksJar jar() {
        return new BenchmarksJar(project.resolve("all/target/benchmarks.jar"));
    }
}
