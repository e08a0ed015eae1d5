// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;

/** As {@code oha --output-format csv}: seconds, requests with a response. Names are looked up before the run: DNS is 0. */
final class OhaLines extends LineFormat {
    private static final int DECIMALS = 9;

    @Override
    String header() {
        return "request-start,DNS,DNS+dialup,Response-delay,request-duration,bytes,status";
    }

    @Override
    void write(AsciiLines out, RequestRecord record, LogSink.RunFacts run, int thread, String step) {
        if (!record.isResponse()) {
            return;
        }
        long startedNs = record.startedNs();
        out.seconds(startedNs, DECIMALS);
        out.character(',');
        out.character('0');
        out.character(',');
        out.seconds(record.connectNs(), DECIMALS);
        out.character(',');
        out.seconds(record.firstByteNs() - startedNs, DECIMALS);
        out.character(',');
        out.seconds(record.doneNs() - startedNs, DECIMALS);
        out.field(record.bodyBytes());
        out.field(record.code());
        out.character('\n');
    }

    @Override
    String quoted(String name) {
        return name;
    }
}
