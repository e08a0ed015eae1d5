// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.ConnectionStats;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * All that an agent has recorded, read after it has stopped. Records of several agents are {@linkplain #sum added up}
 * exactly, be they of threads or of machines: one that was written as bytes and read again is as good as itself. Next: a
 * {@link TrialResult} is made from the sum.
 */
public final class AgentRecord {
    private static final int VERSION = 1;

    private final Recorder recorder;
    private final Recorder discarded;
    private final CheckCounts checks;
    private final CodeFailures failures;
    private final ConnectionStats connections;
    private Moments moments;
    private RowRecord rows;
    private AgentHealth health;

    /**
     * @param discarded what the warm-up was; null when there was none
     * @param failures what user code threw
     */
    public AgentRecord(
            Moments moments,
            Recorder recorder,
            Recorder discarded,
            RowRecord rows,
            CheckCounts checks,
            CodeFailures failures,
            ConnectionStats connections,
            AgentHealth health) {
        this.moments = moments;
        this.recorder = recorder;
        this.discarded = discarded;
        this.rows = rows;
        this.checks = checks;
        this.failures = failures;
        this.connections = connections;
        this.health = health;
    }

    /**
     * When the agent did what.
     *
     * @param originNs the start that all agents have in common, on the clock of this one's machine; 0 in what was read from
     *     bytes
     * @param endNs end of the last exchange that was not aborted, since the origin
     * @param finishedNs when all of its work was done, since the origin
     */
    public record Moments(long originNs, long endNs, long finishedNs) {
        Moments and(Moments other) {
            return new Moments(originNs, Math.max(endNs, other.endNs), Math.max(finishedNs, other.finishedNs));
        }
    }

    /** The sum of one or more records, which stay as they are. */
    public static AgentRecord sum(List<AgentRecord> records) {
        AgentRecord first = records.get(0);
        long fromNs = first.measuredFromNs();
        for (AgentRecord record : records) {
            fromNs = Math.min(fromNs, record.measuredFromNs());
        }
        AgentRecord sum = first.begun(fromNs);
        for (AgentRecord record : records.subList(1, records.size())) {
            sum.add(record);
        }
        return sum;
    }

    /** A copy of this one, in which measuring began at {@code fromNs} after the origin. */
    private AgentRecord begun(long fromNs) {
        AgentRecord copy = new AgentRecord(
                moments,
                recorder.empty(),
                discarded == null ? null : discarded.empty(),
                rows.empty(),
                new CheckCounts(),
                new CodeFailures(),
                new ConnectionStats(),
                health);
        copy.recorder.begin(moments.originNs + fromNs);
        if (copy.discarded != null) {
            copy.discarded.begin(moments.originNs);
        }
        copy.addParts(this);
        return copy;
    }

    /** Adds another agent's record, of the same plan, to this one, which is a {@link #sum}. */
    public void add(AgentRecord other) {
        addParts(other);
        moments = moments.and(other.moments);
        health = health.plus(other.health);
    }

    private void addParts(AgentRecord other) {
        long shiftNs = moments.originNs - other.moments.originNs;
        recorder.add(other.recorder, shiftNs);
        if (discarded != null && other.discarded != null) {
            discarded.add(other.discarded, shiftNs);
        }
        rows = rows.add(other.rows);
        checks.add(other.checks);
        failures.add(other.failures);
        connections.add(other.connections);
    }

    /**
     * Writes this record, which stays as it is.
     *
     * @param to which expands where it has to
     * @return how many bytes it takes
     */
    public int write(MutableDirectBuffer to, int offset) {
        RecordOutput out = new RecordOutput(to, offset, moments.originNs);
        out.byteOf(VERSION);
        out.number(moments.endNs);
        out.number(moments.finishedNs);
        RecorderBytes.write(recorder, out);
        out.flag(discarded != null);
        if (discarded != null) {
            RecorderBytes.write(discarded, out);
        }
        rows.write(out);
        checks.write(out);
        failures.write(out);
        ConnectionRecord.write(connections, out);
        health.write(out);
        return out.position() - offset;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when the bytes are not a whole record of this version
     */
    public static AgentRecord read(DirectBuffer from, int offset, int length) {
        RecordInput in = new RecordInput(from, offset, length);
        int version = in.byteOf();
        if (version != VERSION) {
            throw new IllegalArgumentException("agent record: its version is " + version + ", and this vastar reads "
                    + VERSION + "; run the same version of vastar everywhere");
        }
        return new AgentRecord(
                new Moments(0, in.number(), in.number()),
                RecorderBytes.read(in),
                in.flag() ? RecorderBytes.read(in) : null,
                RowRecord.read(in),
                CheckCounts.read(in),
                CodeFailures.read(in),
                ConnectionRecord.read(in),
                AgentHealth.read(in));
    }

    public Moments moments() {
        return moments;
    }

    /** Where measuring began and the warm-up ended, since the origin. */
    public long measuredFromNs() {
        return recorder.rate.startNs() - moments.originNs;
    }

    public Recorder recorder() {
        return recorder;
    }

    /** What the warm-up was; null when there was none. */
    public Recorder discarded() {
        return discarded;
    }

    /** Responses of any code, those of the warm-up included. */
    public long allResponses() {
        return recorder.responses() + (discarded == null ? 0 : discarded.responses());
    }

    public RowRecord rows() {
        return rows;
    }

    public CheckCounts checks() {
        return checks;
    }

    public CodeFailures failures() {
        return failures;
    }

    public ConnectionStats connections() {
        return connections;
    }

    public AgentHealth health() {
        return health;
    }
}
