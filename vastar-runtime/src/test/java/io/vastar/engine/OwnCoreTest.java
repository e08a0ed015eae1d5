// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.plan.EngineOptions;
import io.vastar.plan.IdleMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCoreTest {
    private static final long MS = 1_000_000;
    private static final long TURN_NS = MS / 10;

    @TempDir
    Path folder;

    private CoreMeter meter;
    private OwnCore core;
    private long nowNs = Long.MAX_VALUE - 20 * MS;
    private long waitedNs = 123_456_789_012_345L;

    @BeforeEach
    void open() throws IOException {
        waits(0);
        meter = new CoreMeter(folder.resolve("schedstat"));
        meter.open(nowNs);
        core = new OwnCore(meter);
    }

    @AfterEach
    void close() {
        meter.close();
    }

    private void waits(long forNs) throws IOException {
        waitedNs += forNs;
        Files.writeString(folder.resolve("schedstat"), "987654321 " + waitedNs + " 4711\n");
    }

    /** Nobody else wants the core. */
    private void runAlone(long milliseconds) {
        for (long i = 0; i < milliseconds * MS / TURN_NS; i++) {
            core.spins(nowNs);
            nowNs += TURN_NS;
        }
    }

    /** Another process has had the core for one time slice. */
    private void interrupted() throws IOException {
        waits(4 * MS);
        nowNs += 4 * MS;
    }

    private void othersWantTheCore() throws IOException {
        interrupted();
        runAlone(4);
        interrupted();
    }

    @Test
    void shouldSpinWhileNobodyElseWantsTheCore() {
        runAlone(5_000);
        assertThat(core.spins(nowNs)).isTrue();
        assertThat(core.gaveWay()).isZero();
        assertThat(core.awayNs()).isZero();
    }

    @Test
    void shouldSpinOnWhenTheCompilerOrTheKernelNeedsTheCoreForMoments() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            runAlone(1);
            waits(MS / 20);
        }
        assertThat(core.spins(nowNs)).isTrue();
    }

    @Test
    void shouldGiveWayAsSoonAsAnotherProcessHadTheCoreTwice() throws IOException {
        runAlone(1_000);
        long beganNs = nowNs;
        othersWantTheCore();
        assertThat(core.spins(nowNs)).isFalse();
        assertThat(core.gaveWay()).isOne();
        assertThat(nowNs - beganNs).isLessThan(20 * MS);
    }

    @Test
    void shouldSpinOnWhenTheCoreWasNeededForOneTimeSlice() throws IOException {
        for (int i = 0; i < 100; i++) {
            runAlone(50);
            interrupted();
        }
        assertThat(core.spins(nowNs)).isTrue();
        assertThat(core.gaveWay()).isZero();
    }

    @Test
    void shouldNotTakeAPauseOfItsOwnForAnothersProcess() {
        runAlone(1_000);
        nowNs += 30 * MS; // a collection
        assertThat(core.spins(nowNs)).isTrue();
    }

    @Test
    void shouldTakeTheCoreBackWhenNobodyWantsItAnyMore() throws IOException {
        runAlone(1_000);
        othersWantTheCore();
        runAlone(90);
        assertThat(core.spins(nowNs)).isFalse();
        runAlone(20);
        assertThat(core.spins(nowNs)).isTrue();
        assertThat(core.awayNs()).isBetween(100 * MS, 105 * MS);
        runAlone(1_000);
        assertThat(core.gaveWay()).isOne();
    }

    @Test
    void shouldTryMoreAndMoreSeldomWhileAnotherProcessIsBusy() throws IOException {
        long endNs = nowNs + 20_000 * MS;
        while (endNs - nowNs > 0) {
            runAlone(5);
            if (core.spins(nowNs)) {
                othersWantTheCore();
            }
        }
        assertThat(core.spins(nowNs)).isFalse();
        assertThat(core.gaveWay()).isBetween(15L, 25L);
        long beganNs = nowNs;
        while (!core.spins(nowNs)) {
            runAlone(5);
        }
        assertThat(nowNs - beganNs).isLessThanOrEqualTo(OwnCore.LONGEST_AWAY_NS + 10 * MS);
    }

    @Test
    void shouldNotTryWhileItWaitsForTheCoreAlthoughItSleeps() throws IOException {
        runAlone(1_000);
        othersWantTheCore();
        for (int i = 0; i < 2_000; i++) {
            interrupted();
            runAlone(4);
            assertThat(core.spins(nowNs)).isFalse();
        }
        assertThat(core.gaveWay()).isOne();
        runAlone(300);
        assertThat(core.spins(nowNs)).as("nobody is there any more").isTrue();
    }

    @Test
    void shouldFallBackToTheTimeThatAThreadHasNotRunWhereThereIsNoAccount() {
        CoreMeter blind = new CoreMeter(folder.resolve("missing"));
        long beganNs = System.nanoTime();
        blind.open(beganNs);
        assertThat(blind.isExact()).isFalse();
        blind.read(beganNs + 50 * MS, true); // a lie: this thread has hardly run in the meantime
        assertThat(blind.waitedNs()).isBetween(1L, 50 * MS);
        long waitedNs = blind.waitedNs();
        blind.read(beganNs + 5_000 * MS, false);
        assertThat(blind.waitedNs()).isEqualTo(waitedNs);
        blind.close();
    }

    @Test
    void shouldNotSpinWithMoreThreadsThanCores() {
        assertThat(WaitPolicy.of(IdleMode.AUTO, 3, 2, meter).waitNs(nowNs, 0)).isEqualTo(WaitPolicy.LONGEST_WAIT_NS);
        assertThat(WaitPolicy.of(IdleMode.AUTO, 2, 2, meter).waitNs(nowNs, 0)).isZero();
        assertThat(WaitPolicy.of(IdleMode.SPIN, 3, 2, meter).waitNs(nowNs, 0)).isZero();
        EngineOptions twoOnOneCore = new EngineOptions(2, List.of(1, 1), IdleMode.AUTO, true);
        assertThat(WaitPolicy.cores(twoOnOneCore)).isOne();
    }
}
