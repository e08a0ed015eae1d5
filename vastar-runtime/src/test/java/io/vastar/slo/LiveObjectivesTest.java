// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.grammar.SloSpec;
import io.vastar.grammar.SloSpec.Scope;
import io.vastar.slo.LiveObjectives.Sofar;
import io.vastar.slo.LiveObjectives.Watch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveObjectivesTest {
    private static final long SECOND = 1_000_000_000;

    private static LiveObjectives live(String objectives, long requests, long durationNs) {
        return new LiveObjectives(
                SloSpec.parse(objectives).stream()
                        .map(objective -> new Slo(objective, null))
                        .toList(),
                requests,
                durationNs);
    }

    private static Sofar sofar(long elapsedNs, long ok, long unexpected, long failed, long... over) {
        return new Sofar(elapsedNs, ok + unexpected + failed, ok + unexpected, unexpected, failed, 0, 0, over);
    }

    @Test
    void shouldAskForCountsOfTheTimesItWatches() {
        LiveObjectives live = live(
                "p99<200ms, errors<1%, service.p50<=5ms, response.max<1s, rps>5, min>1ms, ttfb.p99<1s, mean<1s,"
                        + " p99>1ms",
                0, SECOND);
        assertThat(live.watches())
                .containsExactly(
                        new Watch(Scope.LATENCY, 199_999_999),
                        new Watch(Scope.SERVICE, 5_000_000),
                        new Watch(Scope.RESPONSE, 999_999_999));
        assertThat(live.isEmpty()).isFalse();
        assertThat(live("rps>5, checks<1%", 0, SECOND).isEmpty()).isTrue();
        assertThat(new LiveObjectives(List.of(new Slo(SloSpec.parse("errors<1%").get(0), "login")), 0, SECOND)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void shouldBreakWhenMoreIsOverThanAllRequestsAllow() {
        LiveObjectives live = live("p99<200ms", 10_000, 0);
        assertThat(live.broken(sofar(1, 100, 0, 0, 100))).isEmpty();
        assertThat(live.broken(sofar(1, 101, 0, 0, 101)))
                .singleElement()
                .satisfies(broken -> assertThat(broken.reason())
                        .isEqualTo("101 requests were over the limit already, of 10000 in all"));
        assertThat(live.broken(sofar(1, 100, 1, 0, 100))).hasSize(1);
    }

    @Test
    void shouldBreakErrorsByNumberAndByDuration() {
        assertThat(live("errors<1%", 1_000, 0).broken(sofar(1, 0, 4, 5))).isEmpty();
        assertThat(live("errors<1%", 1_000, 0).broken(sofar(1, 0, 4, 6))).hasSize(1);
        assertThat(live("errors<=1%", 1_000, 0).broken(sofar(1, 0, 4, 6))).isEmpty();
        assertThat(live("errors<=0", 0, SECOND).broken(sofar(1, 5, 0, 1))).hasSize(1);
        LiveObjectives live = live("errors<1%", 0, 10 * SECOND);
        assertThat(live.broken(sofar(SECOND, 100, 0, 99))).isEmpty();
        assertThat(live.broken(sofar(SECOND, 150, 0, 150)))
                .singleElement()
                .satisfies(broken ->
                        assertThat(broken.reason()).isEqualTo("150 of 300 requests have failed, where 1.000 % may"));
    }

    @Test
    void shouldForgiveASlowStart() {
        LiveObjectives live = live("p99<200ms", 0, 100 * SECOND);
        assertThat(live.broken(sofar(9 * SECOND, 500, 0, 0, 500))).isEmpty();
        assertThat(live.broken(sofar(10 * SECOND, 100_000, 0, 0, 500))).isEmpty();
        assertThat(live("p99<200ms", 0, 100 * SECOND).broken(sofar(10 * SECOND, 500, 0, 0, 500)))
                .hasSize(1);
    }

    @Test
    void shouldBreakMaxAtOnceAndNothingThatNobodyCounts() {
        assertThat(live("max<1s", 0, SECOND).broken(sofar(1, 5, 0, 0, 1))).hasSize(1);
        assertThat(live("max<1s", 0, SECOND).broken(sofar(1, 5, 0, 0, 0))).isEmpty();
        assertThat(live("max<1s, p99<1s", 0, SECOND).broken(sofar(SECOND, 500, 0, 0)))
                .isEmpty();
    }

    @Test
    void shouldLookAgainOnlyWhenThereIsAQuarterMore() {
        LiveObjectives live = live("errors<10%", 0, SECOND);
        assertThat(live.broken(sofar(SECOND / 2, 200, 0, 0))).isEmpty();
        assertThat(live.broken(sofar(SECOND / 2, 0, 0, 200))).hasSize(1);
        LiveObjectives looked = live("errors<10%", 0, SECOND);
        assertThat(looked.broken(sofar(SECOND / 2, 199, 0, 1))).isEmpty();
        assertThat(looked.broken(sofar(SECOND / 2, 0, 0, 240))).isEmpty();
        assertThat(looked.broken(sofar(SECOND / 2, 0, 0, 250))).hasSize(1);
    }

    /** Whatever the rest of the run is like, a run of a known number that was called broken does not meet its objective. */
    @Test
    void shouldNeverBreakARunOfAKnownNumberThatCouldStillBeMet() {
        Random random = new Random(5);
        int broken = 0;
        for (int i = 0; i < 20_000; i++) {
            int requests = 1 + random.nextInt(180);
            int ended = random.nextInt(requests + 1);
            int bad = ended == 0 ? 0 : random.nextInt(Math.min(ended, 12) + 1);
            int ok = ended - bad;
            int over = ok == 0 ? 0 : random.nextInt(Math.min(ok, 12) + 1);
            String sign = random.nextBoolean() ? "<" : "<=";
            int percent = 1 + random.nextInt(20);
            int rest = requests - ended;
            LiveObjectives live =
                    live("p" + (100 - percent) + sign + "1ms, errors" + sign + percent + "%", requests, 0);
            for (LiveObjectives.Broken one : live.broken(sofar(1, ok, bad, 0, over))) {
                broken++;
                if (one.slo().objective().metric() == SloSpec.Metric.ERRORS) {
                    double best = (double) bad / requests;
                    assertThat(one.slo().objective().comparison().holds(best, percent / 100.0))
                            .isFalse();
                } else {
                    int samples = ok + rest;
                    int rank = (int) Math.max(1, Math.ceil((100 - percent) * samples / 100.0 - 1e-9));
                    assertThat(samples - over).as("%s", one).isLessThan(rank);
                }
            }
        }
        assertThat(broken).isGreaterThan(1_000);
    }

    /** At a true share of just what is allowed, 2,000 runs, each looked at 20 times a second for a minute. */
    @Test
    void shouldRarelyBreakARunOfADurationThatIsJustGoodEnough() {
        int alarms = 0;
        for (int run = 0; run < 2_000; run++) {
            Random random = new Random(run);
            LiveObjectives live = live("errors<=1%", 0, 60 * SECOND);
            long ended = 0;
            long failed = 0;
            boolean alarm = false;
            for (int look = 1; look <= 1_200 && !alarm; look++) {
                for (int k = 0; k < 3; k++) {
                    ended++;
                    failed += random.nextDouble() < 0.01 ? 1 : 0;
                }
                alarm = !live.broken(sofar(look * SECOND / 20, ended - failed, 0, failed))
                        .isEmpty();
            }
            alarms += alarm ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(2);
    }
}
