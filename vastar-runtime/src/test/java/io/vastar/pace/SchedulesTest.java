// SPDX-License-Identifier: Apache-2.0
package io.vastar.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MS = 1_000_000L;

    private static Stage stage(double from, double to, double seconds) {
        return new Stage(from, to, (long) (seconds * SECOND));
    }

    private static long[] arrivals(Schedule schedule, int agent, int agents, int most) {
        long[] times = new long[most];
        ArrivalCursor cursor = schedule.cursor(agent, agents);
        int count = 0;
        while (count < most && cursor.nextNs() != Long.MAX_VALUE) {
            times[count++] = cursor.nextNs();
            cursor.advance();
        }
        return Arrays.copyOf(times, count);
    }

    private static long[] all(Schedule schedule) {
        return arrivals(schedule, 0, 1, 10_000_000);
    }

    private static long[] union(Schedule schedule, int agents) {
        List<long[]> parts = new ArrayList<>();
        for (int agent = 0; agent < agents; agent++) {
            parts.add(arrivals(schedule, agent, agents, 10_000_000));
        }
        return parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    private static List<Stage> randomStages(SplittableRandom random) {
        List<Stage> stages = new ArrayList<>();
        int count = random.nextInt(1, 7);
        for (int i = 0; i < count; i++) {
            double from = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 3000;
            double to = random.nextInt(3) == 0 ? from : random.nextInt(4) == 0 ? 0 : random.nextDouble() * 3000;
            stages.add(new Stage(from, to, random.nextLong(1, 3 * SECOND)));
        }
        return stages;
    }

    private static double asked(List<Stage> stages) {
        return stages.stream()
                .mapToDouble(s -> (s.from() + s.to()) / 2 * s.durationNs() / SECOND)
                .sum();
    }

    /** Λ(t), straight from its definition. */
    private static double askedBy(List<Stage> stages, long ns) {
        double sum = 0;
        long left = ns;
        for (Stage stage : stages) {
            double share = Math.min(1, (double) left / stage.durationNs());
            double end = stage.from() + (stage.to() - stage.from()) * share;
            sum += (stage.from() + end) / 2 * share * stage.durationNs() / SECOND;
            left = Math.max(0, left - stage.durationNs());
        }
        return sum;
    }

    @Test
    void shouldSendExactlyTenThousandPerSecondForTenSeconds() {
        long[] times = all(Schedules.constant(List.of(stage(10_000, 10_000, 10))));

        assertThat(times).hasSize(100_000);
        for (int k = 0; k < times.length; k++) {
            assertThat(times[k]).isEqualTo(k * 100_000L);
        }
    }

    @Test
    void shouldNotAddUpRoundingOfAPeriodThatIsNoWholeNumber() {
        Schedule schedule = Schedules.constant(List.of(new Stage(7_000, 7_000, Long.MAX_VALUE)));
        ArrivalCursor cursor = schedule.cursor(0, 1);
        for (long k = 0; k < 7_000_000; k++) {
            if (k % 7_000 == 0) {
                assertThat(cursor.nextNs()).isEqualTo(k / 7_000 * SECOND);
            }
            cursor.advance();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 1, 3, 7.7, 300, 333.3, 12_345.6})
    void shouldSendAsManyAsTheRateAsks(double rate) {
        for (int seconds = 1; seconds <= 60; seconds += 7) {
            assertThat(all(Schedules.constant(List.of(stage(rate, rate, seconds)))).length)
                    .isEqualTo((int) Math.ceil(rate * seconds - 1e-6));
        }
    }

    @Test
    void shouldInvertARampExactly() {
        long[] times = all(Schedules.constant(List.of(stage(0, 2_000, 10))));

        assertThat(times).hasSize(10_000);
        for (int k = 0; k < times.length; k++) {
            // Λ(t) = 100·t²
            assertThat(times[k]).isCloseTo(Math.round(Math.sqrt(k / 100.0) * SECOND), within(1L));
        }
    }

    @Test
    void shouldMirrorARampDown() {
        long[] up = all(Schedules.constant(List.of(stage(0, 500, 8))));
        long[] down = all(Schedules.constant(List.of(stage(500, 0, 8))));

        assertThat(down).hasSameSizeAs(up);
        for (int k = 1; k < up.length; k++) {
            assertThat(down[down.length - k]).isCloseTo(8 * SECOND - up[k], within(1L));
        }
    }

    @Test
    void shouldSendNothingWhileTheRateIsZero() {
        List<Stage> stages = List.of(stage(0, 0, 5), stage(100, 100, 1), stage(0, 0, 3), stage(50, 50, 1));
        long[] times = all(Schedules.constant(stages));

        assertThat(times).hasSize(150);
        assertThat(times[0]).isEqualTo(5 * SECOND);
        assertThat(times[99]).isEqualTo(5 * SECOND + 990 * MS);
        assertThat(times[100]).isEqualTo(9 * SECOND);
        assertThat(times[149]).isEqualTo(9 * SECOND + 980 * MS);
    }

    @Test
    void shouldEndWhenOnlyZeroIsLeft() {
        assertThat(all(Schedules.constant(List.of(stage(10, 10, 1), stage(0, 0, 100)))))
                .hasSize(10);
        assertThat(all(Schedules.constant(List.of(stage(10, 10, 1), new Stage(0, 0, Long.MAX_VALUE)))))
                .hasSize(10);
        assertThat(all(Schedules.poisson(List.of(stage(0, 0, 1), new Stage(0, 0, Long.MAX_VALUE)), 1)))
                .isEmpty();
    }

    @Test
    void shouldStepWhereAStageBeginsElsewhere() {
        List<Stage> stages = List.of(stage(10, 10, 1), stage(1000, 1000, 1), stage(10, 10, 1));
        long[] times = all(Schedules.constant(stages));

        assertThat(times).hasSize(1020);
        assertThat(Arrays.stream(times).filter(t -> t < SECOND).count()).isEqualTo(10);
        assertThat(Arrays.stream(times).filter(t -> t >= 2 * SECOND).count()).isEqualTo(10);
    }

    @Test
    void shouldGoOnForEverInALastStageWithoutEnd() {
        ArrivalCursor cursor = Schedules.constant(List.of(stage(0, 100, 2), new Stage(100, 100, Long.MAX_VALUE)))
                .cursor(0, 1);
        for (int k = 0; k < 100 + 100 * 3_600; k++) {
            cursor.advance();
        }
        assertThat(cursor.nextNs()).isEqualTo(3_602 * SECOND);
    }

    @Test
    void shouldBeInOrderCompleteAndTrueToItsIntegralForAnyStages() {
        SplittableRandom random = new SplittableRandom(20);
        for (int round = 0; round < 60; round++) {
            List<Stage> stages = randomStages(random);
            Schedule schedule = Schedules.constant(stages);
            long[] times = all(schedule);
            long endNs = stages.stream().mapToLong(Stage::durationNs).sum();

            assertThat(times.length).isBetween((int) asked(stages), (int) asked(stages) + 1);
            assertThat(times).isSorted();
            assertThat(Arrays.stream(times).allMatch(t -> t >= 0 && t < endNs)).isTrue();
            for (int k = 0; k < times.length; k++) {
                assertThat(askedBy(stages, times[k])).isCloseTo(k, within(1e-3));
            }
            int agents = random.nextInt(2, 9);
            assertThat(union(schedule, agents)).isEqualTo(times);
            for (int agent = 0; agent < agents; agent++) {
                assertThat(arrivals(schedule, agent, agents, 1 << 20).length)
                        .isBetween(times.length / agents, times.length / agents + 1);
            }
        }
    }

    @Test
    void shouldSpreadPoissonArrivalsLikeIndependentUsers() {
        for (long seed = 1; seed <= 5; seed++) {
            for (int agents : new int[] {1, 4}) {
                long[] times = union(Schedules.poisson(List.of(stage(1_000, 1_000, 100)), seed), agents);
                // counts of 100 ms windows: mean 100 and variance 100
                int[] counts = new int[1_000];
                for (long time : times) {
                    counts[(int) (time / (100 * MS))]++;
                }
                double mean = Arrays.stream(counts).average().orElseThrow();
                double variance = Arrays.stream(counts)
                        .mapToDouble(c -> (c - mean) * (c - mean))
                        .average()
                        .orElseThrow();
                assertThat(mean).isCloseTo(100, within(1.5));
                assertThat(variance).isBetween(85.0, 115.0);
                // the time between arrivals is exponential: its deviation equals its mean
                double gap = (double) (times[times.length - 1] - times[0]) / (times.length - 1);
                double squares = 0;
                for (int k = 1; k < times.length; k++) {
                    squares += Math.pow(times[k] - times[k - 1] - gap, 2);
                }
                assertThat(Math.sqrt(squares / (times.length - 1)) / gap).isCloseTo(1, within(0.03));
            }
        }
    }

    @Test
    void shouldFollowRampsAndPausesWithPoissonArrivalsToo() {
        List<Stage> stages = List.of(stage(0, 2_000, 20), stage(0, 0, 5), stage(500, 500, 20));
        long[] times = union(Schedules.poisson(stages, 7), 3);

        assertThat(times).isSorted();
        assertThat(times.length).isBetween(29_400, 30_600);
        assertThat(Arrays.stream(times).filter(t -> t < 10 * SECOND).count()).isBetween(4_700L, 5_300L);
        assertThat(Arrays.stream(times).filter(t -> t >= 20 * SECOND && t < 25 * SECOND))
                .isEmpty();
        assertThat(Arrays.stream(times).filter(t -> t >= 25 * SECOND).count()).isBetween(9_600L, 10_400L);
    }

    @Test
    void shouldRepeatPoissonArrivalsForTheSameSeedOnly() {
        List<Stage> stages = List.of(stage(100, 200, 10));
        Schedule schedule = Schedules.poisson(stages, 42);

        assertThat(arrivals(schedule, 1, 4, 9999)).isEqualTo(arrivals(schedule, 1, 4, 9999));
        assertThat(all(schedule)).isEqualTo(all(Schedules.poisson(stages, 42))).isSorted();
        assertThat(all(schedule)).isNotEqualTo(all(Schedules.poisson(stages, 43)));
        assertThat(arrivals(schedule, 0, 4, 9999)).isNotEqualTo(arrivals(schedule, 1, 4, 9999));
    }

    @Test
    void shouldSendBurstsAtEqualDistances() {
        Schedule schedule = Schedules.bursts(3, 50 * MS);

        assertThat(arrivals(schedule, 0, 1, 7)).containsExactly(0, 0, 0, 50 * MS, 50 * MS, 50 * MS, 100 * MS);
        assertThat(arrivals(schedule, 1, 2, 4)).containsExactly(0, 50 * MS, 50 * MS, 100 * MS);
        assertThat(arrivals(schedule, 4, 5, 2)).containsExactly(50 * MS, 150 * MS);
    }

    @Test
    void shouldNeverComeWhenTheNextBurstIsBeyondTime() {
        ArrivalCursor cursor = Schedules.bursts(1, Long.MAX_VALUE / 2).cursor(3, 4);
        assertThat(cursor.nextNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldStayAtTheEnd() {
        for (Schedule schedule :
                List.of(Schedules.constant(List.of(stage(1, 1, 1))), Schedules.poisson(List.of(stage(1, 1, 1)), 1))) {
            ArrivalCursor cursor = schedule.cursor(0, 1);
            for (int i = 0; i < 100; i++) {
                cursor.advance();
                assertThat(i < 50 || cursor.nextNs() == Long.MAX_VALUE).isTrue();
            }
        }
        assertThat(arrivals(Schedules.constant(List.of(stage(1, 1, 1))), 1, 2, 9))
                .isEmpty();
    }

    @Test
    void shouldAllocateNothing() {
        List<Stage> stages = List.of(stage(0, 2_000, 100), stage(2_000, 2_000, 100));
        for (Schedule schedule :
                List.of(Schedules.constant(stages), Schedules.poisson(stages, 1), Schedules.bursts(10, MS))) {
            ArrivalCursor cursor = schedule.cursor(0, 1);
            walk(cursor, 100_000);
            com.sun.management.ThreadMXBean threads =
                    (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            long again = threads.getCurrentThreadAllocatedBytes();
            walk(cursor, 100_000);
            long after = threads.getCurrentThreadAllocatedBytes();
            assertThat(after - again).isLessThanOrEqualTo(again - before + 1_024);
        }
    }

    private static long walk(ArrivalCursor cursor, int arrivals) {
        long sum = 0;
        for (int i = 0; i < arrivals; i++) {
            sum += cursor.nextNs();
            cursor.advance();
        }
        return sum;
    }
}
