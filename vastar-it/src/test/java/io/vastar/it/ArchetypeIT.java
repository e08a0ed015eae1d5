// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.TestCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archetype's project, generated, built and run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class ArchetypeIT {
    private Maven maven;
    private Path project;
    private Finished build;

    @BeforeAll
    void generateAndBuild(@TempDir Path directory) throws Exception {
        maven = new Maven(directory);
        maven.run(
                        directory,
                        "org.apache.maven.plugins:maven-archetype-plugin:"
                                + System.getProperty("vastar.archetypePlugin") + ":generate",
                        "-DarchetypeGroupId=io.vastar",
                        "-DarchetypeArtifactId=vastar-maven-archetype",
                        "-DarchetypeVersion=" + System.getProperty("vastar.version"),
                        "-DgroupId=com.example.shop",
                        "-DartifactId=shop-load-tests",
                        "-DinteractiveMode=false")
                .expectExit(0);
        project = directory.resolve("shop-load-tests");
        build = maven.run(project, "-q", "package").expectExit(0);
    }

    @Test
    void shouldGenerateAWholeProject() throws Exception {
        assertThat(project.resolve("src/main/java/com/example/shop/HelloLoadTest.java"))
                .content()
                .startsWith("package com.example.shop;")
                .contains("${base:http://localhost:8080}");
        assertThat(project.resolve("pom.xml"))
                .content()
                .contains("<artifactId>shop-load-tests</artifactId>", "<version>${vastar.version}</version>")
                .contains("<vastar.version>" + System.getProperty("vastar.version") + "</vastar.version>")
                .doesNotContain("symbol_");
        assertThat(project.resolve("README.md")).content().startsWith("# shop-load-tests");
        assertThat(project.resolve(".gitignore")).content().contains("target/");
    }

    @Test
    void shouldBuildWithoutAWarning() {
        assertThat(build.stdout()).doesNotContain("WARN");
    }

    @Test
    void shouldListAndRunItsLoadTest() throws Exception {
        BenchmarksJar jar = new BenchmarksJar(project.resolve("target/benchmarks.jar"));

        assertThat(jar.run("-l").expectExit(0).stdout()).contains("HelloLoadTest");
        assertThat(jar.run("-c", "5", "-n", "1000").expectExit(0).stdout())
                .contains("HelloLoadTest", "Requests/sec:", "1000 responses");
    }

    @Test
    void shouldReachASecureTargetThatTheAnnotationTrusts(@TempDir Path directory) throws Exception {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        Files.writeString(directory.resolve("hello.txt"), "hello");
        TestCa ca = TestCa.create("Shop CA");
        ca.write(directory.resolve("ca.pem"));
        try (RealServer nginx =
                RealServers.nginx(directory, ca.server("localhost"), "").orElseThrow()) {
            Path secure = secureProject(directory.resolve("secure"), nginx.secureUrl() + "/hello.txt");
            BenchmarksJar jar = new BenchmarksJar(secure.resolve("target/benchmarks.jar"));
            ProcessBuilder beside = jar.command("-n", "200").directory(directory.toFile());
            assertThat(Finished.run(beside, 60).expectExit(0).stdout())
                    .contains("200 responses", "TLSv1.", "conscrypt");
            assertThat(jar.run("-n", "20", "--insecure").expectExit(0).stdout()).contains("20 responses");
            assertThat(jar.run("-n", "20").expectExit(2).stderr())
                    .contains("--cacert (caCert of @Tls): there is no file 'ca.pem' in /");
            assertThat(jar.run("http", "-n", "20", nginx.secureUrl())
                            .expectExit(4)
                            .stderr())
                    .contains("issued by 'CN=Shop CA', whom this machine does not trust", "--cacert FILE");
        }
    }

    private Path secureProject(Path to, String url) throws Exception {
        Path source = to.resolve("src/main/java/com/example/shop/HelloLoadTest.java");
        Files.createDirectories(source.getParent());
        Files.copy(project.resolve("pom.xml"), to.resolve("pom.xml"));
        Files.writeString(source, """
                package com.example.shop;

                import io.vastar.annotations.LoadTest;
                import io.vastar.annotations.Tls;

                @LoadTest(url = "%s", concurrency = 4, connectTimeout = "5s")
                @Tls(caCert = "ca.pem")
                class HelloLoadTest {}
                """.formatted(url));
        maven.run(to, "-q", "package").expectExit(0);
        return to;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Add-Opens", "Enable-Native-Access", "Multi-Release"})
    void shouldGrantWhatTheSamplesGrant(String attribute) throws Exception {
        assertThat(manifest(project.resolve("target/benchmarks.jar"), attribute))
                .isNotNull()
                .isEqualTo(manifest(Path.of(System.getProperty("vastar.benchmarksJar")), attribute));
    }

    private static String manifest(Path jar, String attribute) throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(attribute);
        }
    }

    @Test
    void shouldBringTheLauncher() throws Exception {
        Path run = project.resolve("run");

        assertThat(run).isExecutable().hasSameTextualContentAs(Path.of(System.getProperty("vastar.launcher")));
        ProcessBuilder command = new ProcessBuilder(run.toString(), "-l");
        command.environment().put("VASTAR_CACHE", "off");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        assertThat(Finished.run(command, 60).expectExit(0).stdout()).contains("HelloLoadTest");
    }

    @Test
    void shouldShowTheVersionOfVastarAndNotOfTheProject() throws Exception {
        BenchmarksJar jar = new BenchmarksJar(project.resolve("target/benchmarks.jar"));

        assertThat(jar.run("--version").expectExit(0).stdout()).contains(System.getProperty("vastar.version"));
    }

    @Test
    void shouldLeaveNothingBehindThatGitWouldSee() throws Exception {
        assertThat(Files.list(project))
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder("pom.xml", "README.md", ".gitignore", "run", "src", "target");
    }
}
