// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.engine.Engine;
import io.vastar.engine.RunListener;
import io.vastar.feed.FeedFiles;
import io.vastar.plan.FileLimits;
import io.vastar.plan.LoadPlan;
import io.vastar.plan.LoadTestCatalog;
import io.vastar.plan.PlaceholderValues;
import io.vastar.record.TrialResult;
import io.vastar.report.BombardierJson;
import io.vastar.report.H2loadText;
import io.vastar.report.HeyText;
import io.vastar.report.LiveProgress;
import io.vastar.report.LogText;
import io.vastar.report.ObjectivesJson;
import io.vastar.report.ObjectivesText;
import io.vastar.report.OhaJson;
import io.vastar.report.OutputFile;
import io.vastar.report.RunCsv;
import io.vastar.report.RunDocument;
import io.vastar.report.RunJson;
import io.vastar.report.RunText;
import io.vastar.report.VegetaJson;
import io.vastar.report.VegetaText;
import io.vastar.report.WrkText;
import io.vastar.run.LoadSession;
import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The real thing: joins the commands with engine, sweep, reports and target. */
final class JoinedServices implements Services, AutoCloseable {
    private final Console console;
    private final FeedFiles feedFiles = new FeedFiles();
    private final Set<String> noted = new HashSet<>();
    private Engine engine;
    /** The engine has been stopped, which it does not get over; the next run needs a new one. */
    JoinedServices(Console console) {
        this.console = console;
    }

    @Override
    public LoadTestCatalog catalog() {
        return LoadTestCatalog.find(Thread.currentThread().getContextClassLoader());
    }

    @Override
    public FileLimits fileLimits() {
        return FileLimits.ofThisProcess();
    }

    @Override
    public PlaceholderValues placeholders(Map<String, String> given) {
        return PlaceholderValues.ofThisProcess(given);
    }

    @Override
    public Feed feed(FeederDefinition feeder, long seed) {
        return feedFiles.load(feeder, seed, note -> {
            if (noted.add(note)) {
                console.note(note);
            }
        });
    }

    @Override
    public LoadEngine engine() {
        Engine runs = realEngine();
        return new LoadEngine() {
            @Override
            public TrialResult run(LoadPlan plan, RunListener listener) {
                return runs.run(plan, listener);
            }

            @Override
            public void stop() {
                runs.stop();
            }

            @Override
            public void endRun() {
                runs.endRun();
            }
        };
    }

    private Engine realEngine() {
        if (engine == null) {
            engine = LoadSession.newEngine();
        }
        return engine;
    }

    @Override
    public Reports reports() {
        return new Reports() {
            @Override
            public String text(Measured run) {
                return new RunText(console.outColour(), console.columns()).render(run.result(), run.plan())
                        + ObjectivesText.render(run.verdicts(), console.outColour())
                        + LogText.render(run.log(), console.outColour());
            }

            @Override
            public String json(List<TestOutcome> outcomes, int exitCode) {
                List<ObjectNode> runs = measured(outcomes).stream()
                        .map(run -> {
                            ObjectNode node = RunJson.node(run.result(), run.plan());
                            ObjectivesJson.addTo(node, run.verdicts());
                            LogText.addTo(node, run.log());
                            return node;
                        })
                        .toList();
                return RunDocument.render(
                        runs, exitCode, outcomes.stream().map(TestOutcome::line).toList());
            }

            @Override
            public String render(OutputFormat format, List<TestOutcome> outcomes, int exitCode) {
                if (format == OutputFormat.JSON) {
                    return json(outcomes, exitCode);
                }
                if (format == OutputFormat.CSV) {
                    return RunCsv.render(outcomes.stream().map(TestOutcome::row).toList());
                }
                List<Measured> runs = measured(outcomes);
                return runs.isEmpty() ? null : foreign(format, runs.get(0));
            }

            private List<Measured> measured(List<TestOutcome> outcomes) {
                return outcomes.stream()
                        .map(TestOutcome::run)
                        .filter(Objects::nonNull)
                        .toList();
            }

            private String foreign(OutputFormat format, Measured run) {
                TrialResult result = run.result();
                return switch (format) {
                    case OHA -> OhaJson.render(result);
                    case HEY -> HeyText.render(result);
                    case WRK -> WrkText.render(result, run.plan());
                    case H2LOAD -> H2loadText.render(result);
                    case VEGETA -> VegetaText.render(result);
                    case VEGETA_JSON -> VegetaJson.render(result);
                    case BOMBARDIER_JSON -> BombardierJson.render(result, run.plan());
                    default -> throw new IllegalArgumentException("a run has no form " + format);
                };
            }

            @Override
            public LiveView progress(LoadPlan plan) {
                return new Live(new LiveProgress(console.screen(), console.errTty(), console.errColour(), plan));
            }

            @Override
            public void write(Path file, String content) throws IOException {
                OutputFile.write(file, content);
            }
        };
    }

    @Override
    public Sweeper sweeper() {
        return new JoinedSweeper(console);
    }

    @Override
    public RunningTarget startTarget(String host, int port, int threads) {
        return JoinedTarget.start(host, port, threads);
    }

    @Override
    public List<DoctorCheck> doctor() {
        return new Doctor(catalog(), fileLimits(), realEngine()::calibrate).checks();
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }

    private record Live(LiveProgress shown) implements LiveView {
        @Override
        public void onProgress(Progress progress) {
            shown.onProgress(progress);
        }

        @Override
        public void close() {
            shown.close();
        }
    }
}
