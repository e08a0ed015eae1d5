// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.record.TrialResult;
import io.vastar.spi.StatusReason;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * A run as vegeta counts: requests are those that ended by themselves, success is a code from 200 to 399, and a request
 * without a response has the code 0.
 *
 * @param attackNs start of the window to the start of the last request
 * @param waitNs from there to the last response
 * @param rate requests per second of the attack
 * @param throughput successes per second of attack and wait
 * @param sentBytes of request bodies; -1 when unknown
 */
record VegetaFigures(
        long requests,
        long attackNs,
        long waitNs,
        double rate,
        double throughput,
        Histogram latency,
        long sentBytes,
        double success,
        SortedMap<Integer, Long> statusCodes,
        List<String> errors) {
    private static final int FIRST_SUCCESS = 200;
    private static final int LAST_SUCCESS = 399;

    static VegetaFigures of(TrialResult result) {
        long requests = PeerFigures.ended(result);
        long lastStartNs = result.course().lastStartNs();
        long attackNs = lastStartNs < 0 ? result.elapsedNs() : Math.min(lastStartNs, result.elapsedNs());
        long successes = PeerFigures.successes(result);
        SortedMap<Integer, Long> codes = new TreeMap<>(result.statusCodes());
        if (result.counts().failed() > 0) {
            codes.merge(0, result.counts().failed(), Long::sum);
        }
        List<String> errors = new ArrayList<>();
        result.errors().forEach(row -> errors.add(PeerFigures.words(row)));
        for (int code : result.statusCodes().keySet()) {
            if (code < FIRST_SUCCESS || code > LAST_SUCCESS) {
                errors.add((code + " " + StatusReason.of(code)).strip());
            }
        }
        return new VegetaFigures(
                requests,
                attackNs,
                result.elapsedNs() - attackNs,
                perSec(requests, attackNs),
                perSec(successes, result.elapsedNs()),
                PeerFigures.latency(result),
                PeerFigures.sentBodyBytes(result),
                requests == 0 ? 0 : (double) successes / requests,
                codes,
                errors);
    }

    /** As vegeta has it, the bare count where no time has passed. */
    private static double perSec(long count, long ns) {
        return ns <= 0 ? count : count * PeerFigures.SECOND_NS / ns;
    }
}
