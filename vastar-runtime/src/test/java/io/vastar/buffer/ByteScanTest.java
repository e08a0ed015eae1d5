// SPDX-License-Identifier: Apache-2.0
package io.vastar.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ByteScanTest {
    private static final byte[] TEMPTING = {'\n', '\r', '\n' + 1, '\n' - 1, 0, 1, (byte) 0x8a, (byte) 0x8d, 'a', -1};

    @Test
    void shouldFindTheFirstByteWhereAPlainLoopFindsIt() {
        Random random = new Random(1);
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
        for (int round = 0; round < 20_000; round++) {
            for (int i = 0; i < buffer.capacity(); i++) {
                byte b = TEMPTING[random.nextInt(TEMPTING.length)];
                buffer.putByte(i, b == '\n' || b == '\r' ? (random.nextInt(8) == 0 ? b : (byte) 'x') : b);
            }
            int from = random.nextInt(30);
            int to = from + random.nextInt(buffer.capacity() - from + 1);

            assertThat(ByteScan.indexOfLf(buffer, from, to)).isEqualTo(plain(buffer, from, to, false));
            assertThat(ByteScan.indexOfLineEnd(buffer, from, to)).isEqualTo(plain(buffer, from, to, true));
        }
    }

    @Test
    void shouldTellHowManyBytesAreTheSameWhateverTheLengthAndAlignment() {
        UnsafeBuffer left = new UnsafeBuffer(ByteBuffer.allocateDirect(40));
        UnsafeBuffer right = new UnsafeBuffer(ByteBuffer.allocateDirect(40));
        for (int length = 0; length <= 30; length++) {
            for (int i = 0; i < length; i++) {
                left.putByte(3 + i, (byte) i);
                right.putByte(6 + i, (byte) i);
            }
            assertThat(ByteScan.same(left, 3, right, 6, length)).isEqualTo(length);
            for (int i = 0; i < length; i++) {
                right.putByte(6 + i, (byte) -1);
                assertThat(ByteScan.same(left, 3, right, 6, length)).isEqualTo(i);
                right.putByte(6 + i, (byte) i);
            }
        }
    }

    @Test
    void shouldFindBytesThatNoFieldMayHaveWhereverTheyAre() {
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(40));
        for (int length = 0; length <= 30; length++) {
            buffer.setMemory(0, 40, (byte) 0);
            buffer.setMemory(3, length, (byte) 0x8D);
            assertThat(ByteScan.hasNulOrLineEnd(buffer, 3, 3 + length)).isFalse();
            for (int i = 0; i < length; i++) {
                buffer.putByte(3 + i, new byte[] {0, '\r', '\n'}[i % 3]);
                assertThat(ByteScan.hasNulOrLineEnd(buffer, 3, 3 + length)).isTrue();
                buffer.putByte(3 + i, (byte) (i % 4 == 0 ? 1 : 0x0B));
            }
        }
    }

    private static int plain(UnsafeBuffer buffer, int from, int to, boolean crToo) {
        for (int i = from; i < to; i++) {
            byte b = buffer.getByte(i);
            if (b == '\n' || (crToo && b == '\r')) {
                return i;
            }
        }
        return to;
    }
}
