// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.VastarVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @Test
    void shouldKnowThisMachine() {
        Machine machine = Machine.detect();
        assertThat(machine.logicalCores()).isPositive();
        assertThat(machine.ramMb()).isPositive();
        assertThat(machine.os()).isNotBlank();
        assertThat(machine.jvm()).isNotBlank();
    }

    @Test
    void shouldCountHardwareThreadsOfACoreOnce(@TempDir Path cpus) throws IOException {
        for (int cpu = 0; cpu < 4; cpu++) {
            Path topology = Files.createDirectories(cpus.resolve("cpu" + cpu + "/topology"));
            Files.writeString(topology.resolve("thread_siblings_list"), cpu % 2 + "," + (cpu % 2 + 2) + "\n");
        }
        Files.createDirectories(cpus.resolve("cpufreq"));
        assertThat(Machine.physicalCores(cpus)).isEqualTo(2);
    }

    @Test
    void shouldAdmitThatCoresAreUnknown(@TempDir Path folder) {
        assertThat(Machine.physicalCores(folder)).isZero();
        assertThat(Machine.physicalCores(folder.resolve("missing"))).isZero();
    }

    @Test
    void shouldKnowTheVersionOfThePom() {
        assertThat(VastarVersion.text())
                .matches("[0-9]+\\.[0-9]+\\.[0-9]+.*|dev")
                .doesNotContain("$");
    }
}
