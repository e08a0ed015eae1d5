// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Where records go. One thread at a time: the run's writer thread between {@link #begin} and {@link #flush}. */
interface LogSink {
    Path file();

    /** Records of another run follow. */
    void begin(RunFacts run) throws IOException;

    /**
     * @param thread number of the I/O thread
     * @param step null where every request is the same
     */
    void write(RequestRecord record, int thread, String step) throws IOException;

    /** What was written is now in the file: called once in a while, and at the end of a run. */
    void flush() throws IOException;

    /** The figures of the run that has just ended, by name. */
    default void summary(Map<String, Object> figures) throws IOException {}

    /** Records of the current run that have been dealt with for good; those that were handed over last may be missing. */
    long records();

    /** How many of them are in the file: forms of other tools leave some requests out. */
    long rows();

    /** No record follows. */
    void close() throws IOException;

    /**
     * @param epochMs wall clock at the start
     * @param url without a password
     */
    record RunFacts(String name, String method, String url, long epochMs) {}
}
