// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vastar.spi.Header;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What reading and writing cost in memory, once everything has its size. */
class Http2AllocationTest {
    private static final int BLOCK_BYTES = 512;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final UnsafeBuffer in = new UnsafeBuffer(ByteBuffer.allocateDirect(8192));
    private final UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(8192));
    private final UnsafeBuffer block = new UnsafeBuffer(ByteBuffer.allocateDirect(BLOCK_BYTES));
    private final HpackDecoder decoder = new HpackDecoder(64 * 1024, new HpackScratch());
    private final HeadBlocks blocks = new HeadBlocks(decoder);
    private final ResponseHead head = new ResponseHead();
    private final RequestBlocks requests = new RequestBlocks();
    private final HpackTemplate template = HpackTemplate.of(
            List.of(new Header(":method", "POST"), new Header(":path", "/a/b?c=d"), new Header("x-test", "one")));
    private final Counter counter = new Counter();
    private final FrameReader reader = new FrameReader(counter, 16_384, 64 * 1024);
    private final UnsafeBuffer[] names = {Texts.buffer("server"), Texts.buffer("x-number"), Texts.buffer("date")};
    private final UnsafeBuffer value = Texts.buffer("Tue, 06 Jan 2026 12:00:00 GMT");

    private final class Counter implements FrameHandler, FieldSink {
        private int heads;
        private int fields;
        private int dataBytes;
        private int others;

        @Override
        public void onHeaders(int streamId, DirectBuffer buffer, int offset, int length, boolean endStream) {
            FieldSink keeper = heads % 3 == 0 ? this : null;
            int result = blocks.read(buffer, offset, length, false, head, keeper);
            heads += result == HeadBlocks.OK && head.status() == 200 ? 1 : 0;
        }

        @Override
        public void onField(
                DirectBuffer name,
                int nameOffset,
                int nameLength,
                DirectBuffer value,
                int valueOffset,
                int valueLength) {
            fields++;
        }

        @Override
        public void onData(int streamId, DirectBuffer buffer, int offset, int length, int flow, boolean endStream) {
            dataBytes += length;
        }

        @Override
        public void onRstStream(int streamId, int code) {
            others++;
        }

        @Override
        public void onSetting(int id, long value) {
            others++;
        }

        @Override
        public void onSettingsEnd() {
            others++;
        }

        @Override
        public void onSettingsAck() {
            others++;
        }

        @Override
        public void onPing(long opaque, boolean ack) {
            others++;
        }

        @Override
        public void onGoAway(int lastStreamId, int code, DirectBuffer debug, int offset, int length) {
            others++;
        }

        @Override
        public void onWindowUpdate(int streamId, int increment) {
            others++;
        }

        @Override
        public void onStreamFault(int streamId, FrameFault fault) {
            others++;
        }
    }

    /** A head that is the same for a while, with a field that goes into the table or does not. */
    private int head(int round) {
        int at = HpackEncoder.indexed(block, 0, StaticTable.STATUS_200);
        int number = round / 10 % 10;
        value.putByte(value.capacity() - 5, (byte) ('0' + number));
        for (UnsafeBuffer name : names) {
            int kind = number % 2 == 0 ? HpackEncoder.INCREMENTAL : HpackEncoder.WITHOUT_INDEXING;
            int index = StaticTable.find(name, 0, name.capacity());
            at = HpackEncoder.literal(block, at, kind, index, name, 0, name.capacity(), value, 0, value.capacity());
        }
        return at;
    }

    private void read(int rounds) {
        for (int i = 0; i < rounds; i++) {
            int at = FrameWriter.headers(in, 0, 1, false, block, 0, head(i), i % 5 == 0 ? 20 : 16_384);
            at = FrameWriter.data(in, at, 1, true, value, 0, 13);
            at = FrameWriter.windowUpdate(in, at, 0, 100);
            at = FrameWriter.ping(in, at, i, false);
            at = FrameWriter.settings(in, at, 1);
            at = FrameWriter.setting(in, at, Setting.INITIAL_WINDOW_SIZE, i);
            at = FrameWriter.rstStream(in, at, 1, ErrorCode.CANCEL);
            int split = i % at;
            reader.onBytes(in, 0, split);
            reader.onBytes(in, split, at - split);
        }
    }

    private int write(int rounds) {
        int total = 0;
        for (int i = 0; i < rounds; i++) {
            DirectBuffer next = requests.block(template);
            int at = FrameWriter.headers(out, 0, 1, false, next, 0, next.capacity(), 16_384);
            at = FrameWriter.data(out, at, 1, true, value, 0, value.capacity());
            int composed = requests.writePrefix(block, 0);
            for (UnsafeBuffer name : names) {
                composed = HpackEncoder.field(block, composed, name, 0, name.capacity(), value, 0, value.capacity());
            }
            total += FrameWriter.headers(out, at, 3, true, block, 0, composed, 16_384);
        }
        return total;
    }

    @Test
    void shouldAllocateNothingForAResponse() {
        int at = FrameWriter.settings(in, 0, 0);
        reader.opened(1);
        reader.onBytes(in, 0, at);
        read(50_000);
        int heads = counter.heads;
        long self = Thread.currentThread().getId();

        long before = threads.getThreadAllocatedBytes(self);
        read(100_000);
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(reader.describe()).isNull();
        assertThat(counter.heads - heads).isEqualTo(100_000);
        assertThat(counter.fields).isPositive();
        assertThat(counter.dataBytes).isEqualTo(150_000 * 13);
        assertThat(counter.others).isEqualTo(1 + 150_000 * 5);
        assertThat(allocated).isLessThan(4096);
    }

    @Test
    void shouldAllocateNothingForARequest() {
        write(50_000);
        long self = Thread.currentThread().getId();

        long before = threads.getThreadAllocatedBytes(self);
        int total = write(100_000);
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(total).isPositive();
        assertThat(allocated).isLessThan(4096);
    }

    @Test
    void shouldBeSmallWhileIdle() {
        HpackScratch scratch = new HpackScratch();
        Object[] connections = new Object[3000];
        connections[0] = new HeadBlocks(new HpackDecoder(1000, scratch));
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 0; i < connections.length; i += 3) {
            connections[i] = new HeadBlocks(new HpackDecoder(1000, scratch));
            connections[i + 1] = new FrameReader(counter, 16_384, 1000);
            connections[i + 2] = new RequestBlocks();
        }
        long each = (threads.getThreadAllocatedBytes(self) - before) / (connections.length / 3);

        assertThat(each).isLessThan(1536);
    }
}
