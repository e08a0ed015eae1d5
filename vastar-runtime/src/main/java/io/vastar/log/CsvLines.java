// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;

/** The columns of {@code docs/OUTPUT.md}. */
final class CsvLines extends LineFormat {
    static final String COLUMNS =
            "start_ns,epoch_us,intended_ns,latency_ns,response_ns,connect_ns,sent_ns,first_byte_ns,"
                    + "outcome,status,error,bytes_in,bytes_out,body_bytes,connection,user,thread,step,run";

    @Override
    String header() {
        return COLUMNS;
    }

    @Override
    void write(AsciiLines out, RequestRecord record, LogSink.RunFacts run, int thread, String step) {
        long startedNs = record.startedNs();
        out.number(startedNs);
        out.field(epochUs(record, run));
        out.field(record.intendedNs());
        out.field(record.doneNs() - startedNs);
        out.field(record.doneNs() - record.intendedNs());
        out.field(record.connectNs());
        out.field(record.sentNs() - startedNs);
        out.character(',');
        long firstByteNs = firstByteNs(record);
        if (firstByteNs >= 0) {
            out.number(firstByteNs);
        }
        out.character(',');
        out.text(name(record.verdict().label()));
        out.character(',');
        if (record.isResponse()) {
            out.number(record.code());
        }
        out.character(',');
        if (record.errorKind() != null) {
            out.text(name(record.errorKind().label()));
        }
        out.field(record.bytesIn());
        out.field(record.bytesOut());
        out.field(record.bodyBytes());
        out.character(',');
        if (record.connection() >= 0) {
            out.number(record.connection());
        }
        out.field(record.user());
        out.field(thread);
        out.character(',');
        if (step != null) {
            out.text(name(step));
        }
        out.character(',');
        out.text(name(run.name()));
        out.character('\n');
    }

    @Override
    String quoted(String name) {
        boolean quotes =
                name.indexOf(',') >= 0 || name.indexOf('"') >= 0 || name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0;
        return quotes ? '"' + name.replace("\"", "\"\"") + '"' : name;
    }
}
