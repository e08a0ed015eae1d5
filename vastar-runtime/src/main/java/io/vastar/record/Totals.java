// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

/** The sums of a {@link Recorder}. */
final class Totals {
    long started;
    long ok;
    long unexpected;
    long failed;
    long aborted;
    long rejected;
    long codeFailures;
    long iterations;
    long bytesIn;
    long bytesOut;
    long bodyBytes;
    long serviceSumNs;

    void add(Totals from) {
        started += from.started;
        ok += from.ok;
        unexpected += from.unexpected;
        failed += from.failed;
        aborted += from.aborted;
        rejected += from.rejected;
        codeFailures += from.codeFailures;
        iterations += from.iterations;
        bytesIn += from.bytesIn;
        bytesOut += from.bytesOut;
        bodyBytes += from.bodyBytes;
        serviceSumNs += from.serviceSumNs;
    }

    TrialResult.Counts counts() {
        return new TrialResult.Counts(started, ok, unexpected, failed, aborted, rejected, codeFailures);
    }

    TrialResult.Bytes bytes() {
        return new TrialResult.Bytes(bytesIn, bodyBytes, bytesOut);
    }

    void write(RecordOutput to) {
        to.number(started);
        to.number(ok);
        to.number(unexpected);
        to.number(failed);
        to.number(aborted);
        to.number(rejected);
        to.number(codeFailures);
        to.number(iterations);
        to.number(bytesIn);
        to.number(bytesOut);
        to.number(bodyBytes);
        to.number(serviceSumNs);
    }

    void read(RecordInput from) {
        started = from.number();
        ok = from.number();
        unexpected = from.number();
        failed = from.number();
        aborted = from.number();
        rejected = from.number();
        codeFailures = from.number();
        iterations = from.number();
        bytesIn = from.number();
        bytesOut = from.number();
        bodyBytes = from.number();
        serviceSumNs = from.number();
    }
}
