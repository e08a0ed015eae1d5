// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Defaults;
import java.util.Arrays;
import java.util.ListResourceBundle;

/** The words in which the help of shared flags differs from command to command. */
final class Words extends ListResourceBundle {
    private static final String BEFOREHAND = "With --rate: connections to open beforehand.";
    private static final String ALL_TOGETHER =
            " It slows down with the target; --rate, which is for all together, does not.";

    private static final String FORMATS_OF_RUNS =
            "text, json, csv (a row for each run), or as another tool prints it, for scripts that read that: oha, hey,"
                    + " wrk, h2load, vegeta, vegeta-json or bombardier-json";

    private final Object[][] words;

    private Words(Object[][] words) {
        this.words = words;
    }

    static Words loadTests() {
        return new Words(new Object[][] {
            {"say.method", "Default: what the load test says, else GET."},
            {"say.requests", "Default: what the load test says, else -z " + Defaults.LOAD_TEST_DURATION + "."},
            {
                "say.concurrency",
                "Makes one run of a load test that would sweep. " + BEFOREHAND
                        + " Default: what the load test says, else " + Defaults.CONCURRENCY + "."
            },
            {"say.qps", ALL_TOGETHER},
            {"say.rate", " Replaces the load test's rate or stages."},
            {"say.arrival", "Default: what the load test says, else constant."},
            {"say.seed", "Default: what the load test says, else " + Defaults.SEED + "."},
            {"say.formats", FORMATS_OF_RUNS},
            {"say.tail", ""},
        });
    }

    static Words http() {
        return new Words(new Object[][] {
            {"say.method", "Default: GET, with a body too."},
            {
                "say.requests",
                "Default: " + Defaults.HTTP_REQUESTS + ", or -z " + Defaults.LOAD_TEST_DURATION
                        + " with --rate or bursts."
            },
            {"say.concurrency", BEFOREHAND + " Default: " + Defaults.CONCURRENCY + "; never more than -n."},
            {"say.qps", ALL_TOGETHER},
            {"say.rate", ""},
            {"say.arrival", "Default: constant."},
            {"say.seed", "Default: " + Defaults.SEED + "."},
            {"say.formats", FORMATS_OF_RUNS},
            {"say.tail", ""},
        });
    }

    /** @param url an example */
    static Words protocol(String url) {
        Words http = http();
        Object[][] words = Arrays.copyOf(http.words, http.words.length + 1);
        words[words.length - 1] = new Object[] {"say.url", url};
        return new Words(words);
    }

    static Words sweep() {
        return new Words(new Object[][] {
            {"say.method", "Default: GET, with a body too."},
            {
                "say.requests",
                "At each level; never fewer than the level's concurrency. Default: runs of "
                        + Defaults.SWEEP_LEVEL_DURATION + " (longer where a response takes long) until two agree."
            },
            {"say.concurrency", ""},
            {"say.qps", ""},
            {"say.formats", "text, json, ndjson (a line for each level as it is measured) or csv"},
            {
                "say.tail",
                "3, where the baseline's p99 is first scaled by the growth of latency that queueing explains"
                        + " (Little's law); a value given here counts against the plain baseline"
            },
        });
    }

    @Override
    protected Object[][] getContents() {
        return words;
    }
}
