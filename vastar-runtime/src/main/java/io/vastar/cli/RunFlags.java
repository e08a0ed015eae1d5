// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Overrides;
import picocli.CommandLine.Option;

/** The length and the concurrency of a single run. */
final class RunFlags extends LoadFlags {
    @Option(
            names = {"-c", "--concurrency"},
            order = 1,
            paramLabel = "COUNT",
            converter = CountConverter.class,
            description = "Requests in flight at once, each on a connection of its own; with --streams, connections."
                    + " ${bundle:say.concurrency}")
    private Long concurrency;

    @Override
    Overrides.Load overrides() {
        return super.overrides().withConcurrency(CountConverter.toInteger(concurrency));
    }
}
