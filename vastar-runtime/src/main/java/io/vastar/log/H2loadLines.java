// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;

/** As {@code h2load --log-file}: start in microseconds since 1970, code or -1, microseconds to the end; tabs between. */
final class H2loadLines extends LineFormat {
    private static final int FAILED = -1;
    private static final int US_NS = 1_000;

    @Override
    String header() {
        return null;
    }

    @Override
    void write(AsciiLines out, RequestRecord record, LogSink.RunFacts run, int thread, String step) {
        out.number(epochUs(record, run));
        out.character('\t');
        out.number(record.isResponse() ? record.code() : FAILED);
        out.character('\t');
        out.number((record.doneNs() - record.startedNs()) / US_NS);
        out.character('\n');
    }

    @Override
    String quoted(String name) {
        return name;
    }
}
