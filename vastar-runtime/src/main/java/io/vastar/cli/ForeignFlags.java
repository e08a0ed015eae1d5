// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Flags that people bring along from other tools and the first vastar, and that are spelt otherwise here or absent. */
final class ForeignFlags {
    private static final Map<String, String> SPELT_OTHERWISE = Map.of(
            "-disable-keepalive", "--disable-keepalive",
            "-disable-compression", "--disable-compression");

    private static final String NO_REDIRECTS =
            "redirects are not followed unless you write --redirects COUNT; leave it out";

    private static final Map<String, String> ABSENT = Map.ofEntries(
            Map.entry("-R", "write --rate 5000/s"),
            Map.entry("-disable-redirects", NO_REDIRECTS),
            Map.entry("--disable-redirects", NO_REDIRECTS),
            Map.entry("-redirects", "write --redirects COUNT"),
            Map.entry("--redirect", "write --redirects COUNT"),
            Map.entry("--max-redirects", "write --redirects COUNT"),
            Map.entry("-host", "write -H 'Host: name'"),
            Map.entry("-cpus", "write --threads COUNT"),
            Map.entry("-more", "there is no such mode; -o json has everything that was measured"),
            Map.entry("-h2", "write --http2"),
            Map.entry("-http2", "write --http2"),
            Map.entry("-h2c", "write --http2, which speaks HTTP/2 to http URLs from the first byte on"),
            Map.entry("--h1", "HTTP/1.1 is spoken unless you write --http2; leave it out"),
            Map.entry("--http-version", "HTTP/1.1 is spoken by default; write --http2 for HTTP/2"),
            Map.entry("--max-concurrent-streams", "write --http2 --streams COUNT, or --pipeline COUNT for HTTP/1.1"),
            Map.entry("-rate", "write --rate 5000/s"),
            Map.entry("--query-per-second", "write --rate 5000/s"),
            Map.entry("--rps", "write --rate 5000/s for all together, or -q for each user"),
            Map.entry("--latency-correction", "with --rate latency counts from when a request was due; leave it out"),
            Map.entry("-duration", "write -z 30s"),
            Map.entry("--warm-up-time", "write --warmup 5s"),
            Map.entry("-workers", "write --max-concurrency COUNT, with --rate"),
            Map.entry("-max-workers", "write --max-concurrency COUNT, with --rate"),
            Map.entry("--clients", "write -c COUNT"),
            Map.entry("--connections", "write -c COUNT"),
            Map.entry("--vus", "write -c COUNT"),
            Map.entry("--iterations", "write -n COUNT"),
            Map.entry("--stage", "write --stages '0..200 in 30s'"),
            Map.entry("-targets", "write --targets FILE"),
            Map.entry("--input-file", "write --targets FILE"),
            Map.entry("--urls-from-file", "write --targets FILE"),
            Map.entry("-s", "there are no scripts; write a class with @Step methods (docs/MIGRATION.md)"),
            Map.entry("--script", "there are no scripts; write a class with @Step methods (docs/MIGRATION.md)"),
            Map.entry("--host", "write -H 'Host: name'"),
            Map.entry("-insecure", "write -k"),
            Map.entry("--insecure-skip-tls-verify", "write --insecure"),
            Map.entry("-root-certs", "write --cacert FILE"),
            Map.entry("--aws-session", "write --aws-session-token TOKEN"),
            Map.entry("-laddr", "write --source ADDRESS"),
            Map.entry("-dns-ttl", "write --lookup-every TIME"),
            Map.entry("-unix-socket", "write --unix-socket PATH"),
            Map.entry("-chunked", "write --chunked"),
            Map.entry("-lazy", "files are read once, before the run; leave it out"),
            Map.entry("-max-body", "bodies are read and not kept; leave it out"),
            Map.entry("--disableKeepAlives", "write --disable-keepalive"),
            Map.entry("--wait-ongoing-requests-after-deadline", "write --drain-timeout 1h"),
            Map.entry("--dump-urls", "write --debug, which sends one request and shows it"),
            Map.entry("--hist-bins", "the histogram always has 11 levels; -o json has the percentiles"),
            Map.entry("--output-format", "write -o json, or -o oha for the JSON that oha prints"),
            Map.entry(
                    "--format",
                    "write -o, which takes oha, hey, wrk, h2load, vegeta, vegeta-json and bombardier-json, too"),
            Map.entry("--json", "write -o json, or -o oha for the JSON that oha prints"),
            Map.entry("--log-file", "write --log FILE --log-format h2load"),
            Map.entry("--db-url", "write --db FILE"),
            Map.entry("--no-tui", "write --no-progress"),
            Map.entry("--http3", "HTTP/3 is not spoken; write --http2, or leave it out for HTTP/1.1"),
            Map.entry("--http1", "HTTP/1.1 is spoken unless you write --http2; leave it out"),
            Map.entry("-j", "write -o json, or -o oha for the JSON that oha prints"),
            Map.entry("-p", "write --streams COUNT with --http2 for oha's -p, --pipeline COUNT for HTTP/1.1"),
            Map.entry("-w", "write --drain-timeout TIME for oha's -w; windows of HTTP/2 are always kept wide"),
            Map.entry("-W", "windows of HTTP/2 are always kept wide; leave it out"),
            Map.entry("-r", "write --rate 5000/s for bombardier's -r, --redirects COUNT for oha's"),
            Map.entry("-b", "write -d TEXT for the body of a request"),
            Map.entry("-f", "write -D FILE for the body of a request"),
            Map.entry("-i", "write -n COUNT for k6's -i, --targets FILE for h2load's"),
            Map.entry("-I", "write -m HEAD"),
            Map.entry("-X", "write -m METHOD"),
            Map.entry("--request", "write -m METHOD"),
            Map.entry("--data", "write -d TEXT, or -D FILE"),
            Map.entry("--data-binary", "write -d TEXT, or -D FILE"),
            Map.entry("--data-raw", "write -d TEXT"),
            Map.entry("--user", "write -a USER:PASSWORD"),
            Map.entry("-U", "write -H 'User-Agent: name'"),
            Map.entry("--user-agent", "write -H 'User-Agent: name'"),
            Map.entry("--cookie", "write -H 'Cookie: name=value'"),
            Map.entry("-C", "write -H 'Cookie: name=value'"),
            Map.entry("--location", "write --redirects COUNT"),
            Map.entry("-L", "write --redirects COUNT"),
            Map.entry("--latencies", "latencies are always measured; leave it out"),
            Map.entry("--print", "write -o FORMAT, or --no-progress for the result alone"),
            Map.entry("--no-color", "set NO_COLOR=1 in the environment"),
            Map.entry("--fps", "progress is drawn ten times a second; write --no-progress for none"),
            Map.entry("--ipv4", "write -4"),
            Map.entry("--ipv6", "write -6"),
            Map.entry("--users", "write -c COUNT"),
            Map.entry("--spawn-rate", "write --stages '0..200 in 30s'"),
            Map.entry("--run-time", "write -z 30s"),
            Map.entry("--verbose", "write --debug, which sends one request and shows it"),
            Map.entry("-v", "write --debug, which sends one request and shows it, or --version"),
            Map.entry("-V", "write --version"),
            Map.entry("-wi", "a run warms the generator up by itself; write --warmup TIME to discard the beginning"),
            Map.entry("-rf", "write -o FORMAT"),
            Map.entry("-rff", "write --json-path FILE"),
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
