// SPDX-License-Identifier: Apache-2.0
package io.vastar.slo;

import io.vastar.grammar.SloSpec.Scope;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Arrivals;
import io.vastar.record.TrialResult.CheckRow;
import io.vastar.record.TrialResult.Counts;
import io.vastar.record.TrialResult.Row;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** What a result has of each metric, for the whole run or a step. Numbers are below 0 where there is nothing to tell. */
final class Measures {
    static final double NONE = -1;

    private final TrialResult result;
    private final Set<String> scenarios;

    Measures(TrialResult result, Set<String> scenarios) {
        this.result = result;
        this.scenarios = scenarios;
    }

    /** Null when there is none. */
    Row step(String name) {
        for (Row row : result.detail().steps()) {
            if (row.name().equals(name)) {
                return row;
            }
        }
        return null;
    }

    Counts counts(Row row) {
        return row == null ? result.counts() : row.counts();
    }

    /** Null when only a schedule would give them. */
    Histogram times(Scope scope, Row row) {
        Arrivals arrivals = result.detail().arrivals();
        Histogram service = row == null ? result.service() : row.service();
        Histogram response = row == null ? arrivals == null ? null : arrivals.response() : row.response();
        return switch (scope) {
            case SERVICE -> service;
            case RESPONSE -> response;
            case TTFB -> row == null ? result.firstByte() : row.firstByte();
            case LATENESS -> arrivals == null ? null : arrivals.lateness();
            case CONNECT -> result.connections().connectNs();
            default -> response == null ? service : response;
        };
    }

    double failedChecksShare() {
        long all = 0;
        for (CheckRow check : result.detail().checks()) {
            all += check.passed() + check.failed();
        }
        return all == 0 ? NONE : (double) result.detail().failedChecks() / all;
    }

    /** Share of the schedule that was started. */
    double achieved() {
        Arrivals arrivals = result.detail().arrivals();
        return arrivals == null || arrivals.due() == 0 ? NONE : (double) arrivals.started() / arrivals.due();
    }

    double responsesPerSec(Row row) {
        return perSec(counts(row).responses());
    }

    /** Ended ones. Without scenarios each request is one. */
    double iterationsPerSec() {
        if (result.detail().iterations() != null) {
            return perSec(result.detail().iterations().ended());
        }
        if (result.detail().transactions().isEmpty()) {
            return perSec(result.counts().ended());
        }
        long iterations = 0;
        boolean known = false;
        for (Row row : result.detail().transactions()) {
            if (scenarios.contains(row.name())) {
                known = true;
                iterations += row.counts().ended();
            }
        }
        return known ? perSec(iterations) : NONE;
    }

    private double perSec(long count) {
        return result.elapsedNs() <= 0 ? NONE : count * 1e9 / result.elapsedNs();
    }
}
