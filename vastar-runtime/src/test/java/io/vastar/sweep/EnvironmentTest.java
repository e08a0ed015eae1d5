// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void shouldCountCoresOfAllSocketsOnce() {
        String cpuinfo = """
                processor	: 0
                physical id	: 0
                core id		: 0
                processor	: 1
                physical id	: 0
                core id		: 0
                processor	: 2
                physical id	: 1
                core id		: 0
                """;

        assertThat(Environment.coresIn(cpuinfo.lines())).isEqualTo(2);
    }

    @Test
    void shouldNotKnowCoresWhereNoneAreNamed() {
        assertThat(Environment.coresIn("processor\t: 0\nBogoMIPS\t: 50".lines()))
                .isNull();
    }

    @Test
    void shouldDescribeThisMachine() {
        Environment current = Environment.current();

        assertThat(current.logicalCores()).isPositive();
        assertThat(current.ramMb()).isPositive();
        assertThat(current.fileLimit()).isPositive();
        if (current.physicalCores() != null) {
            assertThat(current.physicalCores()).isBetween(1, current.logicalCores());
        }
    }
}
