// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Header blocks and frames. {@code NGINX} is what nginx sends, which never uses a dynamic table; {@code INDEXED} is what
 * nghttp2 and others send from the second response on.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"})
public class Http2Benchmark {
    private static final int BODY_BYTES = 13;
    /** About what fills 64 KB with nginx's heads. */
    private static final int RESPONSES = 500;

    private static final String[][] FIELDS = {
        {"server", "nginx/1.22.1"},
        {"date", "Tue, 06 Jan 2026 12:00:00 GMT"},
        {"content-type", "text/plain"},
        {"content-length", "13"},
        {"last-modified", "Mon, 05 Jan 2026 08:13:22 GMT"},
        {"etag", "\"695b70f2-d\""},
        {"accept-ranges", "bytes"}
    };

    /** How the server writes its heads. */
    public enum Server {
        NGINX,
        INDEXED
    }

    @Param
    public Server server;

    private final HpackDecoder decoder = new HpackDecoder(64 * 1024, new HpackScratch());
    private final HeadBlocks blocks = new HeadBlocks(decoder);
    private final ResponseHead head = new ResponseHead();
    private final UnsafeBuffer block = new UnsafeBuffer(ByteBuffer.allocateDirect(1024));
    private final UnsafeBuffer batch = new UnsafeBuffer(ByteBuffer.allocateDirect(128 * 1024));
    private final Counter counter = new Counter();
    private final FrameReader reader = new FrameReader(counter, 16_384, 64 * 1024);
    private int blockBytes;
    private int batchBytes;

    private final class Counter implements FrameHandler {
        private long ended;
        private long dataBytes;

        @Override
        public void onHeaders(int streamId, DirectBuffer buffer, int offset, int length, boolean endStream) {
            if (blocks.read(buffer, offset, length, false, head, null) != HeadBlocks.OK) {
                throw new IllegalStateException();
            }
        }

        @Override
        public void onData(int streamId, DirectBuffer buffer, int offset, int length, int flow, boolean endStream) {
            dataBytes += length;
            ended += endStream ? 1 : 0;
        }

        @Override
        public void onRstStream(int streamId, int code) {}

        @Override
        public void onSetting(int id, long value) {}

        @Override
        public void onSettingsEnd() {}

        @Override
        public void onSettingsAck() {}

        @Override
        public void onPing(long opaque, boolean ack) {}

        @Override
        public void onGoAway(int lastStreamId, int code, DirectBuffer debug, int offset, int length) {}

        @Override
        public void onWindowUpdate(int streamId, int increment) {}

        @Override
        public void onStreamFault(int streamId, FrameFault fault) {}
    }

    @Setup
    public void encode() {
        int first = 0;
        if (server == Server.NGINX) {
            first = HpackEncoder.tableSize(block, 0, 0);
            decoder.decode(block, 0, first, null);
            blockBytes = literals();
        } else {
            decoder.decode(block, 0, literals(), null);
            blockBytes = HpackEncoder.indexed(block, 0, StaticTable.STATUS_200);
            for (int i = FIELDS.length - 1; i >= 0; i--) {
                blockBytes = HpackEncoder.indexed(block, blockBytes, StaticTable.LAST + 1 + i);
            }
        }
        int at = FrameWriter.settings(batch, 0, 0);
        reader.onBytes(batch, 0, at);
        reader.opened(Integer.MAX_VALUE);
        UnsafeBuffer body = new UnsafeBuffer(new byte[BODY_BYTES]);
        batchBytes = 0;
        for (int i = 0; i < RESPONSES; i++) {
            batchBytes = FrameWriter.headers(batch, batchBytes, 2 * i + 1, false, block, 0, blockBytes, 16_384);
            batchBytes = FrameWriter.data(batch, batchBytes, 2 * i + 1, true, body, 0, BODY_BYTES);
        }
    }

    private int literals() {
        int at = HpackEncoder.indexed(block, 0, StaticTable.STATUS_200);
        for (String[] field : FIELDS) {
            UnsafeBuffer name = new UnsafeBuffer(field[0].getBytes(StandardCharsets.US_ASCII));
            UnsafeBuffer value = new UnsafeBuffer(field[1].getBytes(StandardCharsets.US_ASCII));
            int index = StaticTable.find(name, 0, name.capacity());
            at = HpackEncoder.literal(
                    block, at, HpackEncoder.INCREMENTAL, index, name, 0, name.capacity(), value, 0, value.capacity());
        }
        return at;
    }

    /** A block, read as if it were new. */
    @Benchmark
    public int decodeBlock() {
        head.begin(false, null);
        decoder.decode(block, 0, blockBytes, head);
        return head.status();
    }

    /** A block that was read before. */
    @Benchmark
    public int knownBlock() {
        blocks.read(block, 0, blockBytes, false, head, null);
        return head.status();
    }

    /** A response of 13 bytes in a batch of them: two frames and a head that was read before. */
    @Benchmark
    @OperationsPerInvocation(RESPONSES)
    public long responseInBatch() {
        if (reader.onBytes(batch, 0, batchBytes) != ErrorCode.NO_ERROR) {
            throw new IllegalStateException(reader.describe());
        }
        return counter.ended + counter.dataBytes;
    }
}
