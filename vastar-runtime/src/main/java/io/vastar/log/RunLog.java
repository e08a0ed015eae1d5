// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestLog;
import io.vastar.record.RequestLogging;
import io.vastar.record.RequestRecord;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;

/**
 * The log of one run. A thread reads the agents' rings in turn and hands the records to the sinks; one that fails is given
 * up, and the run goes on.
 */
public final class RunLog implements RequestLogging {
    private static final int MOST_AT_ONCE = 4096;
    private static final long NAP_NS = 5_000_000;
    private static final long FLUSH_INTERVAL_NS = 500_000_000;

    private final RequestLogs logs;
    private final String name;
    private final String method;
    private final String url;
    private final List<RequestLog> rings = new ArrayList<>();
    private final List<MessageHandler> handlers = new ArrayList<>();
    private final RequestRecord record = new RequestRecord();
    private final List<LogSink> sinks;
    private final List<String> failures;
    private final Reservoir reservoir;
    private Thread writer;
    private volatile boolean over;
    private long taken;

    /** @param failures of sinks that were given up in earlier runs; gets those of this one */
    RunLog(
            RequestLogs logs,
            String name,
            String method,
            String url,
            List<LogSink> sinks,
            List<String> failures,
            Reservoir reservoir) {
        this.logs = logs;
        this.name = name;
        this.method = method;
        this.url = url;
        this.sinks = new ArrayList<>(sinks);
        this.failures = failures;
        this.reservoir = reservoir;
    }

    @Override
    public RequestLog open(int agent, int agents, List<String> steps) {
        RequestLog ring = logs.ring(agent, agents);
        ring.reset(steps);
        rings.add(ring);
        handlers.add((type, buffer, index, length) -> read(ring, agent, buffer, index));
        return ring;
    }

    @Override
    public void begin(long epochMs) {
        each(sink -> sink.begin(new LogSink.RunFacts(name, method, url, epochMs)));
        writer = new Thread(this::write, "vastar-log");
        writer.setDaemon(true);
        writer.start();
    }

    private void write() {
        long flushedNs = System.nanoTime();
        boolean last;
        do {
            last = over;
            int read = readAll();
            long nowNs = System.nanoTime();
            if (nowNs - flushedNs > FLUSH_INTERVAL_NS) {
                each(LogSink::flush);
                flushedNs = nowNs;
            }
            if (read == 0 && !last) {
                LockSupport.parkNanos(NAP_NS);
            }
        } while (!last);
        while (readAll() > 0) {
            // what was put in before the agents ended
        }
        if (reservoir != null) {
            reservoir.drainTo(this::take);
        }
        each(LogSink::flush);
    }

    private int readAll() {
        int read = 0;
        for (int i = 0; i < rings.size(); i++) {
            read += rings.get(i).read(handlers.get(i), MOST_AT_ONCE);
        }
        return read;
    }

    private void read(RequestLog ring, int thread, DirectBuffer buffer, int index) {
        record.wrap(buffer, index);
        String step = record.step() < 0 ? null : ring.steps()[record.step()];
        if (reservoir == null) {
            take(record, thread, step);
        } else {
            reservoir.add(record, thread, step);
        }
    }

    private void take(RequestRecord next, int thread, String step) {
        taken++;
        for (int i = 0; i < sinks.size(); i++) {
            try {
                sinks.get(i).write(next, thread, step);
            } catch (IOException e) {
                giveUp(sinks.get(i--), e);
            }
        }
    }

    private void each(Step step) {
        for (int i = 0; i < sinks.size(); i++) {
            try {
                step.on(sinks.get(i));
            } catch (IOException e) {
                giveUp(sinks.get(i--), e);
            }
        }
    }

    private void giveUp(LogSink sink, IOException e) {
        sinks.remove(sink);
        String reason = e.getCause() instanceof SQLException ? e.getCause().getMessage() : e.getMessage();
        failures.add("'" + sink.file() + "' could not be written any more: " + reason);
    }

    /** Waits until all is written; the run has ended, or has never begun. */
    public LogSummary end() {
        over = true;
        if (writer != null) {
            boolean interrupted = false;
            while (writer.isAlive()) {
                try {
                    writer.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        long dropped = 0;
        for (RequestLog ring : rings) {
            dropped += ring.dropped();
        }
        return logs.ended(this, taken, dropped);
    }

    /** The sinks that still work. */
    List<LogSink> sinks() {
        return sinks;
    }

    private interface Step {
        void on(LogSink sink) throws IOException;
    }
}
