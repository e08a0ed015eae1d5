// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;
import io.vastar.spi.StatusReason;

/**
 * As {@code vegeta encode -to csv}, which {@code vegeta report} reads: requests that ended by themselves, in the order in
 * which they did, code 0 without a response. Bodies and heads are empty. Bytes sent are those on the wire.
 */
final class VegetaLines extends LineFormat {
    private static final byte[] NO_BODY = AsciiLines.ascii(",,");
    private static final int FIRST_SUCCESS = 200;
    private static final int LAST_SUCCESS = 399;
    private static final long MS_NS = 1_000_000;

    private final CsvLines csv = new CsvLines();
    private long sequence;

    @Override
    String header() {
        return null;
    }

    @Override
    void write(AsciiLines out, RequestRecord record, LogSink.RunFacts run, int thread, String step) {
        if (record.verdict() == RequestRecord.Verdict.ABORTED) {
            return;
        }
        int code = record.code();
        out.number(run.epochMs() * MS_NS + record.startedNs());
        out.field(code);
        out.field(record.doneNs() - record.startedNs());
        out.field(record.bytesOut());
        out.field(record.bodyBytes());
        out.character(',');
        if (record.errorKind() != null) {
            out.text(name(record.errorKind().label()));
        } else if (code < FIRST_SUCCESS || code > LAST_SUCCESS) {
            out.text(name((code + " " + StatusReason.of(code)).strip()));
        }
        out.text(NO_BODY);
        out.text(name(run.name()));
        out.field(sequence++);
        out.character(',');
        out.text(name(run.method()));
        out.character(',');
        out.text(name(run.url()));
        out.character(',');
        out.character('\n');
    }

    @Override
    String quoted(String name) {
        return csv.quoted(name);
    }
}
