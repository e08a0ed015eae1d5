// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.ErrorKind;
import java.util.List;

/** Failures by kind, with the first example of each in words. */
final class FailureCounts {
    private static final int KINDS = ErrorKind.values().length;

    private final long[] counts = new long[KINDS];
    private final String[] firstExamples = new String[KINDS];

    void count(ErrorKind kind, String detail) {
        if (counts[kind.ordinal()]++ == 0) {
            firstExamples[kind.ordinal()] = detail;
        }
    }

    void add(FailureCounts other) {
        for (int i = 0; i < KINDS; i++) {
            counts[i] += other.counts[i];
            firstExamples[i] = firstExamples[i] != null ? firstExamples[i] : other.firstExamples[i];
        }
    }

    /** Most frequent first. */
    List<TrialResult.ErrorRow> rows() {
        return Recording.errors(counts, firstExamples);
    }

    void write(RecordOutput to) {
        to.numbers(counts);
        for (String example : firstExamples) {
            to.text(example);
        }
    }

    void read(RecordInput from) {
        from.numbers(counts);
        for (int i = 0; i < KINDS; i++) {
            firstExamples[i] = from.text();
        }
    }
}
