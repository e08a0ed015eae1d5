// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.SECOND;
import static io.vastar.report.Results.US;
import static io.vastar.report.Results.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.record.Delays;
import io.vastar.record.TrialResult;
import io.vastar.record.UserCode;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InsightRulesTest {
    private static Results authorized(Results results) {
        RequestContent content =
                new RequestContent(null, false, "u:p", new AwsCredentials("r", "s", "id", "secret", "token"));
        return results.request(RequestSpec.get("http://h/").with(content));
    }

    static Stream<Arguments> rules() {
        Results fine = results().ok(10_000, MS);
        return Stream.of(
                // error rate
                row("error-rate", results().ok(9_999, MS), null),
                row("error-rate", results().ok(990, MS).code(503, 10, MS), "Low error rate: 1.0%"),
                row("error-rate", results().ok(989, MS).code(503, 11, MS), "Elevated error rate: 1.1%"),
                row("error-rate", results().ok(900, MS).code(503, 100, MS), "Elevated error rate: 10%"),
                row("error-rate", results().ok(899, MS).code(503, 101, MS), "HIGH error rate: 10%"),
                row("error-rate", results().ok(500, MS).error("timeout", 500, ""), "HIGH error rate: 50%"),
                row("error-rate", results().ok(499, MS).error("timeout", 501, ""), "CRITICAL error rate: 50%"),
                row("error-rate", results().ok(1, MS).code(404, 2, MS).error("reset", 1, ""), "(404x2, resetx1)"),
                row("error-rate", results().code(500, 5, MS), "there is no latency of a success to report"),
                // refused authorization
                row(
                        "aws-signature",
                        authorized(results().code(403, 2, MS)),
                        "403x2 to requests signed for aws:amz:r:s"),
                row("aws-signature", authorized(results().ok(2, MS)), null),
                row("aws-signature", results().code(403, 2, MS), null),
                row("digest-auth", authorized(results().code(401, 3, MS)), "401x3 in spite of Digest authentication"),
                // spread p99/p50: two of a hundred and one slow ones make p99
                row("spread", split(98, 100, 2, 150), "Excellent consistency: p99 is 1.5x p50"),
                row("spread", split(98, 100, 2, 300), "Good consistency: p99 is 3.0x p50"),
                row("spread", split(98, 100, 2, 500), "Moderate variance: p99 is 5.0x p50"),
                row("spread", split(98, 100, 2, 510), "High variance: p99 is 5.1x p50"),
                row("spread", split(97, 100, 2, 510), null),
                // tail p99/p95
                row("tail", split(98, 100, 2, 150), "Clean tail: p99 is 1.5x p95"),
                row("tail", split(98, 100, 2, 200), "Mild tail latency: p99 is 2.0x p95"),
                row("tail", split(98, 100, 2, 210), "Tail latency problem: p99 is 2.1x p95"),
                // outliers p99.9/p99
                row("outliers", split(998, 100, 2, 200), "No significant outliers: p99.9 is 2.0x p99"),
                row("outliers", split(998, 100, 2, 300), "Outliers present: p99.9 is 3.0x p99"),
                row("outliers", split(998, 100, 2, 310), "Severe outliers: p99.9 is 3.1x p99"),
                row("outliers", split(997, 100, 2, 310), null),
                // queueing p95/p50
                row("queueing", split(90, 100, 10, 200), null),
                row("queueing", split(90, 100, 10, 300), "Mild queueing: p95 is 3.0x p50"),
                row("queueing", split(90, 100, 10, 310), "Queueing or contention detected: p95 is 3.1x p50"),
                row("queueing", split(9, 100, 10, 900), null),
                // delayed acknowledgements
                row("delayed-ack", results().ok(990, MS).ok(10, 41 * MS), "1.0% of the responses took about 40 ms"),
                row("delayed-ack", results().ok(990, MS).ok(10, 60 * MS), null),
                row("delayed-ack", results().ok(1_000, MS).ok(9, 41 * MS), null),
                row("delayed-ack", results().ok(990, 8 * MS).ok(10, 41 * MS), null),
                row("delayed-ack", results().ok(900, MS).okFrom(20 * MS, MS, 60), null),
                row("delayed-ack", results().ok(500, 41 * MS), null),
                // samples
                row("few-samples", results().ok(99, MS), "Too few samples: 99 responses, p99 needs 100"),
                row("few-samples", results().ok(100, MS), "Few samples: 100 responses, p99.9 needs 1000"),
                row("few-samples", results().ok(1_000, MS), null),
                // rate
                row("unsteady-rate", results().ok(1_000, MS).rate(5, 100, 20, 70, 130), null),
                row("unsteady-rate", results().ok(1_000, MS).rate(5, 100, 21, 70, 130), "varies by 21%"),
                row("unsteady-rate", results().ok(1_000, MS).rate(2, 100, 50, 70, 130), null),
                // answers
                row("load-shedding", results().ok(990, MS).code(429, 4, MS).code(503, 6, MS), "1.0% of the responses"),
                row("load-shedding", results().ok(995, MS).code(429, 5, MS), null),
                row("redirects", results().code(301, 6, MS).code(404, 4, MS), "60% of the responses are redirects"),
                row("redirects", results().ok(6, MS).code(301, 4, MS), null),
                row("plain-to-tls", results().code(400, 9, MS).connections(1, 1, 9, 0), "as ports do that expect TLS"),
                row("plain-to-tls", results().code(400, 9, MS).connections(2, 9, 0, 0), "as ports do that expect TLS"),
                row("plain-to-tls", results().code(400, 9, MS).connections(1, 1, 1, 0), null),
                row("plain-to-tls", results().ok(1, MS).code(400, 9, MS).connections(1, 1, 9, 0), null),
                row(
                        "plain-to-tls",
                        results()
                                .request(RequestSpec.get("https://h/"))
                                .code(400, 9, MS)
                                .connections(1, 1, 9, 0),
                        null),
                row("aborted", results().ok(99, MS).aborted(1), "1 request (1.0%) had no answer"),
                row("aborted", results().ok(999, MS).aborted(1), null),
                row("aborted", results().ok(99, MS).aborted(1).interrupted(), null),
                // connections
                row("fewer-connections", fine, null),
                row(
                        "fewer-connections",
                        results().ok(100, MS).connections(10, 8, 0, 0).connectFailure("connect-timeout", 2, ""),
                        "at most 8 of 10 were open (connect-timeoutx2)"),
                row("keep-alive-refused", results().ok(100, MS).connections(1, 1, 90, 0), "90 times in 100 responses"),
                row("keep-alive-refused", results().ok(100, MS).connections(1, 1, 89, 0), null),
                row("keep-alive-refused", withoutKeepAlive().ok(100, MS).connections(1, 1, 100, 0), null),
                row("stale-retries", results().ok(100, MS).connections(1, 1, 3, 2), "2 requests were sent again"),
                // the load generator
                row("generator-busy", results().ok(100, MS).health(0.9, 0, 0, 0, 0), "worked 90% of the time"),
                row("generator-busy", results().ok(100, MS).health(0.89, 0, 0, 0, 0), null),
                row("generator-ceiling", results().ok(800, MS).health(0.75, 0, 0, 0, 1_000), "800 requests/s are 80%"),
                row("generator-ceiling", results().ok(799, MS).health(0.75, 0, 0, 0, 1_000), null),
                row("generator-ceiling", results().ok(800, MS).health(0.6, 0, 0, 0, 1_000), null),
                row("generator-ceiling", results().ok(799, MS).health(0.1, 0, 0, 0, 0), null),
                row(
                        "hand-off",
                        handedOff(100, 1_000, 101 * US),
                        "takes 101 µs of an iteration, 10% of its p50 of 1.00 ms"),
                row("hand-off", handedOff(100, 1_000, 100 * US), null),
                row("hand-off", handedOff(1, 1_000, 500 * US), null),
                row("stall", stalled(10, 1_000, 12 * MS), "stalled for 12.0 ms, against a p99 of 1.00 ms"),
                row("stall", stalled(1, 1_000, 12 * MS), "against a p99.9 of 1.00 ms"),
                row("stall", stalled(1, 100_000, 12 * MS), "the very slowest requests may be"),
                row("stall", stalled(10, 50, 12 * MS), "against a slowest response of 1.00 ms"),
                row("stall", stalled(10, 1_000, 499 * US), null),
                row("stall", stalled(10, 1_000, 500 * US), null),
                row(
                        "gc-pause",
                        results().ok(1_000, MS).health(0.1, 0, 10, 40 * MS, 0),
                        "paused the load generator 10 times, on average for 4.00 ms, against a p99 of 1.00 ms"),
                row("gc-pause", results().ok(1_000, MS).health(0.1, 0, 10, 4 * MS, 0), null));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldSayItOnceAndOnlyBeyondItsThreshold(String code, Results results, String text) {
        List<Insight> insights = InsightRules.of(results.build());
        Optional<String> said = insights.stream()
                .filter(i -> i.code().equals(code))
                .map(Insight::text)
                .findFirst();
        if (text == null) {
            assertThat(said).isEmpty();
        } else {
            assertThat(said)
                    .hasValueSatisfying(
                            sentence -> assertThat(sentence).contains(text).endsWith("."));
        }
        assertThat(insights).extracting(Insight::code).doesNotHaveDuplicates();
        assertThat(insights).extracting(Insight::text).noneMatch(t -> t.contains("NaN"));
    }

    @Test
    void shouldFindNothingToComplainAboutInAFineRun() {
        assertThat(InsightRules.of(
                        results().ok(20_000, MS).elapsed(2 * SECOND, 0).build()))
                .extracting(Insight::level)
                .containsOnly(Insight.Level.GOOD);
    }

    @Test
    void shouldNotBlameTheTargetForWhatHeldUpTheGenerator() {
        Delays stopped = new Delays(1, 3 * SECOND, 0, 0, UserCode.NONE, 0);
        Results results = results()
                .concurrency(100)
                .ok(900, MS)
                .okFrom(40 * MS, 0, 20)
                .ok(80, 3 * SECOND)
                .elapsed(10 * SECOND, 0)
                .rate(10, 100, 60, 0, 150);
        assertThat(InsightRules.of(results.build()))
                .extracting(Insight::code)
                .contains("spread", "queueing", "unsteady-rate", "delayed-ack");
        List<Insight> insights =
                InsightRules.of(results.held(3 * SECOND, stopped).build());
        assertThat(insights.get(0).code()).isEqualTo("stall");
        assertThat(insights.get(0).level()).isEqualTo(Insight.Level.WARNING);
        assertThat(insights.get(0).text()).contains("3.000 s of 10.00 s", "was stopped or had no core");
        assertThat(insights)
                .extracting(Insight::code)
                .doesNotContain("spread", "queueing", "unsteady-rate", "delayed-ack");
    }

    @Test
    void shouldBlameTheTargetForWhatAShortStallCannotExplain() {
        Results results = results().concurrency(10).ok(9_000, MS).ok(1_000, 500 * MS);
        assertThat(InsightRules.of(results.held(8 * MS, new Delays(1, 8 * MS, 0, 0, UserCode.NONE, 0))
                        .build()))
                .extracting(Insight::code)
                .contains("spread", "queueing");
        assertThat(InsightRules.of(results.held(500 * MS, new Delays(1, 500 * MS, 0, 0, UserCode.NONE, 0))
                        .build()))
                .as("one stall delays 10 at most, not 1000")
                .extracting(Insight::code)
                .contains("spread", "queueing");
    }

    @Test
    void shouldNameTheCodeThatHeldUpTheGeneratorFirst() {
        UserCode code = new UserCode(0.96, 0.95, "step 'slow'", 0.99, 5 * MS);
        List<Insight> insights = InsightRules.of(results()
                .ok(9_800, MS)
                .ok(200, 100 * MS)
                .code(503, 5_000, MS)
                .held(60 * MS, new Delays(200, 900 * MS, 0, 59 * MS, code, 0))
                .build());
        assertThat(insights.get(0).code()).isEqualTo("user-code");
        assertThat(insights.get(0).text()).contains("96% of the time", "step 'slow' (5.00 ms a call)", "@Scenario");
        assertThat(insights).extracting(Insight::code).doesNotContain("stall", "spread");
    }

    @Test
    void shouldNameACollectionAsTheCauseOfTheLongestStall() {
        Delays collected = new Delays(1, 40 * MS, 39 * MS, 0, UserCode.NONE, 0);
        assertThat(InsightRules.of(
                        results().ok(1_000, MS).held(40 * MS, collected).build()))
                .filteredOn(insight -> insight.code().equals("gc-pause"))
                .singleElement()
                .satisfies(insight -> assertThat(insight.text()).contains("stopped the load generator for 40.0 ms"));
    }

    @Test
    void shouldLetNoMoreThanThreeLeadAndOneOfAShape() {
        List<Insight> insights = InsightRules.of(results()
                .ok(940, 10 * MS)
                .ok(50, 100 * MS)
                .ok(10, 900 * MS)
                .code(503, 60, MS)
                .code(407, 1, MS)
                .connections(10, 5, 0, 0)
                .rate(5, 100, 50, 70, 130)
                .build());
        assertThat(insights.subList(0, 3)).allMatch(insight -> insight.level().compareTo(Insight.Level.NOTE) > 0);
        assertThat(insights.subList(3, insights.size()))
                .isNotEmpty()
                .allMatch(insight -> insight.level().compareTo(Insight.Level.NOTE) <= 0);
        assertThat(insights.subList(0, 3))
                .filteredOn(insight ->
                        List.of("spread", "tail", "outliers", "queueing").contains(insight.code()))
                .hasSizeLessThan(2);
    }

    @Test
    void shouldNotLeadWithGapsThatNobodyWouldActOn() {
        assertThat(InsightRules.of(
                        results().ok(9_000, 100 * US).ok(1_000, 900 * US).build()))
                .extracting(Insight::level)
                .doesNotContain(Insight.Level.WARNING, Insight.Level.CRITICAL);
    }

    private static Results over2(int streams) {
        HttpSpec http2 = HttpSpec.NONE.withVersion("2").withStreams(streams);
        return results()
                .ok(20_000, MS)
                .request(RequestSpec.get("https://localhost/").with(TransportSpec.NONE.with(http2)));
    }

    @Test
    void shouldSayThatTheTargetRefusedHttp2() {
        assertThat(InsightRules.of(over2(8).build()))
                .filteredOn(insight -> insight.code().equals("http2-refused"))
                .singleElement()
                .satisfies(insight -> assertThat(insight.text()).contains("did not agree to HTTP/2 (ALPN)"));
    }

    @Test
    void shouldSayThatTheTargetAllowsFewerStreams() {
        Results limited = over2(8).streams(new TrialResult.Streams(3, Map.of()));
        assertThat(InsightRules.of(limited.build()))
                .filteredOn(insight -> insight.code().equals("stream-limit"))
                .singleElement()
                .satisfies(insight -> assertThat(insight.text()).contains("allows 3 streams", "8 were asked for"));
        assertThat(InsightRules.of(
                        over2(8).streams(new TrialResult.Streams(8, Map.of())).build()))
                .extracting(Insight::code)
                .doesNotContain("stream-limit", "http2-refused");
    }

    @Test
    void shouldSayNothingAboutARunWithoutRequests() {
        assertThat(InsightRules.of(results().build())).isEmpty();
    }

    private static Arguments row(String code, Results results, String text) {
        return Arguments.of(code, results, text);
    }

    private static Results handedOff(int iterations, int latencyUs, long inIterationNs) {
        return results()
                .ok(iterations, latencyUs * US)
                .detail(new TrialResult.Detail(
                        null,
                        List.of(),
                        List.of(Results.row("orders", iterations, latencyUs * US, 0, 0)),
                        List.of(),
                        List.of(),
                        null,
                        Results.handOffs(iterations, 10 * US, 10 * US, inIterationNs),
                        null,
                        null));
    }

    /** Two values; in units that three digits keep exact. */
    private static Results split(int fast, long fastUnits, int slow, long slowUnits) {
        return results().ok(fast, fastUnits).ok(slow, slowUnits);
    }

    private static Results stalled(int concurrency, long samples, long stallNs) {
        return results().concurrency(concurrency).ok(samples, MS).health(0.1, stallNs, 0, 0, 0);
    }

    private static Results withoutKeepAlive() {
        RequestSpec get = RequestSpec.get("http://h/");
        return results()
                .request(new RequestSpec(get.url(), "GET", List.of(), null, null, null, get.body(), false, true));
    }

    private static List<String> ofSteps(TrialResult.Row... rows) {
        Results all = results();
        for (TrialResult.Row row : rows) {
            row.service()
                    .recordedValues()
                    .forEach(value -> all.ok(value.getCountAtValueIteratedTo(), value.getValueIteratedTo()));
        }
        TrialResult result = all.detail(
                        new TrialResult.Detail(null, List.of(rows), List.of(), List.of(), List.of(), null))
                .build();
        return InsightRules.of(result).stream()
                .filter(insight -> List.of("spread", "tail", "outliers", "queueing", "delayed-ack")
                        .contains(insight.code()))
                .map(Insight::text)
                .toList();
    }

    @Test
    void shouldNotTakeASlowStepForASlowPathOfTheTarget() {
        assertThat(ofSteps(Results.row("login", 1_000, MS, 0, 0), Results.row("report", 100, 41 * MS, 0, 0)))
                .isEmpty();
    }

    @Test
    void shouldNotTakeAMeasuredPartOfUserCodeForTheTarget() {
        TrialResult.Row answered = Results.row("pay", 1_000, MS, 0, 0);
        TrialResult.Row part = Results.row("price", 980, MS, 0, 0);
        part.service().recordValueWithCount(60 * MS, 20);
        part.statusCodes().clear();
        assertThat(ofSteps(answered, part)).isEmpty();
        answered.statusCodes().clear();
        assertThat(ofSteps(answered, part)).anyMatch(text -> text.startsWith("High variance in step 'price'"));
    }

    @Test
    void shouldNameTheStepWhoseTimesAreWorst() {
        TrialResult.Row uneven = Results.row("pay", 980, MS, 0, 0);
        uneven.service().recordValueWithCount(6 * MS, 20);
        assertThat(ofSteps(Results.row("login", 1_000, 2 * MS, 0, 0), uneven))
                .anyMatch(text -> text.startsWith("High variance in step 'pay': p99 is 6.0x p50"))
                .anyMatch(text -> text.startsWith("Tail latency problem in step 'pay': p99 is 6.0x p95"))
                .hasSize(2);
    }
}
