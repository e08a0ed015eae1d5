// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;

/** As {@code hey -o csv}: seconds with four decimals, requests with a response. Names are looked up before the run: DNS is 0. */
final class HeyLines extends LineFormat {
    private static final int DECIMALS = 4;
    private static final byte[] NO_DNS = AsciiLines.ascii(",0.0000,");

    @Override
    String header() {
        return "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset";
    }

    @Override
    void write(AsciiLines out, RequestRecord record, LogSink.RunFacts run, int thread, String step) {
        if (!record.isResponse()) {
            return;
        }
        long startedNs = record.startedNs();
        out.seconds(record.doneNs() - startedNs, DECIMALS);
        out.character(',');
        out.seconds(record.connectNs(), DECIMALS);
        out.text(NO_DNS);
        out.seconds(record.sentNs() - startedNs - record.connectNs(), DECIMALS);
        out.character(',');
        out.seconds(record.firstByteNs() - record.sentNs(), DECIMALS);
        out.character(',');
        out.seconds(record.doneNs() - record.firstByteNs(), DECIMALS);
        out.field(record.code());
        out.character(',');
        out.seconds(startedNs, DECIMALS);
        out.character('\n');
    }

    @Override
    String quoted(String name) {
        return name;
    }
}
