// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Overrides;
import io.vastar.plan.PlanBuilder;
import io.vastar.plan.Planned;
import io.vastar.record.TrialResult;
import io.vastar.slo.Slo;
import io.vastar.slo.Slos;
import io.vastar.slo.Verdict;
import io.vastar.spi.LoadTestDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ArgGroup;

/** One run of a URL without a load test: what such a command has whatever its protocol. */
abstract class UrlCommand implements Callable<Integer> {
    private final String name;
    private final Context context;

    @ArgGroup(validate = false, heading = "%nLoad:%n", order = 1)
    private RunFlags load = new RunFlags();

    @ArgGroup(validate = false, heading = "%nArrivals:%n", order = 2)
    private ModelFlags model = new ModelFlags();

    @ArgGroup(validate = false, heading = "%nObjectives:%n", order = 10)
    private SloFlags slos = new SloFlags();

    @ArgGroup(validate = false, heading = "%nLoad generator:%n", order = 11)
    private EngineFlags engine = new EngineFlags();

    @ArgGroup(validate = false, heading = "%nOutput:%n", order = 12)
    private OutputFlags output = new OutputFlags();

    @ArgGroup(validate = false, heading = "%nRequests one by one:%n", order = 18)
    private RequestsFlags requests = new RequestsFlags();

    @ArgGroup(validate = false, heading = "%nOther:%n", order = 19)
    private CommonFlags common = new CommonFlags();

    UrlCommand(String name, Context context) {
        this.name = name;
        this.context = context;
    }

    @Override
    public Integer call() {
        OutputFormat format = output.formatOfRuns();
        List<Slo> objectives =
                Slos.of(LoadTestDefinition.named(name).build(), List.of(), UnaryOperator.identity(), slos.objectives());
        requests.check(output, format, slos);
        try (ResultFiles files = ResultFiles.claim(context, format, output, slos, requests)) {
            TestOutcome outcome;
            int exitCode;
            try {
                outcome = run(format, objectives, files);
                exitCode = files.leave(List.of(outcome), 0);
            } catch (RuntimeException | Error e) {
                files.leaveFailure(name, e, 0);
                throw e;
            }
            if (outcome.problem() != null && outcome.exitCode() != ExitCode.INTERRUPTED) {
                context.console().error(outcome.problem());
            }
            return exitCode;
        }
    }

    /** What is sent, and where, as the command line has it. */
    abstract Overrides.Request request();

    private TestOutcome run(OutputFormat format, List<Slo> objectives, ResultFiles files) {
        Services services = context.services();
        Logging logging = files.openLog();
        Overrides overrides = new Overrides(request(), model.on(load.overrides()), engine.options(), null, false)
                .withAbortOnSlo(slos.abort());
        Planned planned = new PlanBuilder(services.placeholders(Map.of()), services.fileLimits()).http(overrides);
        planned.notes().forEach(context.console()::note);
        if (requests.isDebug()) {
            return DebugRun.outcome(context, name, planned.run(), requests.secrets());
        }
        if (output.progress() && format == OutputFormat.TEXT) {
            RunHeader.print(context.console(), RunHeader.of(planned));
        }
        Trial trial = new Trial(context, output.progress(), logging);
        TrialResult result = trial.run(
                planned.run(), Objectives.live(objectives, planned.run(), overrides.abortOnSlo(), context.console()));
        List<Verdict> verdicts = Objectives.verdicts(result, objectives, planned.run(), trial.broken());
        Services.Measured measured = new Services.Measured(planned.run(), result, verdicts, trial.log());
        if (format == OutputFormat.TEXT) {
            new Results(context, format).print(services.reports().text(measured));
        }
        return trial.outcome(name, measured, slos.strict());
    }
}
