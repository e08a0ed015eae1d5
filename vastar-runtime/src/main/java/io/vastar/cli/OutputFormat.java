// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.util.Locale;

/** Forms of a result on stdout. */
enum OutputFormat {
    TEXT,
    JSON,
    NDJSON,
    CSV;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
