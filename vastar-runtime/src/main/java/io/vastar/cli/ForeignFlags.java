// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Flags that people bring along from hey, wrk, oha and the first vastar, and that are spelt otherwise here or absent. */
final class ForeignFlags {
    private static final Map<String, String> SPELT_OTHERWISE = Map.of(
            "-disable-keepalive", "--disable-keepalive",
            "-disable-compression", "--disable-compression");

    private static final Map<String, String> ABSENT = Map.ofEntries(
            Map.entry("-R", "write --rate 5000/s"),
            Map.entry("-disable-redirects", "redirects are never followed, so it is not needed; leave it out"),
            Map.entry("--disable-redirects", "redirects are never followed, so it is not needed; leave it out"),
            Map.entry("-host", "write -H 'Host: name'"),
            Map.entry("-cpus", "write --threads COUNT"),
            Map.entry("-more", "there is no such mode; -o json has everything that was measured"),
            Map.entry("-h2", "write --http2"),
            Map.entry("--insecure-skip-tls-verify", "write --insecure"),
            Map.entry("--hist-bins", "the histogram always has 11 levels; -o json has the percentiles"),
            Map.entry("--output-format", "write -o json, or -o oha for the JSON that oha prints"),
            Map.entry(
                    "--format",
                    "write -o, which takes oha, hey, wrk, h2load, vegeta, vegeta-json and bombardier-json, too"),
            Map.entry("--json", "write -o json, or -o oha for the JSON that oha prints"),
            Map.entry("--log-file", "write --log FILE --log-format h2load"),
            Map.entry("--db-url", "write --db FILE"),
            Map.entry("--no-tui", "write --no-progress"),
            Map.entry("--latency", "latencies are always measured; leave it out"));

    private static final Set<String> OF_ONE_RUN =
            Set.of("--rate", "--arrival", "--stages", "--burst-rate", "--burst-delay", "--max-concurrency");

    private static final Set<String> ONE_BY_ONE =
            Set.of("--log", "--log-format", "--log-sample", "--db", "--debug", "--debug-secrets");

    private static final Set<String> OBJECTIVES =
            Set.of("--slo", "--slo-target", "--slo-strict", "--abort-on-slo", "--junit");

    private ForeignFlags() {}

    /**
     * Replaces spellings with one dash, which would be read as {@code -d isable-keepalive}.
     *
     * @throws ConfigurationException for a flag that would be misread and does not exist here
     */
    static List<String> rewrite(List<String> arguments) {
        List<String> rewritten = new ArrayList<>();
        for (String argument : arguments) {
            String known = ABSENT.get(argument);
            if (known != null && argument.length() > 2 && !argument.startsWith("--")) {
                throw new ConfigurationException(argument + ": " + known);
            }
            rewritten.add(SPELT_OTHERWISE.getOrDefault(argument, argument));
        }
        return rewritten;
    }

    /** What to do instead of an unknown flag; null when it is not known from elsewhere either. */
    static String advice(String flag, String command) {
        if (command.equals("sweep") && (flag.equals("-c") || flag.equals("--concurrency"))) {
            return "a sweep searches for the concurrency; write --conc 10,50,100 to choose its levels";
        }
        if (command.equals("sweep") && OF_ONE_RUN.contains(flag)) {
            return "a sweep searches for the concurrency of a closed model; use it with http";
        }
        if (command.equals("sweep") && ONE_BY_ONE.contains(flag)) {
            return "a sweep has many runs; requests are shown one by one of a single run, use it with http";
        }
        if (command.equals("sweep") && OBJECTIVES.contains(flag)) {
            return "a sweep judges each level by gates, such as --max-errors; objectives are for one run, use them with http";
        }
        return ABSENT.get(flag);
    }
}
