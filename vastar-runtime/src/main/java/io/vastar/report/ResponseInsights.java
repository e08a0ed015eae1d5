// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.percent;

import io.vastar.record.TrialResult;
import io.vastar.spi.RequestContent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the answers say: errors, refusals, redirects. */
final class ResponseInsights {
    private static final double SHEDDING_SHARE = 0.01;
    private static final double REDIRECT_SHARE = 0.5;
    private static final double ONE_FOR_EACH = 0.9;

    private ResponseInsights() {}

    static void addTo(List<Insight> insights, TrialResult result) {
        errorRate(insights, result);
        unauthorized(insights, result);
        shedding(insights, result);
        proxy(insights, result);
        redirects(insights, result);
        plainToTls(insights, result);
        aborted(insights, result);
    }

    private static void errorRate(List<Insight> insights, TrialResult result) {
        double rate = result.counts().errorRate();
        if (rate <= 0) {
            return;
        }
        String what = percent(rate) + " of the requests failed or had an unexpected response (" + kinds(result) + ")";
        if (rate > 0.5) {
            add(
                    insights,
                    Insight.Level.CRITICAL,
                    "CRITICAL error rate: " + what
                            + (result.counts().ok() == 0
                                    ? "; there is no latency of a success to report, so fix the errors first."
                                    : "; the latencies describe the few that worked, so fix the errors first."));
        } else if (rate > 0.1) {
            add(
                    insights,
                    Insight.Level.CRITICAL,
                    "HIGH error rate: " + what + "; find the cause in the error and status rows, or "
                            + LoadFacts.lower(result) + ".");
        } else if (rate > 0.01) {
            add(
                    insights,
                    Insight.Level.WARNING,
                    "Elevated error rate: " + what + "; find the cause in the error and status rows.");
        } else {
            add(insights, Insight.Level.NOTE, "Low error rate: " + what + "; it does not distort the latencies.");
        }
    }

    private static void add(List<Insight> insights, Insight.Level level, String text) {
        insights.add(new Insight("error-rate", level, text));
    }

    /** The codes and kinds with their counts, as in {@code 503x12, timeoutx3}. */
    static String kinds(TrialResult result) {
        Stream<String> codes =
                result.unexpectedCodes().entrySet().stream().map(entry -> entry.getKey() + "x" + entry.getValue());
        Stream<String> errors = result.errors().stream().map(row -> row.kind() + "x" + row.count());
        return Stream.concat(codes, errors).collect(Collectors.joining(", "));
    }

    private static void proxy(List<Insight> insights, TrialResult result) {
        String proxy = result.request().transport().proxy().url();
        long refused = codes(result, 407);
        if (proxy != null && !proxy.isEmpty() && refused > 0) {
            insights.add(new Insight(
                    "proxy-authentication",
                    Insight.Level.CRITICAL,
                    "The proxy wants a user and a password: it answered " + refused
                            + " requests with 407 itself; pass --proxy http://user:password@host:port."));
        }
    }

    /** What a refusal means where requests are authorized by a way that has more than one thing to get wrong. */
    private static void unauthorized(List<Insight> insights, TrialResult result) {
        RequestContent content = result.request().content();
        long forbidden = codes(result, 403);
        if (content.aws() != null && forbidden > 0) {
            String clock = Instant.ofEpochMilli(result.startedEpochMs())
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            insights.add(new Insight(
                    "aws-signature",
                    Insight.Level.WARNING,
                    "403x" + forbidden + " to requests signed for " + content.aws()
                            + ": AWS refuses wrong keys, regions and services (SignatureDoesNotMatch), and signatures that"
                            + " are more than 5 minutes off (RequestTimeTooSkewed, RequestExpired): set this machine's"
                            + " clock if it is wrong, which said " + clock
                            + " when the run began; --debug shows what the target says."));
        }
        long unauthorized = codes(result, 401);
        if (content.digestAuth() != null && unauthorized > 0) {
            insights.add(new Insight(
                    "digest-auth",
                    Insight.Level.WARNING,
                    "401x" + unauthorized
                            + " in spite of Digest authentication: the server refuses user or password, or"
                            + " asks for another scheme or algorithm than MD5, SHA-256 and SHA-512-256."));
        }
    }

    private static void shedding(List<Insight> insights, TrialResult result) {
        long refused = codes(result, 429) + codes(result, 503);
        double share = share(refused, result.counts().responses());
        if (share >= SHEDDING_SHARE) {
            insights.add(new Insight(
                    "load-shedding",
                    Insight.Level.WARNING,
                    "The target turns load away: " + percent(share) + " of the responses are 429 or 503" + "; "
                            + LoadFacts.lower(result)
                            + ", or lift its rate limit, to measure work instead of refusals."));
        }
    }

    private static void redirects(List<Insight> insights, TrialResult result) {
        long redirects = 0;
        for (Map.Entry<Integer, Long> entry : result.statusCodes().entrySet()) {
            int code = entry.getKey();
            redirects += code == 301 || code == 302 || code == 303 || code == 307 || code == 308 ? entry.getValue() : 0;
        }
        double share = share(redirects, result.counts().responses());
        if (share >= REDIRECT_SHARE) {
            insights.add(new Insight(
                    "redirects",
                    Insight.Level.WARNING,
                    percent(share) + " of the responses are redirects, which are not followed"
                            + "; load the URL that they lead to (curl -sI shows it as Location)."));
        }
    }

    /** Servers that expect TLS answer plain requests with 400 and close; their words are in the body, which is not kept. */
    private static void plainToTls(List<Insight> insights, TrialResult result) {
        long responses = result.counts().responses();
        if (responses > 0
                && codes(result, 400) == responses
                && oneForEach(result.connections(), responses)
                && result.request().keepAlive()
                && result.request().url().regionMatches(true, 0, "http:", 0, "http:".length())) {
            insights.add(new Insight(
                    "plain-to-tls",
                    Insight.Level.WARNING,
                    "Every response is a 400 after which the target closes the connection, as ports do that expect TLS"
                            + "; if this is one, write https:// in the URL (curl -s shows what the target says)."));
        }
    }

    /** Whether the target ends connections after one response, with or without saying so before. */
    private static boolean oneForEach(TrialResult.Connections connections, long responses) {
        return connections.closedByPeer() >= ONE_FOR_EACH * responses
                || connections.opened() > connections.requested() && connections.opened() >= ONE_FOR_EACH * responses;
    }

    private static void aborted(List<Insight> insights, TrialResult result) {
        long aborted = result.counts().aborted();
        double share = share(aborted, result.counts().started());
        if (share >= 0.01 && !result.interrupted()) {
            insights.add(new Insight(
                    "aborted",
                    Insight.Level.WARNING,
                    Units.count(aborted, "request") + " (" + percent(share)
                            + ") had no answer when the run ended and are in no percentile"
                            + ": the slowest are missing; use a longer -z or a longer --drain-timeout."));
        }
    }

    static double share(long part, long whole) {
        return whole <= 0 ? 0 : (double) part / whole;
    }

    private static long codes(TrialResult result, int code) {
        return result.statusCodes().getOrDefault(code, 0L);
    }
}
