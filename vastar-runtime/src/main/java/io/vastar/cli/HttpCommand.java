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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code http URL}: one run without a load test. */
@Command(
        name = "http",
        description = "Loads one URL, without a load test: the flags are those of hey.",
        customSynopsis = "${COMMAND-FULL-NAME} [OPTIONS] URL",
        footer = {
            "%nExamples:",
            "  ${COMMAND-FULL-NAME} http://localhost:8080/",
            "  ${COMMAND-FULL-NAME} -c 100 -z 30s http://localhost:8080/items",
            "  ${COMMAND-FULL-NAME} -n 10k -m POST -d '{\"from\":\"USD\"}' http://localhost:8080/convert",
            "  ${COMMAND-FULL-NAME} -o json http://localhost:8080/ | jq .",
        })
final class HttpCommand implements Callable<Integer> {
    private static final String NAME = "http";

    private final Context context;

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description = "What to load, such as http://localhost:8080/items. Not needed with --targets.")
    private String url;

    @ArgGroup(validate = false, heading = "%nLoad:%n", order = 1)
    private RunFlags load = new RunFlags();

    @ArgGroup(validate = false, heading = "%nArrivals:%n", order = 2)
    private ModelFlags model = new ModelFlags();

    @Mixin
    private SendingFlags sending = new SendingFlags();

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

    HttpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OutputFormat format = output.formatOfRuns();
        List<Slo> objectives =
                Slos.of(LoadTestDefinition.named(NAME).build(), List.of(), UnaryOperator.identity(), slos.objectives());
        requests.check(output, format, slos);
        try (ResultFiles files = ResultFiles.claim(context, format, output, slos, requests)) {
            TestOutcome outcome;
            int exitCode;
            try {
                outcome = run(format, objectives, files);
                exitCode = files.leave(List.of(outcome), 0);
            } catch (RuntimeException | Error e) {
                files.leaveFailure(NAME, e, 0);
                throw e;
            }
            if (outcome.problem() != null && outcome.exitCode() != ExitCode.INTERRUPTED) {
                context.console().error(outcome.problem());
            }
            return exitCode;
        }
    }

    private TestOutcome run(OutputFormat format, List<Slo> objectives, ResultFiles files) {
        Services services = context.services();
        Logging logging = files.openLog();
        Overrides overrides = new Overrides(
                        sending.toRequired(url), model.on(load.overrides()), engine.options(), null, false)
                .withAbortOnSlo(slos.abort());
        Planned planned = new PlanBuilder(services.placeholders(Map.of()), services.fileLimits()).http(overrides);
        planned.notes().forEach(context.console()::note);
        if (requests.isDebug()) {
            return DebugRun.outcome(context, NAME, planned.run(), requests.secrets());
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
        return trial.outcome(NAME, measured, slos.strict());
    }
}
