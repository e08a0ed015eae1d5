// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.ABORTED;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TargetUnreachableException;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class VastarTestEngineTest {
    @Test
    void shouldRunOneTestForEachObjectiveOfALoadTest() {
        Running run = Running.classes(Shop.Good.class);

        assertThat(run.tests()).containsExactly("responds", "p50<10s", "errors<0.1%");
        assertThat(run.tests()).allMatch(test -> run.status(test) == SUCCESSFUL);
        assertThat(run.status("Shop.Good")).isEqualTo(SUCCESSFUL);
        assertThat(Shop.Good.tornDown).isTrue();
    }

    @Test
    void shouldReportTheLoadTestAloneWhenItsRunnerIsSelected() {
        Running run = Running.with(Map.of(), List.of(selectClass("io.vastar.junit.Shop_Plain_LoadTest")));

        assertThat(run.tests()).containsExactly("meets expectations");
        assertThat(run.containers()).containsExactly("Shop.Plain", "vastar");
    }

    @Test
    void shouldFailTheTestOfAnObjectiveThatWasMissedAndNoOther() {
        Running run = Running.classes(Shop.Flaky.class);

        assertThat(run.status("errors<1%")).isEqualTo(FAILED);
        assertThat(run.reason("errors<1%"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("objective missed: errors<1%, measured 25.000 %");
        assertThat(run.status("p50<10s")).isEqualTo(SUCCESSFUL);
        assertThat(run.status("responds")).isEqualTo(SUCCESSFUL);
        assertThat(run.status("Shop.Flaky")).isEqualTo(SUCCESSFUL);
    }

    @Test
    void shouldNameTheStepOfAnObjective() {
        Running run = Running.classes(Shop.Stepping.class);

        assertThat(run.tests()).containsExactly("responds", "errors<=0", "home: errors<=0");
        assertThat(run.status("home: errors<=0")).isEqualTo(SUCCESSFUL);
    }

    @Test
    void shouldSkipAnObjectiveThatTheRunDoesNotTell() {
        Running run = Running.classes(Shop.Hasty.class);

        assertThat(run.status("p99.9<1s")).isEqualTo(ABORTED);
        assertThat(run.reason("p99.9<1s"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("objective p99.9<1s is inconclusive: 10 samples are too few");
        assertThat(run.status("responds")).isEqualTo(SUCCESSFUL);
    }

    @Test
    void shouldFailAnObjectiveThatTheRunDoesNotTellWhenStrict() {
        Running run = Running.with(Map.of(VastarTestEngine.STRICT, "true"), List.of(selectClass(Shop.Hasty.class)));

        assertThat(run.reason("p99.9<1s"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("inconclusive: 10 samples are too few");
    }

    @Test
    void shouldTolerateNoErrorWhereThereIsNoObjective() {
        Running good = Running.classes(Shop.Plain.class);
        assertThat(good.tests()).containsExactly("meets expectations");
        assertThat(good.status("meets expectations")).isEqualTo(SUCCESSFUL);

        Running flaky = Running.classes(Shop.PlainFlaky.class);
        assertThat(flaky.reason("meets expectations"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("of 400 requests 100 answered otherwise than expected")
                .hasMessageContaining("503=100");
    }

    @Test
    void shouldFailWhenNothingIsAnsweredAsExpectedThoughObjectivesCannotTell() {
        Running run = Running.classes(Shop.Down.class);

        assertThat(run.reason("responds"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no request to http://127.0.0.1")
                .hasMessageContaining("500 among them");
        assertThat(run.status("p50<10s")).isEqualTo(ABORTED);
    }

    @Test
    void shouldFailOnlyTheClassWhoseSetUpFailsAndTearItDown() {
        Running run = Running.classes(Shop.NoSetUp.class, Shop.Plain.class);

        assertThat(run.reason("Shop.NoSetUp"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("orders.db");
        assertThat(Shop.NoSetUp.tornDown).isTrue();
        assertThat(run.tests()).containsExactly("meets expectations");
        assertThat(run.status("Shop.Plain")).isEqualTo(SUCCESSFUL);
    }

    @Test
    void shouldAbortTheClassThatItsSetUpSkips() {
        Running run = Running.classes(Shop.Elsewhere.class);

        assertThat(run.status("Shop.Elsewhere")).isEqualTo(ABORTED);
        assertThat(run.reason("Shop.Elsewhere")).hasMessage("needs PostgreSQL; install it");
        assertThat(run.tests()).isEmpty();
    }

    @Test
    void shouldTellTheResultsThoughTheTearDownFails() {
        Running run = Running.classes(Shop.NoTearDown.class);

        assertThat(run.status("meets expectations")).isEqualTo(SUCCESSFUL);
        assertThat(run.reason("Shop.NoTearDown"))
                .isInstanceOf(IOException.class)
                .hasMessage("still busy");
    }

    @Test
    void shouldFailTheClassWhoseTargetIsNotThere() {
        Running run = Running.classes(Shop.Nobody.class);

        assertThat(run.reason("Shop.Nobody")).isInstanceOf(TargetUnreachableException.class);
    }

    @Test
    void shouldTestThatASweepHasASweetSpotAndSkipItsObjectives() {
        Running run = Running.classes(Shop.Tuned.class);

        assertThat(run.tests()).containsExactly("has a sweet spot", "p50<10s");
        assertThat(run.status("has a sweet spot")).isEqualTo(SUCCESSFUL);
        assertThat(run.reason("p50<10s"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("gates judge a sweep");
    }

    @Test
    void shouldSayWhichGatesWereMissedWhenASweepHasNoSweetSpot() {
        Running run = Running.classes(Shop.Untunable.class);

        assertThat(run.reason("has a sweet spot"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no level of the sweep passed every gate")
                .hasMessageContaining("c=2: ")
                .hasMessageContaining("c=4: ");
    }

    @Test
    void shouldRunEachCombinationOfParams() {
        Running run = Running.classes(Shop.Sized.class);

        assertThat(run.tests()).containsExactly("meets expectations", "meets expectations");
        assertThat(run.status("size=100")).isEqualTo(SUCCESSFUL);
        assertThat(run.status("size=200")).isEqualTo(SUCCESSFUL);
        assertThat(run.status("Shop.Sized")).isEqualTo(SUCCESSFUL);
    }

    @Test
    void shouldFailTheClassWhoseObjectiveHasAPlaceholderWithoutValue() {
        Running run = Running.classes(Shop.Unplaced.class);

        assertThat(run.reason("Shop.Unplaced"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("vastar.tests.nobody.sets.this");
    }

    @Test
    void shouldPrintTheReportOfEachRun() {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Running.classes(Shop.Good.class, Shop.Tuned.class);
        } finally {
            System.setOut(stdout);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("=== Shop.Good ===", "Requests/sec:", "2000 responses", "Objectives:", "errors<0.1%")
                .contains("=== Shop.Tuned ===", "Sweep (2 points):", "Sweet spot: c=");
    }
}
