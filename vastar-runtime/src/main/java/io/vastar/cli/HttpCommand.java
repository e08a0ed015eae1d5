// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Overrides;
import io.vastar.plan.PlanBuilder;
import io.vastar.plan.Planned;
import io.vastar.record.TrialResult;
import io.vastar.report.JunitXml;
import io.vastar.slo.Slo;
import io.vastar.slo.Slos;
import io.vastar.slo.Verdict;
import io.vastar.spi.LoadTestDefinition;
import java.nio.file.Path;
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
        Services services = context.services();
        Overrides overrides = new Overrides(
                        sending.toRequired(url), model.on(load.overrides()), engine.options(), null, false)
                .withAbortOnSlo(slos.abort());
        Planned planned = new PlanBuilder(services.placeholders(Map.of()), services.fileLimits()).http(overrides);
        List<Slo> objectives = Slos.of(
                LoadTestDefinition.named("http").build(), List.of(), UnaryOperator.identity(), slos.objectives());
        Path jsonPath = output.jsonPath();
        slos.checkJunit(services.reports(), jsonPath);
        requests.check(output, format, slos);
        if (jsonPath != null) {
            services.reports().checkWritable(jsonPath);
        }
        if (requests.isDebug()) {
            return ended(DebugRun.outcome(context, "http", planned.run(), requests.secrets()));
        }
        try (Logging logging = Logging.of(requests)) {
            return run(planned, format, overrides, objectives, logging);
        }
    }

    private int run(Planned planned, OutputFormat format, Overrides overrides, List<Slo> objectives, Logging logging) {
        Services services = context.services();
        Path jsonPath = output.jsonPath();
        planned.notes().forEach(context.console()::note);
        boolean chatty = output.progress() && format == OutputFormat.TEXT;
        if (chatty) {
            RunHeader.print(context.console(), RunHeader.of(planned));
        }
        Trial trial = new Trial(context, output.progress(), logging);
        TrialResult result = trial.run(
                planned.run(), Objectives.live(objectives, planned.run(), overrides.abortOnSlo(), context.console()));
        List<Verdict> verdicts = Objectives.verdicts(result, objectives, planned.run(), trial.broken());
        List<Services.Measured> measured = List.of(new Services.Measured(planned.run(), result, verdicts, trial.log()));
        Results results = new Results(context, format);
        if (format == OutputFormat.TEXT) {
            results.print(services.reports().text(measured.get(0)));
        } else {
            results.print(services.reports().render(format, measured));
        }
        if (jsonPath != null) {
            services.reports().write(jsonPath, services.reports().json(measured));
        }
        TestOutcome outcome = trial.outcome("http", measured.get(0), slos.strict());
        if (slos.junit() != null) {
            services.reports().write(slos.junit(), JunitXml.render(List.of(Objectives.suite(outcome, slos.strict()))));
        }
        String lost = logging.finish();
        return ended(lost == null ? outcome : outcome.with(lost, ExitCode.INTERNAL));
    }

    private int ended(TestOutcome outcome) {
        if (outcome.problem() != null && outcome.exitCode() != ExitCode.INTERRUPTED) {
            context.console().error(outcome.problem());
        }
        return outcome.exitCode();
    }
}
