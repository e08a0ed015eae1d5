// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The request logs of a command: files and databases that take the requests of its runs, one run after the other. Memory is
 * fixed: a ring for each I/O thread, and the records of a sample by count. Used by one thread.
 */
public final class RequestLogs implements AutoCloseable {
    /** About 170 000 records, most of a second at full speed. */
    private static final int LARGEST_RING_BYTES = 1 << 24;

    private static final int SMALLEST_RING_BYTES = 1 << 18;

    /** Of all rings, unless there are so many that each is of the smallest size. */
    private static final int ALL_RINGS_BYTES = 1 << 26;

    private final List<LogSink> all = new ArrayList<>();
    private final List<LogSink> working = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<RequestLog> rings = new ArrayList<>();
    private final LogSampling sampling;
    private final int ringBytes;
    private final Reservoir reservoir;

    public RequestLogs(LogSampling sampling) {
        this(sampling, LARGEST_RING_BYTES);
    }

    RequestLogs(LogSampling sampling, int ringBytes) {
        this.sampling = sampling;
        this.ringBytes = ringBytes;
        reservoir = sampling.most() == 0 ? null : new Reservoir(sampling.most(), 1);
    }

    /** @throws io.vastar.spi.ConfigurationException when it cannot be written */
    public RequestLogs toFile(Path file, LogFormat format) {
        return to(FileSink.open(file, format));
    }

    /** @throws io.vastar.spi.ConfigurationException when it cannot be written, or the driver is missing */
    public RequestLogs toDatabase(Path file) {
        return to(SqliteSink.open(file));
    }

    RequestLogs to(LogSink sink) {
        all.add(sink);
        working.add(sink);
        return this;
    }

    /**
     * The log of the next run.
     *
     * @param url without a password
     */
    public RunLog run(String name, String method, String url) {
        return new RunLog(this, name, method, url, working, failures, reservoir);
    }

    /** The next run has not come to its requests; {@link #summary} gets what became of it. */
    public void withoutRequests(String name) {
        for (LogSink sink : List.copyOf(working)) {
            try {
                sink.begin(new LogSink.RunFacts(name, "", "", System.currentTimeMillis()));
            } catch (IOException e) {
                working.remove(sink);
                failures.add("'" + sink.file() + "' could not be written any more: " + e.getMessage());
            }
        }
    }

    RequestLog ring(int agent, int agents) {
        int share = Math.max(SMALLEST_RING_BYTES, Integer.highestOneBit(ALL_RINGS_BYTES / agents));
        while (rings.size() <= agent) {
            rings.add(new RequestLog(Math.min(ringBytes, share), sampling.share(), rings.size() + 1));
        }
        return rings.get(agent);
    }

    /** @param taken records that were handed to the sinks of the run */
    LogSummary ended(RunLog run, long taken, long overflowed) {
        long rows = working.size() < all.size() ? 0 : Long.MAX_VALUE;
        long records = working.size() < all.size() ? 0 : taken;
        for (LogSink sink : working) {
            rows = Math.min(rows, sink.rows());
            records = Math.min(records, sink.records());
        }
        working.retainAll(run.sinks());
        String failure = failures.isEmpty() ? null : String.join("; ", failures);
        long lost = taken - records;
        return new LogSummary(
                all.stream().map(LogSink::file).toList(),
                sampling.text(),
                taken == 0 ? 0 : rows,
                overflowed + lost,
                failure);
    }

    /**
     * Adds the figures of the run that has just ended where there is a place for them.
     *
     * @return why that was not possible; null when it was
     */
    public String summary(Map<String, Object> figures) {
        String failure = null;
        for (LogSink sink : all) {
            try {
                sink.summary(figures);
            } catch (IOException e) {
                failure = !working.contains(sink)
                        ? failure
                        : "'" + sink.file() + "' could not take the figures of the run: " + e.getMessage();
            }
        }
        return failure;
    }

    /**
     * Completes the files.
     *
     * @throws IOException when one cannot be completed
     */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (LogSink sink : all) {
            try {
                sink.close();
            } catch (IOException e) {
                failure = new IOException("the log '" + sink.file() + "' could not be completed: " + e.getMessage(), e);
            }
        }
        all.clear();
        working.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
