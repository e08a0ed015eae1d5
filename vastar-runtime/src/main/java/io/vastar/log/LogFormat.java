// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.spi.ConfigurationException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Forms of a request log in a file. */
public enum LogFormat {
    /** A header and a line for each request. */
    CSV("csv"),
    /** A JSON object a line, with the keys of the CSV. */
    NDJSON("ndjson"),
    /** The lines of {@code hey -o csv}: requests with a response. */
    HEY_CSV("hey-csv"),
    /** The lines of {@code oha --output-format csv}: requests with a response. */
    OHA_CSV("oha-csv"),
    /** The lines of {@code vegeta encode -to csv}. */
    VEGETA_CSV("vegeta-csv"),
    /** The lines of {@code h2load --log-file}. */
    H2LOAD("h2load");

    private final String label;

    LogFormat(String label) {
        this.label = label;
    }

    /** @throws ConfigurationException when there is none of that name */
    public static LogFormat of(String name) {
        for (LogFormat format : values()) {
            if (format.label.equals(name)) {
                return format;
            }
        }
        throw new ConfigurationException("--log-format: '" + name + "' is not a form of a request log; use "
                + Arrays.stream(values()).map(format -> format.label).collect(Collectors.joining(", ")));
    }

    /** @throws ConfigurationException when the file's name does not end in that of a form */
    public static LogFormat ofName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return CSV;
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return NDJSON;
        }
        throw new ConfigurationException("--log: the name '" + file + "' does not tell the form of the log; end it in"
                + " .csv or .ndjson, or add --log-format csv");
    }

    LineFormat lines() {
        return switch (this) {
            case CSV -> new CsvLines();
            case NDJSON -> new JsonLines();
            case HEY_CSV -> new HeyLines();
            case OHA_CSV -> new OhaLines();
            case VEGETA_CSV -> new VegetaLines();
            case H2LOAD -> new H2loadLines();
        };
    }
}
