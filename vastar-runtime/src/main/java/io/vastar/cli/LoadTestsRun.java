// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.LoadTestEntry;
import io.vastar.plan.Overrides;
import io.vastar.plan.PlanBuilder;
import io.vastar.slo.Slo;
import io.vastar.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs the selected load tests one after the other; one that fails does not keep the others from running. */
final class LoadTestsRun {
    private final Context context;
    private final PlanBuilder plans;
    private final Overrides overrides;
    private final OutputFlags output;
    private final OutputFormat format;
    private final SloFlags slos;
    private final RequestsFlags requests;
    private final ResultFiles files;
    private int sweeps;

    LoadTestsRun(
            Context context,
            PlanBuilder plans,
            Overrides overrides,
            OutputFlags output,
            OutputFormat format,
            SloFlags slos,
            RequestsFlags requests,
            ResultFiles files) {
        this.files = files;
        this.requests = requests;
        this.slos = slos;
        this.context = context;
        this.plans = plans;
        this.overrides = overrides;
        this.output = output;
        this.format = format;
    }

    /** @throws ConfigurationException when something is wrong, before anything runs */
    int run(List<LoadTestEntry> selected) {
        sweeps = (int) selected.stream()
                .filter(entry -> plans.with(entry).isSweep(entry.definition(), overrides))
                .count();
        checkAll(selected);
        LoadTestsOutput.check(format, selected.stream().map(LoadTestEntry::name).toList(), sweeps);
        if (requests.isDebug() && selected.size() > 1) {
            throw new ConfigurationException("--debug looks at one load test, and " + selected.size()
                    + " are selected ("
                    + selected.stream().map(LoadTestEntry::name).collect(Collectors.joining(", "))
                    + "); name one of them");
        }
        return files.leave(outcomes(selected, files.openLog()), sweeps);
    }

    /** How many of the selected load tests sweep; 0 before that is known. */
    int sweeps() {
        return sweeps;
    }

    private List<TestOutcome> outcomes(List<LoadTestEntry> selected, Logging logging) {
        boolean text = format == OutputFormat.TEXT;
        if (text && output.progress()) {
            RunHeader.print(context.console(), List.of("Load tests: " + selected.size()));
        }
        LoadTestRun runner =
                new LoadTestRun(context, plans, overrides, format, output.progress(), slos, logging, requests);
        List<TestOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < selected.size(); i++) {
            LoadTestEntry entry = selected.get(i);
            if (context.interruption().requested()) {
                outcomes.add(TestOutcome.failed(entry.name(), "not run: interrupted", ExitCode.INTERRUPTED));
                continue;
            }
            if (text && output.progress() && selected.size() > 1) {
                context.console().err().println("# " + (i + 1) + " of " + selected.size() + ": " + entry.name());
            }
            TestOutcome outcome = runner.run(entry);
            outcomes.add(outcome);
            report(outcome, selected.size() > 1);
        }
        if (text && selected.size() > 1) {
            new Results(context, format).print(SummaryTable.render(outcomes));
        }
        return outcomes;
    }

    /** So that no mistake in the last load test shows only after all others have run. */
    private void checkAll(List<LoadTestEntry> selected) {
        Set<String> notes = new LinkedHashSet<>();
        for (LoadTestEntry entry : selected) {
            PlanBuilder ofEntry = plans.with(entry);
            notes.addAll(ofEntry.check(
                    entry.definition(), overrides, entry.provider().scenarios()));
            List<Slo> objectives =
                    ofEntry.slos(entry.definition(), entry.provider().scenarios(), slos.objectives());
            if (plans.isSweep(entry.definition(), overrides)) {
                if (requests.isDebug() || requests.isLogging()) {
                    throw new ConfigurationException("--log, --db and --debug show the requests of one run, and load"
                            + " test '" + entry.name() + "' sweeps; add --sweep none to make one run of it, or leave it"
                            + " out with -e " + entry.name());
                }
                if (!slos.objectives().isEmpty()) {
                    throw new ConfigurationException("--slo judges one run, and load test '" + entry.name()
                            + "' sweeps, which has gates instead; add --sweep none to make one run of it, or leave it out"
                            + " with -e " + entry.name());
                }
                if (!objectives.isEmpty()) {
                    notes.add("load test '" + entry.name() + "' sweeps, so its objectives are not judged; --sweep none"
                            + " makes one run of it");
                }
            }
        }
        notes.forEach(context.console()::note);
    }

    private void report(TestOutcome outcome, boolean several) {
        if (format == OutputFormat.TEXT) {
            Results results = new Results(context, format);
            String heading = several ? "\n=== " + outcome.name() + " ===\n" : "";
            if (requests.isDebug()) {
                // it has been printed
            } else if (outcome.run() != null) {
                results.print(heading + context.services().reports().text(outcome.run()));
            } else if (outcome.sweep() != null) {
                results.print(heading + outcome.sweep().render(OutputFormat.TEXT));
            }
        }
        if (outcome.isSkipped()) {
            context.console().note("'" + outcome.name() + "' is " + outcome.problem());
        } else if (outcome.problem() != null && outcome.exitCode() != ExitCode.INTERRUPTED) {
            context.console().error(outcome.problem());
        }
    }
}
