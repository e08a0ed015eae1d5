// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.Exchange;
import io.vastar.spi.Outcome;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.collections.Object2IntHashMap;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The requests of one agent on their way to a log: {@link RequestRecord}s in a ring of fixed size outside the heap. The
 * agent writes, another thread reads. A full ring drops records and counts them: the agent never waits, and never
 * allocates but for the first request of a step that was not known before.
 */
public final class RequestLog {
    private static final int TYPE = 1;
    private static final int NO_STEP = -1;
    private static final int ALIGNMENT = 128;

    private final OneToOneRingBuffer ring;
    private final long threshold;
    private final Object2IntHashMap<String> ids = new Object2IntHashMap<>(NO_STEP);
    private volatile String[] steps = {};
    private long random;
    private long startNs;
    private long written;
    private long dropped;

    /**
     * @param ringBytes a power of two
     * @param share of the requests to take, 0 to 1
     * @param seed of the choice
     */
    public RequestLog(int ringBytes, double share, long seed) {
        ByteBuffer memory =
                BufferUtil.allocateDirectAligned(ringBytes + RingBufferDescriptor.TRAILER_LENGTH, ALIGNMENT);
        ring = new OneToOneRingBuffer(new UnsafeBuffer(memory));
        threshold = share >= 1 ? Long.MAX_VALUE : (long) (share * Long.MAX_VALUE);
        random = seed * 0x9E3779B97F4A7C15L + 1;
    }

    /** For another run of the same agent; whoever read it has read all. */
    public void reset(List<String> knownSteps) {
        ids.clear();
        steps = new String[0];
        for (String step : knownSteps) {
            id(step);
        }
        written = 0;
        dropped = 0;
    }

    /** The clock starts. */
    public void begin(long nowNs) {
        startNs = nowNs;
    }

    /** Index of a step; the agent's. */
    public int id(String step) {
        int id = ids.getValue(step);
        if (id == NO_STEP) {
            id = steps.length;
            ids.put(step, id);
            String[] more = Arrays.copyOf(steps, id + 1);
            more[id] = step;
            steps = more;
        }
        return id;
    }

    /** Names of steps by their index; any thread, and whole for every record that was read. */
    public String[] steps() {
        return steps;
    }

    /**
     * An exchange has ended; the agent's.
     *
     * @param accepted whether its code is what was expected
     * @param checkFailed whether it is, and something else of the response is not
     * @param connection on which it was
     * @param user who sent it
     * @param step index from {@link #id}; -1 for none
     */
    public void ended(Exchange exchange, boolean accepted, boolean checkFailed, int connection, int user, int step) {
        if (threshold != Long.MAX_VALUE && !chosen()) {
            return;
        }
        int index = ring.tryClaim(TYPE, RequestRecord.LENGTH);
        if (index < 0) {
            dropped++;
            return;
        }
        RequestRecord.encode(
                ring.buffer(),
                index,
                exchange,
                startNs,
                verdict(exchange.outcome(), accepted, checkFailed),
                connection,
                user,
                step);
        ring.commit(index);
        written++;
    }

    private static RequestRecord.Verdict verdict(Outcome outcome, boolean accepted, boolean checkFailed) {
        return switch (outcome) {
            case COMPLETED ->
                checkFailed
                        ? RequestRecord.Verdict.CHECK_FAILED
                        : accepted ? RequestRecord.Verdict.OK : RequestRecord.Verdict.UNEXPECTED;
            case FAILED -> RequestRecord.Verdict.FAILED;
            default -> RequestRecord.Verdict.ABORTED;
        };
    }

    /** By xorshift, which costs less than a nanosecond and has no pattern that a target's could fall in with. */
    private boolean chosen() {
        long x = random;
        x ^= x << 13;
        x ^= x >>> 7;
        x ^= x << 17;
        random = x;
        return x >>> 1 < threshold;
    }

    /** Hands records to the handler, whose buffer and index suit {@link RequestRecord#wrap}; one thread at a time. */
    public int read(MessageHandler handler, int limit) {
        return ring.read(handler, limit);
    }

    /** Records put into the ring; valid when the agent has ended. */
    public long written() {
        return written;
    }

    /** Records for which there was no room; valid when the agent has ended. */
    public long dropped() {
        return dropped;
    }
}
