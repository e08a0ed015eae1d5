// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
    private static final String SETTINGS = "000000 04 00 00000000";
    private static final int MAX_FRAME_BYTES = 16_384;
    private static final int MAX_BLOCK_BYTES = 1000;

    /** Every kind of frame, padded and not, with flags and bits that have to be ignored. */
    private static final String STREAM = "00000c 04 00 00000000 0003 00000064 0004 7fffffff"
            + "000000 04 01 00000000"
            + "000006 04 02 80000000 00ff ffffffff"
            + "000004 08 00 00000000 8000ffff"
            + "000004 08 00 00000003 00000001"
            + "000008 06 00 00000000 0102030405060708"
            + "000008 06 01 00000000 f102030405060708"
            + "000001 01 04 00000001 88"
            + "000005 00 00 00000001 68656c6c6f"
            + "000007 00 01 80000001 20776f726c6421"
            + "000009 01 2c 00000003 02 80000005ff 88 0000"
            + "00000b 00 08 00000003 04 616263646566 00000000"
            + "000004 00 09 00000003 03 000000"
            + "000003 01 00 00000005 880102"
            + "000000 09 00 00000005"
            + "000002 09 f3 00000005 0304"
            + "000001 09 04 00000005 05"
            + "000000 00 00 00000005"
            + "000000 00 01 00000005"
            + "000000 01 00 00000007"
            + "000000 09 04 00000007"
            + "000000 01 05 00000009"
            + "000002 01 0d 0000000b 01 00"
            + "000007 01 2d 0000000d 01 0000000000 00"
            + "000001 00 09 0000000d 00"
            + "000003 ee ff 0000000f aabbcc"
            + "000000 10 00 00000000"
            + "000005 02 00 00000003 0000000310"
            + "000005 02 00 00000004 0000000310"
            + "000004 02 00 00000005 00000003"
            + "000004 08 00 00000007 00000000"
            + "000004 03 00 00000009 00000008"
            + "000004 03 00 0000000b 000000ff"
            + "00000c 07 00 00000000 8000000d 0000000b 6361 6c6d"
            + "000008 07 00 00000000 00000001 00000000";

    private static final List<String> EVENTS = List.of(
            "setting 3 100",
            "setting 4 2147483647",
            "settings",
            "settings ack",
            "setting 255 4294967295",
            "settings",
            "window 0 65535",
            "window 3 1",
            "ping 102030405060708",
            "ping f102030405060708 ack",
            "headers 1 88",
            "data 1 flow 12 hello world! end",
            "headers 3 88",
            "data 3 flow 15 abcdef end",
            "headers 5 8801020304" + "05",
            "data 5 flow 0  end",
            "headers 7 ",
            "headers 9  end",
            "headers 11  end",
            "headers 13  end",
            "data 13 flow 1  end",
            "fault 5 FRAME_LENGTH",
            "fault 7 WINDOW_INCREMENT_ZERO",
            "rst 9 CANCEL",
            "rst 11 code 0xff",
            "goaway 13 ENHANCE_YOUR_CALM calm",
            "goaway 1 NO_ERROR ");

    private final Recorder recorder = new Recorder();

    private FrameReader reader(Recorder to) {
        FrameReader reader = new FrameReader(to, MAX_FRAME_BYTES, MAX_BLOCK_BYTES);
        reader.opened(101);
        return reader;
    }

    @Test
    void shouldReadEveryKindOfFrame() {
        byte[] bytes = Texts.bytes(STREAM);
        FrameReader reader = reader(recorder);

        assertThat(reader.onBytes(new UnsafeBuffer(bytes), 0, bytes.length)).isEqualTo(ErrorCode.NO_ERROR);
        assertThat(recorder.events()).isEqualTo(EVENTS);
        assertThat(reader.betweenFrames()).isTrue();
        assertThat(reader.describe()).isNull();
    }

    @Test
    void shouldReadTheSameAtEverySplit() {
        byte[] bytes = Texts.bytes(STREAM);
        UnsafeBuffer whole = new UnsafeBuffer(bytes);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second += 1 + (second - first) / 4) {
                Recorder pieces = new Recorder();
                FrameReader reader = reader(pieces);
                reader.onBytes(whole, 0, first);
                reader.onBytes(whole, first, second - first);
                reader.onBytes(whole, second, bytes.length - second);
                assertThat(pieces.events())
                        .as("split at %s and %s", first, second)
                        .isEqualTo(EVENTS);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5", "9", "10", "17"})
    void shouldReadTheSameInSmallPieces(int size) {
        byte[] bytes = Texts.bytes(STREAM);
        FrameReader reader = reader(recorder);
        for (int at = 0; at < bytes.length; at += size) {
            int count = Math.min(size, bytes.length - at);
            UnsafeBuffer piece = new UnsafeBuffer(new byte[count + 3]);
            piece.putBytes(2, bytes, at, count);
            assertThat(reader.onBytes(piece, 2, count)).isEqualTo(ErrorCode.NO_ERROR);
        }
        assertThat(recorder.events()).isEqualTo(EVENTS);
    }

    @ParameterizedTest
    @CsvSource({
        "000000 00 00 00000000, STREAM_ZERO",
        "000001 01 04 00000000 88, STREAM_ZERO",
        "000004 03 00 00000000 00000008, STREAM_ZERO",
        "000005 02 00 00000000 0000000310, STREAM_ZERO",
        "000000 04 00 00000001, STREAM_NOT_ZERO",
        "000008 06 00 00000001 0102030405060708, STREAM_NOT_ZERO",
        "000008 07 00 00000003 0000000000000000, STREAM_NOT_ZERO",
        "000001 04 01 00000000 00, FRAME_LENGTH",
        "000005 04 00 00000000 0001000000, FRAME_LENGTH",
        "000007 06 00 00000000 01020304050607, FRAME_LENGTH",
        "000009 06 00 00000000 010203040506070809, FRAME_LENGTH",
        "000007 07 00 00000000 00000000000000, FRAME_LENGTH",
        "000003 08 00 00000000 000001, FRAME_LENGTH",
        "000005 08 00 00000001 0000000100, FRAME_LENGTH",
        "000003 03 00 00000001 000000, FRAME_LENGTH",
        "000004 08 00 00000000 80000000, WINDOW_INCREMENT_ZERO",
        "000000 00 08 00000001, FRAME_LENGTH",
        "000001 00 08 00000001 01, PADDING",
        "000003 00 08 00000001 03 0000, PADDING",
        "000003 01 0c 00000001 03 0000, PADDING",
        "000000 01 0c 00000001, FRAME_LENGTH",
        "000004 01 24 00000001 00000000, FRAME_LENGTH",
        "000005 01 2c 00000001 0000000000, FRAME_LENGTH",
        "000007 01 2c 00000001 02 0000000000 00, PADDING",
        "000000 09 04 00000001, CONTINUATION_UNEXPECTED",
        "000001 01 00 00000001 88 000000 09 04 00000003, CONTINUATION_EXPECTED",
        "000001 01 00 00000001 88 000000 00 00 00000001, CONTINUATION_EXPECTED",
        "000001 01 00 00000001 88 000008 06 00 00000000 0102030405060708, CONTINUATION_EXPECTED",
        "000001 01 00 00000001 88 000000 ee 00 00000001, CONTINUATION_EXPECTED",
        "000004 05 04 00000001 00000002, PUSH_PROMISE",
        "000000 00 00 00000002, STREAM_IDLE",
        "000000 01 05 00000002, STREAM_IDLE",
        "000000 00 00 00000067, STREAM_IDLE",
        "000001 01 04 00000067 88, STREAM_IDLE",
        "000004 03 00 00000067 00000008, STREAM_IDLE",
        "000004 08 00 00000067 00000008, STREAM_IDLE",
        "000006 04 00 00000000 0002 00000001, SETTING_ENABLE_PUSH",
        "000006 04 00 00000000 0004 80000000, SETTING_WINDOW",
        "000006 04 00 00000000 0005 00003fff, SETTING_FRAME_SIZE",
        "000006 04 00 00000000 0005 01000000, SETTING_FRAME_SIZE",
        "004001 00 00 00000001, FRAME_TOO_LARGE",
        "ffffff ee 00 00000001, FRAME_TOO_LARGE"
    })
    void shouldRefuse(String hex, FrameFault fault) {
        byte[] bytes = Texts.bytes(SETTINGS + hex + "000008 06 00 00000000 0102030405060708");
        for (int split = 0; split < bytes.length; split++) {
            Recorder to = new Recorder();
            FrameReader reader = reader(to);
            UnsafeBuffer whole = new UnsafeBuffer(bytes);
            reader.onBytes(whole, 0, split);
            assertThat(reader.onBytes(whole, split, bytes.length - split)).isEqualTo(fault.code());
            assertThat(reader.fault()).isEqualTo(fault);
            assertThat(reader.describe()).startsWith(fault.sentence());
            assertThat(to.events()).noneMatch(event -> event.startsWith("ping"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "000000 04 01 00000000, NO_SETTINGS_FIRST",
        "000008 06 00 00000000 0102030405060708, NO_SETTINGS_FIRST",
        "000000 ee 00 00000000, NO_SETTINGS_FIRST",
        "485454502f312e31203430302042616420526571756573740d0a, HTTP_1"
    })
    void shouldDemandSettingsFirst(String hex, FrameFault fault) {
        byte[] bytes = Texts.bytes(hex);
        FrameReader reader = reader(recorder);

        assertThat(reader.onBytes(new UnsafeBuffer(bytes), 0, bytes.length)).isEqualTo(ErrorCode.PROTOCOL_ERROR);
        assertThat(reader.fault()).isEqualTo(fault);
        assertThat(recorder.events()).isEmpty();
    }

    @Test
    void shouldTellFrameAndPlace() {
        byte[] bytes = Texts.bytes(SETTINGS + "000002 00 00 00000003 6161 000001 00 08 00000003 01");
        FrameReader reader = reader(recorder);
        reader.onBytes(new UnsafeBuffer(bytes), 0, 15);
        reader.onBytes(new UnsafeBuffer(bytes), 15, bytes.length - 15);

        assertThat(reader.describe())
                .isEqualTo("the padding is longer than the frame; in the DATA frame of stream 3 at byte 20"
                        + " of what the target sent");
    }

    @Test
    void shouldStopWhereTheHandlerSays() {
        byte[] bytes = Texts.bytes(SETTINGS + "000001 01 04 00000003 88 000001 01 04 00000003 88");
        FrameReader reader = reader(recorder);
        recorder.stopAtHeaders(reader);

        assertThat(reader.onBytes(new UnsafeBuffer(bytes), 0, bytes.length)).isEqualTo(ErrorCode.COMPRESSION_ERROR);
        assertThat(recorder.events()).containsExactly("settings", "headers 3 88");
        assertThat(reader.fault()).isNull();
        assertThat(reader.describe()).startsWith("the block is not understood; in the HEADERS frame of stream 3");
    }

    @Test
    void shouldBoundHeaderBlocksHoweverTheyAreCut() {
        assertThat(block("0003e8 01 04 00000001" + "00".repeat(1000))).isEqualTo(ErrorCode.NO_ERROR);
        assertThat(block("0003e9 01 04 00000001" + "00".repeat(1001))).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
        String most = "000001 01 00 00000001 00" + "0003de 09 04 00000001" + "00".repeat(990);
        assertThat(block(most)).isEqualTo(ErrorCode.NO_ERROR);
        String more = "000001 01 00 00000001 00" + "0003df 09 04 00000001" + "00".repeat(991);
        assertThat(block(more)).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
        String empty = "000000 01 00 00000001" + "000000 09 00 00000001".repeat(111);
        assertThat(block(empty)).isEqualTo(ErrorCode.NO_ERROR);
        assertThat(block(empty + "000000 09 00 00000001")).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
    }

    private int block(String hex) {
        byte[] bytes = Texts.bytes(SETTINGS + hex);
        int first = reader(new Recorder()).onBytes(new UnsafeBuffer(bytes), 0, bytes.length);
        FrameReader reader = reader(new Recorder());
        reader.onBytes(new UnsafeBuffer(bytes), 0, 20);
        assertThat(reader.onBytes(new UnsafeBuffer(bytes), 20, bytes.length - 20))
                .isEqualTo(first);
        return first;
    }

    @Test
    void shouldShowOnlyTheBeginningOfALongFarewell() {
        String debug = "61".repeat(16_384 - 8);
        byte[] bytes = Texts.bytes(SETTINGS + "004000 07 00 00000000 00000003 00000002" + debug + SETTINGS);
        assertThat(reader(recorder).onBytes(new UnsafeBuffer(bytes), 0, bytes.length))
                .isEqualTo(ErrorCode.NO_ERROR);
        assertThat(recorder.events())
                .containsExactly(
                        "settings", "goaway 3 INTERNAL_ERROR " + "a".repeat(ControlFrames.MAX_DEBUG_BYTES), "settings");
    }

    @Test
    void shouldSurviveNoise() {
        Random random = new Random(11);
        byte[] right = Texts.bytes(STREAM);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = right.clone();
            if (round % 2 == 0) {
                random.nextBytes(bytes);
                System.arraycopy(right, 0, bytes, 0, 21);
            }
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                bytes[21 + random.nextInt(bytes.length - 21)] = (byte) random.nextInt(round % 3 == 0 ? 256 : 12);
            }
            Recorder whole = new Recorder();
            FrameReader once = reader(whole);
            int answer = once.onBytes(new UnsafeBuffer(bytes), 0, bytes.length);
            Recorder pieces = new Recorder();
            FrameReader often = reader(pieces);
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(1 + random.nextInt(30), bytes.length - at);
                often.onBytes(new UnsafeBuffer(bytes), at, count);
                at += count;
            }
            assertThat(often.errorCode()).isEqualTo(answer);
            assertThat(often.fault()).isEqualTo(once.fault());
            assertThat(often.describe()).isEqualTo(once.describe());
            if (answer == ErrorCode.NO_ERROR) {
                assertThat(pieces.events()).isEqualTo(whole.events());
            }
        }
    }
}
