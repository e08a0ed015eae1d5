// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Overrides;
import io.vastar.plan.PlanBuilder;
import io.vastar.plan.Planned;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sweep URL}: finds the sweet-spot concurrency without a load test. */
@Command(
        name = "sweep",
        description = "Finds the concurrency at which one URL is at its best: measures a list of levels, disqualifies"
                + " those with an unhealthy tail or errors, and picks the sweet spot.",
        customSynopsis = "${COMMAND-FULL-NAME} [OPTIONS] URL",
        footer = {
            "%nExamples:",
            "  ${COMMAND-FULL-NAME} http://localhost:8080/items",
            "  ${COMMAND-FULL-NAME} --conc 10..400:log=6 --repeats 3 --refine http://localhost:8080/items",
            "  ${COMMAND-FULL-NAME} -o json http://localhost:8080/items | jq -r .sweet_spot.concurrency",
            "  ${COMMAND-FULL-NAME} --vs http://localhost:8081/ --max-overhead-pct 20 http://localhost:8080/",
        })
final class SweepCommand implements Callable<Integer> {
    private static final String NAME = "sweep";

    private final Context context;

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description = "What to load, such as http://localhost:8080/items. Not needed with --targets.")
    private String url;

    @ArgGroup(validate = false, heading = "%nLevels:%n", order = 1)
    private SweepFlags sweep = new SweepFlags();

    @ArgGroup(validate = false, heading = "%nGates (a level beyond one of them is disqualified):%n", order = 2)
    private GateFlags gates = new GateFlags();

    @ArgGroup(validate = false, heading = "%nComparison with a reference:%n", order = 3)
    private PairFlags pair = new PairFlags();

    @ArgGroup(validate = false, heading = "%nLoad at each level:%n", order = 4)
    private LoadFlags load = new LoadFlags();

    @Mixin
    private SendingFlags sending = new SendingFlags();

    @ArgGroup(validate = false, heading = "%nLoad generator:%n", order = 10)
    private EngineFlags engine = new EngineFlags();

    @ArgGroup(validate = false, heading = "%nOutput:%n", order = 11)
    private OutputFlags output = new OutputFlags();

    @ArgGroup(validate = false, heading = "%nOther:%n", order = 12)
    private CommonFlags common = new CommonFlags();

    SweepCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OutputFormat format =
                output.format(OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.NDJSON, OutputFormat.CSV);
        try (ResultFiles files = ResultFiles.claim(context, format, output)) {
            TestOutcome outcome;
            int exitCode;
            try {
                outcome = run(format);
                exitCode = files.leave(List.of(outcome), 1);
            } catch (RuntimeException | Error e) {
                files.leaveFailure(NAME, e, 1);
                throw e;
            }
            if (outcome.problem() != null) {
                context.console().err().println(outcome.problem());
            }
            return exitCode;
        }
    }

    private TestOutcome run(OutputFormat format) {
        Services services = context.services();
        Overrides overrides = new Overrides(
                sending.toRequired(url), load.overrides(), engine.options(), sweep.definition(gates, pair), false);
        Planned planned = new PlanBuilder(services.placeholders(Map.of()), services.fileLimits()).sweep(overrides);
        planned.notes().forEach(context.console()::note);
        if (output.progress() && format == OutputFormat.TEXT) {
            RunHeader.print(context.console(), RunHeader.of(planned));
        }
        Services.LoadEngine loadEngine = services.engine();
        context.interruption().stopWith(loadEngine::stop);
        Services.SweepOutcome outcome = services.sweeper().run(planned.sweep(), loadEngine, output.progress(), format);
        if (format == OutputFormat.TEXT) {
            new Results(context, format).print(outcome.render(format));
        }
        return new TestOutcome(NAME, null, outcome, outcome.reason(), outcome.exitCode());
    }
}
