// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

/** The histograms of a {@link Recorder}; those of response times and lateness only where there is a schedule. */
final class Latencies {
    final LazyHistogram service = new LazyHistogram();
    final LazyHistogram unexpected = new LazyHistogram();
    final LazyHistogram firstByte = new LazyHistogram();
    final LazyHistogram response;
    final LazyHistogram lateness;
    final LazyHistogram unexpectedResponse;

    private final LazyHistogram[] all;

    Latencies(boolean scheduled) {
        response = scheduled ? new LazyHistogram() : null;
        lateness = scheduled ? new LazyHistogram() : null;
        unexpectedResponse = scheduled ? new LazyHistogram() : null;
        all = scheduled
                ? new LazyHistogram[] {service, unexpected, firstByte, response, lateness, unexpectedResponse}
                : new LazyHistogram[] {service, unexpected, firstByte};
    }

    /** What nearly every run fills is made before its clock starts. */
    void makeWhatEveryRunFills() {
        service.make();
        firstByte.make();
        if (isScheduled()) {
            response.make();
            lateness.make();
        }
    }

    boolean isScheduled() {
        return response != null;
    }

    void expected(long serviceNs, long responseNs) {
        service.record(serviceNs);
        if (response != null) {
            response.record(responseNs);
        }
    }

    void unexpected(long serviceNs, long responseNs) {
        unexpected.record(serviceNs);
        if (unexpectedResponse != null) {
            unexpectedResponse.record(responseNs);
        }
    }

    void late(long ns) {
        if (lateness != null) {
            lateness.record(ns);
        }
    }

    void add(Latencies from) {
        for (int i = 0; i < all.length; i++) {
            all[i].add(from.all[i]);
        }
    }

    int made() {
        int made = 0;
        for (LazyHistogram histogram : all) {
            made += histogram.isMade() ? 1 : 0;
        }
        return made;
    }

    void write(RecordOutput to) {
        for (LazyHistogram histogram : all) {
            histogram.write(to);
        }
    }

    void read(RecordInput from) {
        for (LazyHistogram histogram : all) {
            histogram.read(from);
        }
    }
}
