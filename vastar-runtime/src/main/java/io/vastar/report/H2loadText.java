// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.format;

import io.vastar.record.TrialResult;
import org.HdrHistogram.Histogram;

/**
 * A run in the layout of h2load's last lines. Succeeded are codes up to 399, failed are other codes and errors. What a
 * run does not count is left out: the bytes of heads, and requests per second of each connection.
 */
public final class H2loadText {
    private static final int CLASS = 100;
    private static final double[] UNITS_NS = {1e3, 1e6, 1e9};
    private static final String[] UNITS = {"us", "ms", "s"};

    private H2loadText() {}

    public static String render(TrialResult result) {
        StringBuilder out = new StringBuilder(1024);
        double seconds = result.elapsedNs() / PeerFigures.SECOND_NS;
        TrialResult.Bytes bytes = result.bytes();
        out.append(format(
                "\nfinished in %s, %.2f req/s, %sB/s\n",
                time(result.elapsedNs()),
                result.requestsPerSec(),
                WrkText.binary(seconds <= 0 ? 0 : bytes.in() / seconds)));
        TrialResult.Counts counts = result.counts();
        long succeeded = PeerFigures.successes(result);
        long ended = PeerFigures.ended(result);
        long timeouts = 0;
        for (TrialResult.ErrorRow row : result.errors()) {
            timeouts += row.kind().equals("timeout") ? row.count() : 0;
        }
        out.append(format(
                "requests: %d total, %d started, %d done, %d succeeded, %d failed, %d errored, %d timeout\n",
                counts.started(), counts.started(), ended, succeeded, ended - succeeded, counts.failed(), timeouts));
        out.append(format(
                "status codes: %d 2xx, %d 3xx, %d 4xx, %d 5xx\n",
                codes(result, 2), codes(result, 3), codes(result, 4), codes(result, 5)));
        out.append(format(
                "traffic: %sB (%d) total, %sB (%d) data\n",
                WrkText.binary(bytes.in()), bytes.in(), WrkText.binary(bytes.body()), bytes.body()));
        out.append("                     min         max         mean         sd        +/- sd\n");
        row(out, "time for request", PeerFigures.latency(result));
        row(out, "time for connect", result.connections().connectNs());
        row(out, "time to 1st byte", result.firstByte());
        return out.toString();
    }

    private static long codes(TrialResult result, int hundreds) {
        return PeerFigures.responses(result, hundreds * CLASS, hundreds * CLASS + CLASS - 1);
    }

    private static void row(StringBuilder out, String name, Histogram histogram) {
        boolean any = histogram.getTotalCount() > 0;
        out.append(format(
                "%s: %10s  %10s  %10s  %10s  %7s%%\n",
                name,
                time(any ? histogram.getMinValue() : 0),
                time(any ? histogram.getMaxValue() : 0),
                time(any ? histogram.getMean() : 0),
                time(any ? histogram.getStdDeviation() : 0),
                format("%.2f", PeerFigures.nearMean(histogram) * 100)));
    }

    /** Whole microseconds, else two decimals. */
    static String time(double ns) {
        int unit = ns >= UNITS_NS[2] ? 2 : ns >= UNITS_NS[1] ? 1 : 0;
        return format(unit == 0 ? "%.0f" : "%.2f", ns / UNITS_NS[unit]) + UNITS[unit];
    }
}
