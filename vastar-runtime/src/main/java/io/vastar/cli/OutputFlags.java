// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.spi.ConfigurationException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where the result goes and in which form. */
final class OutputFlags {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Form of the result on stdout: ${bundle:say.formats}. Default: text.")
    private String output;

    @Option(
            names = "--json-path",
            paramLabel = "FILE",
            description = "Also write the result as JSON to this file. Whether that is possible is checked before the"
                    + " run.")
    private Path jsonPath;

    @Option(names = "--no-progress", description = "No header and no progress on stderr.")
    private boolean noProgress;

    /** Of commands that run: every form that a run has. */
    OutputFormat formatOfRuns() {
        return format(Arrays.stream(OutputFormat.values())
                .filter(format -> format != OutputFormat.NDJSON)
                .toArray(OutputFormat[]::new));
    }

    OutputFormat format(OutputFormat... allowed) {
        if (output == null) {
            return OutputFormat.TEXT;
        }
        List<OutputFormat> formats = List.of(allowed);
        return Arrays.stream(allowed)
                .filter(format -> format.label().equals(output))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("-o: '" + output + "' is not a form of this command's"
                        + " result; use "
                        + alternatives(formats)));
    }

    private static String alternatives(List<OutputFormat> formats) {
        String joined = formats.stream().map(OutputFormat::label).collect(Collectors.joining(", "));
        int last = joined.lastIndexOf(", ");
        return last < 0 ? joined : joined.substring(0, last) + " or " + joined.substring(last + 2);
    }

    /** Null when no file shall be written. */
    Path jsonPath() {
        return jsonPath;
    }

    boolean progress() {
        return !noProgress;
    }
}
