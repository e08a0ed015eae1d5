// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameWriterTest {
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[128 * 1024]);

    @Test
    void shouldWriteWhatTheReaderReads() {
        int at = FrameWriter.settings(out, 0, 2);
        at = FrameWriter.setting(out, at, Setting.MAX_CONCURRENT_STREAMS, 0xFFFF_FFFFL);
        at = FrameWriter.setting(out, at, Setting.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE);
        at = FrameWriter.settingsAck(out, at);
        at = FrameWriter.windowUpdate(out, at, 0, Integer.MAX_VALUE);
        at = FrameWriter.ping(out, at, 0x8102030405060708L, false);
        at = FrameWriter.ping(out, at, 1, true);
        UnsafeBuffer body = Texts.buffer("hello");
        at = FrameWriter.headers(out, at, 0x7FFF_FFFF, false, body, 1, 2, 16_384);
        at = FrameWriter.data(out, at, 0x7FFF_FFFF, false, body, 1, 4);
        at = FrameWriter.dataHeader(out, at, 0x7FFF_FFFF, true, 0);
        at = FrameWriter.rstStream(out, at, 0x7FFF_FFFF, ErrorCode.CANCEL);
        at = FrameWriter.goAway(out, at, 0x7FFF_FFFF, ErrorCode.NO_ERROR, body, 0, 5);
        Recorder recorder = new Recorder();
        FrameReader reader = new FrameReader(recorder, 16_384, 1000);
        reader.opened(Integer.MAX_VALUE);

        assertThat(reader.onBytes(out, 0, at)).isEqualTo(ErrorCode.NO_ERROR);
        assertThat(recorder.events())
                .containsExactly(
                        "setting 3 4294967295",
                        "setting 4 2147483647",
                        "settings",
                        "settings ack",
                        "window 0 2147483647",
                        "ping 8102030405060708",
                        "ping 1 ack",
                        "headers 2147483647 656c",
                        "data 2147483647 flow 4 ello end",
                        "rst 2147483647 CANCEL",
                        "goaway 2147483647 NO_ERROR hello");
    }

    @Test
    void shouldBeginAConnectionAsRfc9113Says() {
        int end = FrameWriter.settings(out, FrameWriter.preface(out, 0), 0);

        assertThat(Texts.text(out, 0, end)).isEqualTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "16383, 1", "16384, 1", "16385, 2", "32768, 2", "32769, 3"})
    void shouldCutHeaderBlocksAtTheFrameSizeOfThePeer(int length, int frames) {
        UnsafeBuffer block = new UnsafeBuffer(new byte[length + 5]);
        for (int i = 0; i < length; i++) {
            block.putByte(5 + i, (byte) (i / 7));
        }
        int at = FrameWriter.settings(out, 0, 0);
        int end = FrameWriter.headers(out, at, 3, true, block, 5, length, 16_384);

        assertThat(end - at).isEqualTo(length + 9 * frames).isEqualTo(FrameWriter.headersBytes(length, 16_384));
        Recorder recorder = new Recorder();
        FrameReader reader = new FrameReader(recorder, 16_384, 64 * 1024);
        reader.opened(3);
        assertThat(reader.onBytes(out, 0, end)).isEqualTo(ErrorCode.NO_ERROR);
        assertThat(recorder.events()).containsExactly("settings", "headers 3 " + Texts.hex(block, 5, length) + " end");
    }
}
