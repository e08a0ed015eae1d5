// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.ConcurrencySpec;
import io.vastar.grammar.Suggestions;
import io.vastar.plan.LoadTestCatalog;
import io.vastar.plan.LoadTestEntry;
import io.vastar.plan.Overrides;
import io.vastar.plan.ParamGrid;
import io.vastar.plan.PlaceholderValues;
import io.vastar.plan.PlanBuilder;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.SweepDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The root command: lists and runs the load tests in the jar. {@link LoadTestsRun} runs them. */
@Command(
        name = "vastar",
        description =
                "Runs the load tests in this jar: all of them, or those that a pattern selects. Flags win over what"
                        + " the annotations say.",
        customSynopsis = {
            "${COMMAND-FULL-NAME} [OPTIONS] [PATTERN...]",
            "       ${COMMAND-FULL-NAME} COMMAND [OPTIONS] ...",
        },
        commandListHeading = "%nCommands (help COMMAND, or COMMAND --help, has more):%n",
        footer = {
            "%nExamples:",
            "  ${COMMAND-FULL-NAME}                              every load test in the jar",
            "  ${COMMAND-FULL-NAME} -l                           what there is",
            "  ${COMMAND-FULL-NAME} 'Fx*' -c 100 -z 30s          by name, with another load",
            "  ${COMMAND-FULL-NAME} -u http://staging:8080       the same tests against another host",
            "  ${COMMAND-FULL-NAME} FxConvert --sweep auto -o json | jq .sweet_spot",
        })
final class LoadTestsCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            paramLabel = "PATTERN",
            arity = "0..*",
            description =
                    "Name of a load test, exact, with * and ?, or else a part or regular expression found anywhere in"
                            + " it; ~REGEX always is one. Class names match too. Default: all.")
    private final List<String> patterns = new ArrayList<>();

    @ArgGroup(validate = false, heading = "%nSelection:%n", order = 1)
    private SelectionFlags selection = new SelectionFlags();

    @ArgGroup(validate = false, heading = "%nLoad:%n", order = 2)
    private RunFlags load = new RunFlags();

    @ArgGroup(validate = false, heading = "%nArrivals:%n", order = 3)
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

    LoadTestsCommand(Context context) {
        this.context = context;
    }

    private static final class SelectionFlags {
        @Option(
                names = {"-l", "--list"},
                order = 1,
                description = "List the selected load tests and run none.")
        private boolean list;

        @Option(
                names = {"-e", "--exclude"},
                order = 2,
                paramLabel = "PATTERN",
                description = "Leave out load tests that match. Repeat it for more.")
        private final List<String> excludes = new ArrayList<>();

        @Option(
                names = {"-u", "--url"},
                order = 3,
                paramLabel = "URL",
                description =
                        "URL instead of the load test's. Without a path (http://host:port) it keeps the load test's"
                                + " path; a path alone (/items) keeps its host.")
        private String url;

        @Option(
                names = {"-P", "--set"},
                order = 4,
                paramLabel = "NAME=VALUE",
                description =
                        "Value for the placeholder $${NAME} in annotations. Repeat it for more. Without it counts the"
                                + " system property, then the environment variable of that name, then the placeholder's default.")
        private final Map<String, String> parameters = new LinkedHashMap<>();

        @Option(
                names = {"-p", "--param"},
                order = 5,
                paramLabel = "FIELD=VALUES",
                description =
                        "Values for a @Param field, such as size=1k,10k, in the place of the annotated ones: one run for"
                                + " each combination. Repeat it for other fields.")
        private final List<String> params = new ArrayList<>();

        @Option(
                names = "--sweep",
                order = 6,
                paramLabel = "LEVELS",
                description =
                        "Sweep over these levels of concurrency: auto, 10,50,100, 1..8, 10..1000:log=6 or 10..200:step=20."
                                + " none makes one run of a load test that would sweep. Default: what the load test says.")
        private String sweep;
    }

    @Override
    public Integer call() {
        OutputFormat format = output.formatOfRuns();
        slos.objectives();
        if (selection.list) {
            return list();
        }
        requests.check(output, format, slos);
        try (ResultFiles files = ResultFiles.claim(context, format, output, slos, requests)) {
            LoadTestsRun run = null;
            try {
                List<LoadTestEntry> selected = selected();
                checkParameters(selected);
                Overrides overrides = overrides();
                PlanBuilder plans = new PlanBuilder(
                        context.services().placeholders(selection.parameters),
                        context.services().fileLimits());
                run = new LoadTestsRun(context, plans, overrides, output, format, slos, requests, files);
                return run.run(selected);
            } catch (RuntimeException | Error e) {
                files.leaveFailure("load tests", e, run == null ? 0 : run.sweeps());
                throw e;
            }
        }
    }

    private int list() {
        if (output.jsonPath() != null) {
            throw new ConfigurationException("-l runs nothing, so --json-path would stay empty; leave one out");
        }
        OutputFormat format = output.format(OutputFormat.TEXT, OutputFormat.JSON);
        new Results(context, format).print(Listing.render(selected(), format));
        return ExitCode.OK;
    }

    private List<LoadTestEntry> selected() {
        LoadTestCatalog catalog = context.services().catalog();
        catalog.problems().forEach(context.console()::note);
        Map<String, List<String>> params = params();
        List<LoadTestEntry> selected = catalog.expanded(params)
                .select(List.copyOf(new LinkedHashSet<>(patterns)), selection.excludes, Cli.COMMANDS.keySet());
        ParamGrid.check(selected, params);
        return selected;
    }

    private Map<String, List<String>> params() {
        Map<String, List<String>> params = new LinkedHashMap<>();
        for (String param : selection.params) {
            int at = param.indexOf('=');
            if (at < 1 || param.substring(at + 1).isBlank()) {
                throw new ConfigurationException("-p " + param + " has no value; write -p "
                        + (at < 0 ? param : at == 0 ? "field" : param.substring(0, at)) + "=1,2");
            }
            String field = param.substring(0, at);
            if (selection.parameters.containsKey(field)) {
                throw new ConfigurationException(
                        "-p " + field + " and -P " + field + " give the same name a value; keep one");
            }
            List<String> values = params.computeIfAbsent(field, name -> new ArrayList<>());
            for (String value : param.substring(at + 1).split(",", -1)) {
                if (values.contains(value)) {
                    throw new ConfigurationException(
                            "-p " + field + " has the value '" + value + "' twice; leave one out");
                }
                values.add(value);
            }
        }
        return params;
    }

    /**
     * So that no wrong value of the last combination shows only after all others have run. The compiler has checked the
     * annotated ones.
     */
    private void checkParams(List<LoadTestEntry> selected) {
        for (LoadTestEntry entry : selected) {
            for (String field : entry.params().keySet()) {
                if (selection.parameters.containsKey(field)) {
                    throw new ConfigurationException("-P " + field + ": load test '"
                            + entry.definition().name()
                            + "' has a @Param of that name, whose values come first; write -p "
                            + field + "=" + selection.parameters.get(field));
                }
            }
            if (!selection.params.isEmpty()) {
                tryParams(entry);
            }
        }
    }

    private static void tryParams(LoadTestEntry entry) {
        try {
            entry.setParams();
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            // user code that cannot be initialised: its run fails with the cause, and the others run
            return;
        }
    }

    private Overrides overrides() {
        boolean off = "none".equals(selection.sweep);
        SweepDefinition sweep = null;
        if (selection.sweep != null && !off) {
            try {
                ConcurrencySpec.parse(selection.sweep);
            } catch (io.vastar.grammar.GrammarException e) {
                throw new ConfigurationException("--sweep: " + e.getMessage() + ", or none", e);
            }
            sweep = SweepDefinition.over(selection.sweep);
        }
        return new Overrides(sending.to(selection.url), model.on(load.overrides()), engine.options(), sweep, off)
                .withAbortOnSlo(slos.abort());
    }

    private void checkParameters(List<LoadTestEntry> selected) {
        checkParams(selected);
        TreeSet<String> known = new TreeSet<>();
        selected.forEach(entry -> known.addAll(
                PlaceholderValues.names(entry.definition(), entry.provider().scenarios())));
        for (String name : selection.parameters.keySet()) {
            if (!known.contains(name)) {
                String question = Suggestions.question(name, known);
                throw new ConfigurationException("-P " + name + ": no selected load test has the placeholder ${" + name
                        + "}"
                        + (question.isEmpty()
                                ? "; "
                                        + (known.isEmpty()
                                                ? "they have none at all"
                                                : "they have " + String.join(", ", known))
                                : question));
            }
        }
    }
}
