// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestLog;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;

/** Puts requests into a log, in the place of an engine. */
final class Records {
    private static final class Sent extends Exchange {
        Sent(long intended, long startedNs) {
            super(0);
            intendedNs = intended;
            begin(startedNs);
        }
    }

    private Records() {}

    /** A response after a millisecond and a half, the first byte after one. */
    static void answer(RequestLog log, long startedNs, int code, int step) {
        Sent sent = new Sent(startedNs - 1_000, startedNs);
        sent.connectTook(200_000);
        sent.sent(startedNs + 250_000, 60);
        sent.firstByte(startedNs + 1_000_000);
        sent.addBytesIn(250);
        sent.addBodyBytes(13);
        sent.complete(startedNs + 1_500_000, code);
        log.ended(sent, code == 200, false, 4, 9, step);
    }

    static void fail(RequestLog log, long startedNs) {
        Sent sent = new Sent(startedNs, startedNs);
        sent.fail(startedNs + 2_000_000, ErrorKind.TIMEOUT, "no response");
        log.ended(sent, false, false, -1, 9, -1);
    }

    static void abort(RequestLog log, long startedNs) {
        Sent sent = new Sent(startedNs, startedNs);
        sent.abort(startedNs + 3_000_000);
        log.ended(sent, true, false, 0, 9, -1);
    }
}
