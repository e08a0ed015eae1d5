// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.engine.RunListener;
import io.vastar.plan.FileLimits;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.LoadTestCatalog;
import io.vastar.plan.PlaceholderValues;
import io.vastar.plan.SweepPlan;
import io.vastar.record.TrialResult;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.TargetUnreachableException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The rest of vastar without engine, sockets and clocks. */
final class Fakes implements Services {
    final List<LoadPlan> runs = new ArrayList<>();
    final List<SweepPlan> sweeps = new ArrayList<>();
    final List<LoadTestProvider> providers = new ArrayList<>();
    final Map<Path, String> written = new TreeMap<>();
    final Interruption interruption = new Interruption();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    Function<LoadPlan, TrialResult> engine = plan -> result(plan, plan.requests() == 0 ? 100 : plan.requests(), 0, 0);
    int sweepExit = ExitCode.OK;
    boolean stopped;
    final List<RunListener.Progress> course = new ArrayList<>();
    boolean ended;
    String started;
    List<DoctorCheck> checks = List.of();

    int run(String... arguments) {
        Console console = Console.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return Cli.run(new Context(this, console, interruption), "java -jar benchmarks.jar", arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    static TrialResult result(LoadPlan plan, long ok, long unexpected, long failed) {
        Histogram service = new Histogram(3);
        for (int i = 0; i < ok; i++) {
            service.recordValue(1_000_000);
        }
        TreeMap<Integer, Long> codes = new TreeMap<>();
        if (ok > 0) {
            codes.put(200, ok);
        }
        if (unexpected > 0) {
            codes.put(500, unexpected);
        }
        TrialResult.Phase phase = new TrialResult.Phase(0, 0, 0, 0);
        return new TrialResult(
                plan.name(),
                plan.request(),
                plan.concurrency(),
                "fake",
                0,
                1_000_000_000L,
                0,
                new TrialResult.Counts(ok + unexpected + failed, ok, unexpected, failed, 0),
                new TrialResult.Bytes(0, 0, 0),
                service,
                new Histogram(3),
                new Histogram(3),
                new TrialResult.Phases(phase, phase, phase, phase),
                codes,
                codes.tailMap(300),
                failed == 0 ? List.of() : List.of(new TrialResult.ErrorRow("reset", failed, "reset by peer")),
                new TrialResult.Connections(1, 1, 1, 0, 0, 0, new Histogram(3), List.of()),
                Map.of(),
                new TrialResult.Rate(0, 0, 0, 0, 0, 0),
                new TrialResult.Health(1, List.of(), 0, 0, 0, 0, -1, -1, -1, 0, 0, "auto"),
                false,
                TrialResult.Detail.NONE,
                TrialResult.Course.UNKNOWN);
    }

    static TrialResult unreachable(LoadPlan plan) {
        throw new TargetUnreachableException(
                "nothing listens at " + plan.request().url() + "; start it");
    }

    @Override
    public LoadTestCatalog catalog() {
        return LoadTestCatalog.of(providers.iterator());
    }

    @Override
    public FileLimits fileLimits() {
        return new FileLimits(10_000, 0);
    }

    @Override
    public PlaceholderValues placeholders(Map<String, String> given) {
        return new PlaceholderValues(given, name -> null, name -> null);
    }

    @Override
    public LoadEngine engine() {
        return new LoadEngine() {
            @Override
            public TrialResult run(LoadPlan plan, RunListener listener) {
                runs.add(plan);
                for (RunListener.Progress progress : course) {
                    if (!ended) {
                        listener.onProgress(progress);
                    }
                }
                return engine.apply(plan);
            }

            @Override
            public void stop() {
                stopped = true;
            }

            @Override
            public void endRun() {
                ended = true;
            }
        };
    }

    @Override
    public Reports reports() {
        return new Reports() {
            @Override
            public String text(Measured run) {
                TrialResult result = run.result();
                return "text of " + result.name();
            }

            @Override
            public String json(List<TestOutcome> outcomes, int exitCode) {
                return names(outcomes, "\"").collect(Collectors.joining(",", "{\"runs\":[", "]}\n"));
            }

            private Stream<String> names(List<TestOutcome> outcomes, String quote) {
                return outcomes.stream()
                        .map(TestOutcome::run)
                        .filter(Objects::nonNull)
                        .map(run -> quote + run.result().name() + quote);
            }

            @Override
            public String render(OutputFormat format, List<TestOutcome> outcomes, int exitCode) {
                return format == OutputFormat.JSON
                        ? json(outcomes, exitCode)
                        : format.label() + " of " + names(outcomes, "").collect(Collectors.joining(", "));
            }

            @Override
            public LiveView progress(LoadPlan plan) {
                return LiveView.NONE;
            }

            @Override
            public void write(Path file, String content) {
                written.put(file, content);
            }
        };
    }

    @Override
    public Sweeper sweeper() {
        return (plan, runner, progress, format) -> {
            sweeps.add(plan);
            return new SweepOutcome() {
                @Override
                public String render(OutputFormat form) {
                    return form == OutputFormat.NDJSON
                            ? null
                            : form == OutputFormat.JSON
                                    ? "{\"sweep\":\"" + plan.base().name() + "\"}\n"
                                    : "sweep as " + form.label();
                }

                @Override
                public int exitCode() {
                    return sweepExit;
                }

                @Override
                public String reason() {
                    return sweepExit == ExitCode.OK ? null : "no level passed";
                }

                @Override
                public SweetSpot sweetSpot() {
                    return new SweetSpot(46, 1000, 1, 2, 0);
                }
            };
        };
    }

    @Override
    public RunningTarget startTarget(String host, int port, int threads) {
        started = host + ":" + port + " x" + threads;
        return new RunningTarget() {
            @Override
            public String url() {
                return "http://" + host + ":" + (port == 0 ? 4711 : port);
            }

            @Override
            public void close() {
                started = "closed";
            }
        };
    }

    @Override
    public List<DoctorCheck> doctor() {
        return checks;
    }
}
