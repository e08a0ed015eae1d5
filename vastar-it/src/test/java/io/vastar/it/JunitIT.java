// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service whose load tests run with its tests: {@code Hello} under surefire, {@code HelloIT} under failsafe. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class JunitIT {
    private Path project;
    private Maven maven;
    private Finished verified;
    private Map<String, String> unitReports;
    private Map<String, String> integrationReports;

    @BeforeAll
    void verify(@TempDir Path directory) throws Exception {
        maven = new Maven(directory);
        project = Projects.copy("junit", directory);
        verified = run("verify").expectExit(0);
        unitReports = reports("surefire-reports");
        integrationReports = reports("failsafe-reports");
    }

    @Test
    void shouldRunALoadTestUnderSurefireWhateverItsName() {
        assertThat(unitReports).containsOnlyKeys("TEST-com.example.greeting.Hello.xml");
        assertThat(unitReports.values().iterator().next())
                .contains("tests=\"3\"", "name=\"responds\"", "name=\"p99&lt;30s\"", "name=\"errors&lt;0.1%\"");
    }

    @Test
    void shouldRunALoadTestWithANameForFailsafeThereAlone() {
        assertThat(integrationReports).containsOnlyKeys("TEST-com.example.greeting.HelloIT.xml");
        assertThat(integrationReports.values().iterator().next()).contains("tests=\"3\"", "name=\"p95&lt;30s\"");
    }

    @Test
    void shouldPrintTheReports() {
        assertThat(verified.stdout()).contains("=== Hello ===", "=== HelloIT ===", "2000 responses", "Objectives:");
    }

    @Test
    void shouldFailTheBuildAndNameTheObjectiveThatWasMissed() throws Exception {
        assertThat(run("test", "-Dlimit=1ns").expectExit(1).stdout())
                .contains("BUILD FAILURE", "Hello.p99<1ns", "objective missed: p99<1ns, measured");
        assertThat(run("verify", "-Dtest=None", "-Dsurefire.failIfNoSpecifiedTests=false", "-Dlimit=1ns")
                        .expectExit(1)
                        .stdout())
                .contains("BUILD FAILURE", "HelloIT.p95<1ns", "objective missed: p95<1ns, measured");
    }

    @Test
    void shouldSkipLoadTestsByTheirTag() throws Exception {
        assertThat(run("test", "-DexcludedGroups=load-test").expectExit(0).stdout())
                .doesNotContain("=== Hello ===");
    }

    @Test
    void shouldRunOneLoadTestByItsName() throws Exception {
        assertThat(run("test", "-Dtest=Hello").expectExit(0).stdout()).contains("Tests run: 3, Failures: 0");
    }

    @Test
    void shouldRunALoadTestOnceWhereEachClassHasAJvmOfItsOwn() throws Exception {
        assertThat(run("test", "-Dtest=Hello,Hello_LoadTest", "-DreuseForks=false")
                        .expectExit(0)
                        .stdout())
                .containsOnlyOnce("=== Hello ===");
    }

    @Test
    void shouldSayWhatToWriteWhenTheJvmIsClosed() throws Exception {
        assertThat(run("test", "-DargLine=").expectExit(1).stdout())
                .contains("keeps java.base/jdk.internal.misc closed")
                .contains("<argLine>--add-opens java.base/jdk.internal.misc=ALL-UNNAMED --add-opens"
                        + " java.base/sun.nio.ch=ALL-UNNAMED</argLine>");
    }

    private Finished run(String... arguments) throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "-Dvastar.version=" + System.getProperty("vastar.version");
        return maven.run(project, all);
    }

    /** Content of each by its name. */
    private Map<String, String> reports(String directory) throws IOException {
        Map<String, String> reports = new TreeMap<>();
        try (Stream<Path> files = Files.list(project.resolve("target").resolve(directory))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("TEST-")) {
                    reports.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return reports;
    }
}
