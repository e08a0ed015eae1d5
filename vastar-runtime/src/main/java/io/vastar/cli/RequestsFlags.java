// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.log.LogFormat;
import io.vastar.log.LogSampling;
import io.vastar.log.RequestLogs;
import io.vastar.report.OutputFile;
import io.vastar.spi.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What shows requests one by one. */
final class RequestsFlags {
    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Write a line for each request of the run to this file; docs/OUTPUT.md has the columns. What"
                    + " cannot be written as fast as it comes is left out and counted, never waited for.")
    private Path log;

    @Option(
            names = "--log-format",
            paramLabel = "FORM",
            description =
                    "Form of that file: csv, ndjson, or as another tool writes it: hey-csv, oha-csv, vegeta-csv or h2load. Default: from its name, .csv, .ndjson or"
                            + " .jsonl.")
    private String logFormat;

    @Option(
            names = "--log-sample",
            paramLabel = "SAMPLE",
            description =
                    "Which requests to log: 1/100, one of a hundred; or 10000, so many of the whole run, written at"
                            + " its end; chosen at random. Default: every one.")
    private String logSample;

    @Option(
            names = "--db",
            paramLabel = "FILE",
            description =
                    "Add the run and its requests to this SQLite database. Needs org.xerial:sqlite-jdbc on the class"
                            + " path.")
    private Path database;

    @Option(
            names = "--debug",
            description =
                    "Send one request (of a scenario: one iteration) instead of the load, and print all of it and of"
                            + " the response. Values of credentials are hidden.")
    private boolean debug;

    @Option(names = "--debug-secrets", description = "With --debug: show them.")
    private boolean secrets;

    boolean isDebug() {
        return debug;
    }

    boolean secrets() {
        return secrets;
    }

    boolean isLogging() {
        return log != null || database != null;
    }

    /** @throws ConfigurationException for what contradicts itself */
    void check(OutputFlags output, OutputFormat format, SloFlags slos) {
        if (secrets && !debug) {
            throw new ConfigurationException("--debug-secrets does nothing without --debug; add it, or leave it out");
        }
        if (logFormat != null && log == null) {
            throw new ConfigurationException("--log-format does nothing without --log FILE; add it, or leave it out");
        }
        if (logSample != null && !isLogging()) {
            throw new ConfigurationException(
                    "--log-sample does nothing without --log FILE or --db FILE; add one, or leave it out");
        }
        if (debug) {
            String other = isLogging()
                    ? log == null ? "--db" : "--log"
                    : format != OutputFormat.TEXT
                            ? "-o " + format.label()
                            : output.jsonPath() != null ? "--json-path" : slos.junit() != null ? "--junit" : null;
            if (other != null) {
                throw new ConfigurationException("--debug prints one request and its response and measures nothing, so "
                        + other + " has nothing to write; leave one of them out");
            }
        }
        differ("--junit", slos.junit(), "--json-path", output.jsonPath());
        differ("--log", log, "--json-path", output.jsonPath());
        differ("--log", log, "--junit", slos.junit());
        differ("--log", log, "--db", database);
        differ("--db", database, "--json-path", output.jsonPath());
        differ("--db", database, "--junit", slos.junit());
    }

    private static void differ(String flag, Path file, String otherFlag, Path otherFile) {
        if (file != null && otherFile != null && OutputFile.isSame(file, otherFile)) {
            throw new ConfigurationException(
                    flag + " and " + otherFlag + " name the same file '" + file + "'; write to two");
        }
    }

    /** Those that are to be written. */
    List<Path> files() {
        return Stream.of(log, database).filter(Objects::nonNull).toList();
    }

    /**
     * Opens the files; null when nothing is to be logged.
     *
     * @throws ConfigurationException when that is not possible
     */
    RequestLogs open() {
        if (!isLogging()) {
            return null;
        }
        LogSampling sampling = logSample == null ? LogSampling.ALL : LogSampling.parse(logSample);
        LogFormat format = log == null ? null : logFormat == null ? LogFormat.ofName(log) : LogFormat.of(logFormat);
        RequestLogs logs = new RequestLogs(sampling);
        if (database != null) {
            logs.toDatabase(database);
        }
        if (log != null) {
            logs.toFile(log, format);
        }
        return logs;
    }
}
