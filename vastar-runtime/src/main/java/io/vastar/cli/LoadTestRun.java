// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.api.LoadTestSkippedException;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.LoadTestEntry;
import io.vastar.plan.Overrides;
import io.vastar.plan.PlanBuilder;
import io.vastar.plan.Planned;
import io.vastar.record.TrialResult;
import io.vastar.run.LoadTestExecution;
import io.vastar.slo.Slo;
import io.vastar.slo.Verdict;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TargetUnreachableException;
import java.util.List;

/** Runs one load test between its set-up and its tear-down. What goes wrong is its outcome, not an exception. */
final class LoadTestRun {
    private final Context context;
    private final PlanBuilder plans;
    private final Overrides overrides;
    private final OutputFormat format;
    private final boolean progress;
    private final SloFlags slos;
    private final Logging logging;
    private final RequestsFlags requests;

    LoadTestRun(
            Context context,
            PlanBuilder plans,
            Overrides overrides,
            OutputFormat format,
            boolean progress,
            SloFlags slos,
            Logging logging,
            RequestsFlags requests) {
        this.slos = slos;
        this.logging = logging;
        this.requests = requests;
        this.context = context;
        this.plans = plans;
        this.overrides = overrides;
        this.format = format;
        this.progress = progress;
    }

    TestOutcome run(LoadTestEntry entry) {
        LoadTestExecution execution = new LoadTestExecution(entry, overrides, plans);
        TestOutcome outcome;
        try {
            outcome = setUpAndRun(entry, execution);
        } catch (ConfigurationException e) {
            outcome = TestOutcome.failed(entry.name(), e.getMessage(), ExitCode.USAGE);
        } catch (TargetUnreachableException e) {
            outcome = TestOutcome.failed(entry.name(), e.getMessage(), ExitCode.UNREACHABLE);
        }
        if (outcome.run() == null && outcome.sweep() == null) {
            outcome = logging.added(outcome);
        }
        try {
            context.interruption().enterUserCode(false);
            execution.close();
            return outcome;
        } catch (Exception | LinkageError | AssertionError e) {
            return outcome.with(UserCode.failure("tear-down", entry, e), ExitCode.INTERNAL);
        } finally {
            context.interruption().leaveUserCode();
        }
    }

    private TestOutcome setUpAndRun(LoadTestEntry entry, LoadTestExecution execution) {
        try {
            context.interruption().enterUserCode(true);
            execution.setUp();
        } catch (ConfigurationException e) {
            throw e;
        } catch (LoadTestSkippedException e) {
            return TestOutcome.skipped(entry.name(), e.getMessage());
        } catch (Exception | LinkageError | AssertionError e) {
            return context.interruption().requested()
                    ? TestOutcome.failed(entry.name(), "interrupted in its set-up", ExitCode.INTERRUPTED)
                    : TestOutcome.failed(entry.name(), UserCode.failure("set-up", entry, e), ExitCode.INTERNAL);
        } finally {
            context.interruption().leaveUserCode();
        }
        if (context.interruption().requested()) {
            return TestOutcome.failed(entry.name(), "interrupted in its set-up", ExitCode.INTERRUPTED);
        }
        Planned planned = execution.plan(context.services()::feed);
        if (progress && format == OutputFormat.TEXT && !requests.isDebug()) {
            RunHeader.of(planned).forEach(line -> context.console().err().println("# " + line));
        }
        return planned.sweep() == null ? single(entry, execution, planned) : sweep(entry, planned);
    }

    private TestOutcome single(LoadTestEntry entry, LoadTestExecution execution, Planned planned) {
        List<Slo> objectives = execution.objectives(slos.objectives());
        LoadPlan plan = planned.run().withName(entry.name());
        if (requests.isDebug()) {
            return DebugRun.outcome(context, entry.name(), plan, requests.secrets());
        }
        Trial trial = new Trial(context, progress, logging);
        TrialResult result =
                trial.run(plan, Objectives.live(objectives, plan, overrides.abortOnSlo(), context.console()));
        List<Verdict> verdicts = Objectives.verdicts(result, objectives, plan, trial.broken());
        return trial.outcome(
                entry.name(), new Services.Measured(planned.run(), result, verdicts, trial.log()), slos.strict());
    }

    private TestOutcome sweep(LoadTestEntry entry, Planned planned) {
        Services.LoadEngine engine = context.services().engine();
        context.interruption().stopWith(engine::stop);
        Services.SweepOutcome outcome = context.services().sweeper().run(planned.sweep(), engine, progress, format);
        return new TestOutcome(entry.name(), null, outcome, outcome.reason(), outcome.exitCode());
    }
}
