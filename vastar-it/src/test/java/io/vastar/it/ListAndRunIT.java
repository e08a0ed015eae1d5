// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ListAndRunIT {
    private static final String ESCAPE = "\u001b";

    private final BenchmarksJar samples = BenchmarksJar.ofSamples();

    @Test
    void shouldListEverySample() throws Exception {
        Finished list = samples.run("-l").expectExit(0);

        assertThat(list.stdout())
                .contains(List.of(
                        "Sample01_HelloWorld",
                        "Sample02_PostJson",
                        "Sample03_SweepAuto",
                        "Sample04_SweepGates",
                        "Sample05_EventStream",
                        "Sample06_LargeBodies",
                        "Sample07_GatewayOverhead",
                        "Sample08_WhatErrorsLookLike"));
        assertThat(list.stderr()).isEmpty();
    }

    @Test
    void shouldPrintItsVersion() throws Exception {
        Finished version = samples.run("--version").expectExit(0);

        assertThat(version.stdout()).contains(System.getProperty("vastar.version"));
        assertThat(version.stderr()).isEmpty();
    }

    @Test
    void shouldRunTheNamedSampleOnly() throws Exception {
        Finished run = samples.run("Sample01_HelloWorld", "-n", "500").expectExit(0);

        assertThat(run.stdout())
                .contains("Sample01_HelloWorld", "Requests/sec:", "[200]", "500 responses")
                .doesNotContain("Sample02_PostJson");
    }

    @Test
    void shouldPickSamplesByGlobAndLeaveSomeOut() throws Exception {
        Finished run = samples.run("Sample01*", "Sample02*", "-e", "*Post*", "-n", "200", "-c", "2")
                .expectExit(0);

        assertThat(run.stdout()).contains("Sample01_HelloWorld").doesNotContain("Sample02_PostJson");
    }

    @Test
    void shouldSuggestANameWhenNothingMatches() throws Exception {
        Finished run = samples.run("Sample01_HeloWorld").expectExit(2);

        assertThat(run.stderr()).contains("Sample01_HeloWorld", "Sample01_HelloWorld");
        assertThat(run.stdout()).isEmpty();
    }

    @Test
    void shouldReportFaultsByCause() throws Exception {
        Finished run = samples.run("Sample08_WhatErrorsLookLike", "-n", "300").expectExit(0);

        assertThat(run.stdout()).contains("Error distribution:", "reset").doesNotContain("Exception", "\tat ");
    }

    @Test
    void shouldPrintNoEscapeSequencesWhenPiped() throws Exception {
        Finished run = samples.run("Sample01_HelloWorld", "-n", "200").expectExit(0);

        assertThat(run.stdout()).doesNotContain(ESCAPE);
        assertThat(run.stderr()).doesNotContain(ESCAPE);
    }

    @Test
    void shouldPrintHelpForEachCommand() throws Exception {
        for (String command : List.of("http", "sweep", "target", "doctor")) {
            Finished help = samples.run(command, "--help").expectExit(0);

            assertThat(help.stdout()).contains("Usage:", command);
        }
        assertThat(samples.run("--help").expectExit(0).stdout())
                .contains("Usage:", "http", "sweep", "target", "doctor", "-P", "-l");
    }

    @Test
    void shouldSayThatTheMachineIsReadyOrWhatIsMissing() throws Exception {
        assertThat(samples.run("doctor").stdout()).containsIgnoringCase("java").containsIgnoringCase("file");
    }
}
