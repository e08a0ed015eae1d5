// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.report.JunitXml;
import io.vastar.report.OutputClaim;
import io.vastar.report.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a command leaves its result, by one rule: once the files that were asked for are claimed, each of them, and stdout in
 * a form for programs, reports what happened, whatever that was. A file that cannot be written afterwards is an error of its
 * own and keeps no other from being written.
 */
final class ResultFiles implements AutoCloseable {
    private final Context context;
    private final OutputFormat format;
    private final Path jsonPath;
    private final Path junit;
    private final boolean strict;
    private final RequestsFlags requests;
    private final List<OutputClaim> claims = new ArrayList<>();
    private Logging logging = Logging.NONE;

    private ResultFiles(
            Context context, OutputFormat format, Path jsonPath, Path junit, boolean strict, RequestsFlags requests) {
        this.context = context;
        this.format = format;
        this.jsonPath = jsonPath;
        this.junit = junit;
        this.strict = strict;
        this.requests = requests;
    }

    /** Of a command that sweeps and has no other file. */
    static ResultFiles claim(Context context, OutputFormat format, OutputFlags output) {
        return claim(new ResultFiles(context, format, output.jsonPath(), null, false, null));
    }

    /** @throws io.vastar.spi.ConfigurationException when a file cannot be written, or another run writes it */
    static ResultFiles claim(
            Context context, OutputFormat format, OutputFlags output, SloFlags slos, RequestsFlags requests) {
        return claim(new ResultFiles(context, format, output.jsonPath(), slos.junit(), slos.strict(), requests));
    }

    private static ResultFiles claim(ResultFiles files) {
        try {
            Stream.of(files.jsonPath, files.junit).filter(Objects::nonNull).forEach(files::claim);
            if (files.requests != null) {
                files.requests.files().forEach(files::claim);
            }
            return files;
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private void claim(Path file) {
        OutputFile.check(file);
        claims.add(OutputClaim.of(file));
    }

    /**
     * The log of requests, opened now.
     *
     * @throws io.vastar.spi.ConfigurationException when a file cannot be written
     */
    Logging openLog() {
        logging = Logging.of(requests);
        return logging;
    }

    /** Leaves the result of a command that ended with an exception before it had one. */
    void leaveFailure(String name, Throwable failure, int sweeps) {
        TestOutcome outcome = TestOutcome.failed(name, Failures.message(failure), Failures.exitCode(failure));
        leave(List.of(logging.added(outcome)), sweeps);
    }

    /**
     * Leaves the result in each place; text has been printed.
     *
     * @param sweeps how many of the load tests sweep
     * @return the exit code
     */
    int leave(List<TestOutcome> outcomes, int sweeps) {
        List<TestOutcome> all = new ArrayList<>(outcomes);
        String lost = logging.finish();
        if (lost != null && !all.isEmpty()) {
            context.console().error(lost);
            all.set(all.size() - 1, all.get(all.size() - 1).with(lost, ExitCode.INTERNAL));
        }
        int exitCode = ExitCode.OK;
        for (TestOutcome outcome : all) {
            exitCode = ExitCode.worse(exitCode, outcome.exitCode());
        }
        exitCode = context.interruption().requested() ? ExitCode.INTERRUPTED : exitCode;
        Services.Reports reports = context.services().reports();
        String rendered = LoadTestsOutput.render(format, all, sweeps, exitCode, reports);
        if (rendered != null) {
            new Results(context, format).print(rendered);
        }
        boolean written = jsonPath == null || write(jsonPath, LoadTestsOutput.json(all, sweeps, exitCode, reports));
        if (junit != null) {
            List<JunitXml.Suite> suites = all.stream()
                    .map(outcome -> Objectives.suite(outcome, strict))
                    .toList();
            written &= write(junit, JunitXml.render(suites));
        }
        return written ? exitCode : ExitCode.worse(exitCode, ExitCode.INTERNAL);
    }

    private boolean write(Path file, String content) {
        try {
            context.services().reports().write(file, content);
            return true;
        } catch (IOException e) {
            context.console().error(e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        logging.close();
        claims.forEach(OutputClaim::close);
    }
}
