// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;
import java.util.HashMap;
import java.util.Map;

/** One form of a log's lines. */
abstract class LineFormat {
    private final Map<String, byte[]> encoded = new HashMap<>();

    /** First line; null for none. */
    abstract String header();

    /** Adds the line of one request; nothing when this form leaves it out. */
    abstract void write(AsciiLines out, RequestRecord record, LogSink.RunFacts run, int thread, String step);

    /** A name as it stands in the file, encoded once. */
    final byte[] name(String name) {
        byte[] bytes = encoded.get(name);
        if (bytes == null) {
            bytes = AsciiLines.ascii(quoted(name));
            encoded.put(name, bytes);
        }
        return bytes;
    }

    abstract String quoted(String name);

    static long epochUs(RequestRecord record, LogSink.RunFacts run) {
        return run.epochMs() * 1_000 + record.startedNs() / 1_000;
    }

    /** Since its start; -1 when no byte of a response has come. */
    static long firstByteNs(RequestRecord record) {
        long ns = record.firstByteNs() - record.startedNs();
        return ns > 0 || record.isResponse() ? Math.max(0, ns) : -1;
    }
}
