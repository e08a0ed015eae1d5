// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * How long a thread has been ready to run while others had its core. Linux keeps account of that for each thread (the second
 * number in {@code schedstat}, see Documentation/scheduler/sched-stats.rst): the file is opened once and read in half a
 * microsecond without allocation. Elsewhere what a thread has not run while it did not sleep stands for it. Owned by one
 * thread, which opens it; its sums may be read when that thread has ended. Used by the command {@code doctor} too.
 */
public final class CoreMeter implements AutoCloseable {
    private static final Path SCHEDSTAT = Path.of("/proc/thread-self/schedstat");
    private static final int MOST_BYTES = 128;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path file;
    private final ByteBuffer text = ByteBuffer.allocateDirect(MOST_BYTES);
    private FileChannel channel;
    private long readNs;
    private long cpuNs;
    private long waitedNs;

    public CoreMeter() {
        this(SCHEDSTAT);
    }

    CoreMeter(Path file) {
        this.file = file;
    }

    /** Begins to watch the thread that calls this. */
    public void open(long nowNs) {
        try {
            channel = FileChannel.open(file);
        } catch (IOException | UnsupportedOperationException e) {
            channel = null; // another system, or a container without /proc
        }
        read(nowNs, false);
    }

    /** Whether the time spent waiting is known for threads that sleep, too. */
    public boolean isExact() {
        return channel != null;
    }

    /**
     * Brings {@link #waitedNs()} up to date.
     *
     * @param awake whether the thread has not slept since the last call
     */
    public void read(long nowNs, boolean awake) {
        if (channel == null || !readFile()) {
            readCpuTime(nowNs, awake);
        }
    }

    private boolean readFile() {
        text.clear();
        try {
            channel.read(text, 0);
        } catch (IOException e) {
            close();
            return false;
        }
        int at = skipNumber(0);
        long number = 0;
        for (at++; at < text.position() && isDigit(text.get(at)); at++) {
            number = 10 * number + text.get(at) - '0';
        }
        waitedNs = number;
        return true;
    }

    private int skipNumber(int from) {
        int at = from;
        while (at < text.position() && isDigit(text.get(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private void readCpuTime(long nowNs, boolean awake) {
        long nowCpuNs = THREADS.getCurrentThreadCpuTime();
        if (awake && nowCpuNs >= 0) {
            waitedNs += Math.max(0, nowNs - readNs - (nowCpuNs - cpuNs));
        }
        readNs = nowNs;
        cpuNs = nowCpuNs;
    }

    /** Since some moment before {@link #open}; as of the last {@link #read}. */
    public long waitedNs() {
        return waitedNs;
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                return; // nothing was written
            }
        }
    }
}
