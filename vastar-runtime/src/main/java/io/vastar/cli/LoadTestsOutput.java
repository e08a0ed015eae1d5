// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vastar.report.SweepCsv;
import io.vastar.report.SweepJson;
import io.vastar.report.SweepNdjson;
import io.vastar.spi.ConfigurationException;
import java.util.List;

/**
 * The results of several load tests as one JSON document. A lone sweep is the sweep's document and runs alone are one
 * document of runs, as the subcommands write them; where there is a sweep among others, each result is wrapped. The
 * shape follows from what was selected, never from how it went.
 */
final class LoadTestsOutput {
    private static final String SCHEMA_VERSION = "1.0";

    private LoadTestsOutput() {}

    /**
     * Refuses a form that cannot hold what was selected, before anything runs.
     *
     * @param names of the selected load tests
     * @param sweeps how many of them are sweeps
     */
    static void check(OutputFormat format, List<String> names, int sweeps) {
        if (format.isForeign() && names.size() > 1) {
            throw new ConfigurationException("-o " + format.label() + " describes one run, and " + names.size()
                    + " load tests are selected (" + String.join(", ", names) + "); name one of them, or use -o json");
        }
        if (format.isForeign() && sweeps > 0) {
            throw new ConfigurationException("-o " + format.label() + " describes one run, and load test '"
                    + names.get(0) + "' sweeps; add --sweep none to make one run of it, or use -o json");
        }
        if (format == OutputFormat.CSV && sweeps > 0 && names.size() > 1) {
            throw new ConfigurationException("-o csv has the columns either of runs or of one sweep, and the selected"
                    + " load tests (" + String.join(", ", names)
                    + ") are several with a sweep among them; add --sweep none to"
                    + " make runs of them, select a sweep alone, or use -o json");
        }
    }

    /**
     * What goes to stdout in the end; null when that is text, which has been printed, or when the form has no place for what
     * happened.
     *
     * @param sweeps how many of the selected load tests are sweeps
     */
    static String render(
            OutputFormat format, List<TestOutcome> outcomes, int sweeps, int exitCode, Services.Reports reports) {
        if (format == OutputFormat.TEXT) {
            return null;
        }
        if (format == OutputFormat.JSON) {
            return json(outcomes, sweeps, exitCode, reports);
        }
        return sweeps > 0 ? sweep(format, outcomes.get(0)) : reports.render(format, outcomes, exitCode);
    }

    /** A sweep's own document; of one that has no result, what became of it. */
    private static String sweep(OutputFormat format, TestOutcome outcome) {
        if (outcome.sweep() != null) {
            return outcome.sweep().render(format);
        }
        return switch (format) {
            case CSV -> SweepCsv.withoutResult(outcome.problem());
            case NDJSON -> SweepNdjson.withoutResult(outcome.exitCode(), outcome.problem());
            default -> SweepJson.withoutResult(outcome.exitCode(), outcome.problem());
        };
    }

    static String json(List<TestOutcome> outcomes, int sweeps, int exitCode, Services.Reports reports) {
        if (sweeps == 0) {
            return reports.json(outcomes, exitCode);
        }
        if (outcomes.size() == 1 && sweeps == 1) {
            return sweep(OutputFormat.JSON, outcomes.get(0));
        }
        StringBuilder json = new StringBuilder("{\n\"schema_version\": \"" + SCHEMA_VERSION
                + "\",\n\"kind\": \"load_tests\",\n\"exit_code\": " + exitCode + ",\n\"load_tests\": [");
        for (int i = 0; i < outcomes.size(); i++) {
            TestOutcome outcome = outcomes.get(i);
            json.append(i == 0 ? "\n" : ",\n").append("{\"name\": ").append(quoted(outcome.name()));
            json.append(", \"exit_code\": ").append(outcome.exitCode());
            json.append(", \"problem\": ").append(outcome.problem() == null ? "null" : quoted(outcome.problem()));
            if (outcome.run() != null) {
                json.append(", \"kind\": \"run\", \"result\": ");
                json.append(reports.json(List.of(outcome), outcome.exitCode()).strip());
            } else if (outcome.sweep() != null) {
                json.append(", \"kind\": \"sweep\", \"result\": ");
                json.append(outcome.sweep().render(OutputFormat.JSON).strip());
            } else {
                json.append(", \"kind\": \"none\", \"result\": null");
            }
            json.append('}');
        }
        return json.append("\n]\n}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
