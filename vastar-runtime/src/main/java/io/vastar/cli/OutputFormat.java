// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.util.Locale;

/** Forms of a result on stdout. */
enum OutputFormat {
    TEXT,
    JSON,
    NDJSON,
    CSV,
    /** oha's JSON. */
    OHA,
    /** hey's text. */
    HEY,
    /** The text of wrk --latency. */
    WRK,
    /** The last lines of h2load. */
    H2LOAD,
    /** vegeta's text report. */
    VEGETA,
    /** vegeta's JSON report. */
    VEGETA_JSON,
    /** bombardier's JSON. */
    BOMBARDIER_JSON;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is another tool's, which describes one run. */
    boolean isForeign() {
        return ordinal() >= OHA.ordinal();
    }
}
