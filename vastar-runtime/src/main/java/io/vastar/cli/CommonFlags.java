// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonFlags {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print the most used options; --help all prints every one, --help TOPIC those of a topic.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the versions of vastar and of the JVM.")
    private boolean version;

    @Option(
            names = "--stacktrace",
            description = "After an internal error, also print where it happened (as VASTAR_DEBUG=1 does).")
    private boolean stacktrace;

    boolean stacktrace() {
        return stacktrace;
    }
}
