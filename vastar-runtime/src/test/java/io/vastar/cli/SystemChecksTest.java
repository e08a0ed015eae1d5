// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.plan.FileLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemChecksTest {
    @TempDir
    private Path root;

    private void write(String file, String content) throws Exception {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    @Test
    void shouldWarnOfFewFilesAndSayHowMany() throws Exception {
        write("proc/self/limits", "Limit Soft Hard\nMax open files            1024      4096    files\n");
        DoctorCheck check = new SystemChecks(root).files(new FileLimits(4096, 32));
        assertThat(check.verdict()).isEqualTo(DoctorCheck.Verdict.WARN);
        assertThat(check.value()).isEqualTo("soft limit 1024, hard limit 4096: enough for c=4000");
        assertThat(check.advice()).contains("ulimit -n");
        assertThat(new SystemChecks(root).files(new FileLimits(20_000, 0)).verdict())
                .isEqualTo(DoctorCheck.Verdict.OK);
    }

    @Test
    void shouldWarnWhenOthersWantTheCore() {
        assertThat(SystemChecks.ownCore(0.004))
                .isEqualTo(DoctorCheck.ok("own core", "others had the core of a busy thread for 0.4 % of 200 ms"));
        assertThat(SystemChecks.ownCore(0.5).verdict()).isEqualTo(DoctorCheck.Verdict.WARN);
        assertThat(SystemChecks.ownCore(0.5).value()).contains("50.0 %");
    }

    @Test
    void shouldCountLocalPorts() throws Exception {
        write("proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        assertThat(new SystemChecks(root).ports())
                .isEqualTo(DoctorCheck.ok("local ports", "32768 to 60999: 28232 connections to one address and port"));
        write("proc/sys/net/ipv4/ip_local_port_range", "60000\t60999\n");
        assertThat(new SystemChecks(root).ports().verdict()).isEqualTo(DoctorCheck.Verdict.WARN);
    }

    @Test
    void shouldReadTheRealRangeWhereThereIsOne() {
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        if (Files.isReadable(range)) {
            assertThat(Doctor.read(range)).matches("\\d+\\s+\\d+");
        }
    }
}
