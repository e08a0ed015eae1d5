// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

/** A {@link Recorder} as bytes. */
final class RecorderBytes {
    private RecorderBytes() {}

    static void write(Recorder recorder, RecordOutput to) {
        to.count(recorder.protocolCounts.length);
        to.flag(recorder.latencies.isScheduled());
        to.flag(recorder.rate != null);
        recorder.latencies.write(to);
        recorder.totals.write(to);
        recorder.phases.write(to);
        recorder.schedule.write(to);
        recorder.failures.write(to);
        if (recorder.rate != null) {
            recorder.rate.write(to);
        }
        to.numbers(recorder.codes);
        to.numbers(recorder.unexpectedCodes);
        to.numbers(recorder.protocolCounts);
    }

    static Recorder read(RecordInput from) {
        int protocolCounts = from.size();
        boolean scheduled = from.flag();
        Recorder recorder = new Recorder(protocolCounts, scheduled, from.flag() ? new RateLog() : null);
        recorder.latencies.read(from);
        recorder.totals.read(from);
        recorder.phases.read(from);
        recorder.schedule.read(from);
        recorder.failures.read(from);
        if (recorder.rate != null) {
            recorder.rate.read(from);
        }
        from.numbers(recorder.codes);
        from.numbers(recorder.unexpectedCodes);
        from.numbers(recorder.protocolCounts);
        return recorder;
    }
}
