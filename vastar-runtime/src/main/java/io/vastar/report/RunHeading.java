// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.count;
import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.rate;

import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Arrivals;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariety;

/** The first lines of a run's text report: what was sent, by which load model, and what its latency is. */
final class RunHeading {
    private RunHeading() {}

    static void write(StringBuilder out, Ansi ansi, int columns, TrialResult result) {
        if (result.interrupted()) {
            out.append(ansi.paint(
                            Ansi.ORANGE,
                            "Interrupted: ended early by the user; the figures cover the "
                                    + duration(result.elapsedNs()) + " before."))
                    .append('\n');
        }
        RequestSpec request = result.request();
        out.append(
                        result.protocol().equals("noop")
                                ? ansi.bold(result.name())
                                : ansi.bold(RequestFacts.named(request)) + "  (" + result.name() + ", "
                                        + result.protocol() + ")")
                .append('\n');
        String way = WayLine.of(request);
        if (way != null) {
            Units.wrap(out, "", way + ".", columns);
        }
        RequestVariety variety = request.content().variety();
        if (variety != null) {
            String order = variety.random() ? "in random order (seed " + variety.seed() + ")" : "in turn";
            Units.wrap(out, "", "Requests: " + Units.printable(variety.summary()) + ", " + order + ".", columns);
        }
        Units.wrap(out, "", model(result), columns);
    }

    private static String model(TrialResult result) {
        String connecting = result.request().keepAlive() ? "." : ", opening the connection included.";
        if (LoadFacts.isOpen(result)) {
            return open(result.detail().arrivals()) + connecting;
        }
        int c = result.concurrency();
        if (result.detail().hasUserThreads()) {
            return "Closed model: " + count(c, "virtual user")
                    + (c == 1 ? " begins its" : ", each begins its")
                    + " next iteration when the last is over, on a thread of its own; latency = service time of each request,"
                    + " from its start to the last byte of the response" + connecting;
        }
        if (!result.detail().steps().isEmpty()) {
            return "Closed model: " + count(c, "virtual user")
                    + (c == 1 ? " begins its" : ", each begins its")
                    + " next iteration when the last is over; latency = service time of each request, from its start to"
                    + " the last byte of the response" + connecting;
        }
        boolean alone = !LoadFacts.shares(result);
        boolean inOrder = !alone && !result.request().transport().http().isHttp2();
        return "Closed model: " + LoadFacts.connections(result)
                + (!alone ? ", each of which carries its" : c == 1 ? " sends its" : ", each sends its")
                + " next request when the last is answered; latency = service time, from start of the request to its"
                + " last byte" + (inOrder ? ", behind those before it on its connection" : "") + connecting;
    }

    private static String open(Arrivals arrivals) {
        return "Open model: target " + rate(arrivals.targetPerSec()) + "/s, achieved "
                + rate(arrivals.achievedPerSec()) + "/s (" + ScheduleInsights.reachedText(arrivals)
                + "). Arrivals come by a schedule, whatever the target does; latency = response time, from the moment the"
                + " schedule wanted the request to its last byte. Service time, from the start of the request, stands"
                + " beside it";
    }
}
