// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadBlocksTest {
    private final HpackDecoder decoder = new HpackDecoder(1000, new HpackScratch());
    private final HeadBlocks blocks = new HeadBlocks(decoder);
    private final ResponseHead head = new ResponseHead();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[4096]);

    @Test
    void shouldTellStatusLengthAndEventStream() {
        for (int i = 0; i < 3; i++) {
            int length = encode(":status=203 content-length=17 content-type=Text/Event-Stream;charset=utf-8", false);
            assertThat(blocks.read(out, 0, length, false, head, null)).isEqualTo(HeadBlocks.OK);
            assertThat(head.status()).isEqualTo(203);
            assertThat(head.contentLength()).isEqualTo(17);
            assertThat(head.eventStream()).isTrue();
            assertThat(head.fault()).isNull();

            length = encode(":status=404 content-type=text/event-streams", false);
            assertThat(blocks.read(out, 0, length, false, head, null)).isEqualTo(HeadBlocks.OK);
            assertThat(head.status()).isEqualTo(404);
            assertThat(head.contentLength()).isEqualTo(ResponseHead.NO_LENGTH);
            assertThat(head.eventStream()).isFalse();
        }
    }

    @Test
    void shouldGiveTheFieldsToWhoWantsThemEvenOfABlockThatIsKnown() {
        int length = encode(":status=200 x=1 y=2", false);
        for (int i = 0; i < 3; i++) {
            blocks.read(out, 0, length, false, head, null);
            Texts.Fields fields = new Texts.Fields();
            assertThat(blocks.read(out, 0, length, false, head, fields)).isEqualTo(HeadBlocks.OK);
            assertThat(fields.all).containsExactly("x: 1", "y: 2");
        }
    }

    @Test
    void shouldReadTrailers() {
        int length = encode("x=1 content-length=no", false);
        for (int i = 0; i < 2; i++) {
            assertThat(blocks.read(out, 0, length, true, head, null)).isEqualTo(HeadBlocks.OK);
        }
        length = encode("x=1 :status=200", false);
        assertThat(blocks.read(out, 0, length, true, head, null)).isEqualTo(HeadBlocks.MALFORMED);
        assertThat(head.fault()).isEqualTo(HeadFault.PSEUDO_IN_TRAILERS);
    }

    @ParameterizedTest
    @CsvSource({
        "x=1, STATUS_MISSING",
        "'', STATUS_MISSING",
        ":status=200 :status=200, STATUS_TWICE",
        ":status=20, STATUS_INVALID",
        ":status=099, STATUS_INVALID",
        ":status=2x0, STATUS_INVALID",
        ":status=2000, STATUS_INVALID",
        ":status=101, SWITCHING_PROTOCOLS",
        ":path=/ :status=200, PSEUDO_UNKNOWN",
        "x=1 :status=200, PSEUDO_LATE",
        ":status=200 X=1, NAME_INVALID",
        ":status=200 x(=1, NAME_INVALID",
        ":status=200 =1, NAME_INVALID",
        ":status=200 x=a<CR>b, VALUE_INVALID",
        ":status=200 x=<TAB>b, VALUE_INVALID",
        ":status=200 connection=close, CONNECTION_FIELD",
        ":status=200 keep-alive=x, CONNECTION_FIELD",
        ":status=200 proxy-connection=x, CONNECTION_FIELD",
        ":status=200 transfer-encoding=chunked, CONNECTION_FIELD",
        ":status=200 upgrade=h2c, CONNECTION_FIELD",
        ":status=200 content-length=x, CONTENT_LENGTH",
        ":status=200 content-length=, CONTENT_LENGTH",
        ":status=200 content-length=-1, CONTENT_LENGTH",
        ":status=200 content-length=9999999999999999999, CONTENT_LENGTH",
        ":status=200 content-length=1 content-length=2, CONTENT_LENGTH"
    })
    void shouldRefuseAMalformedResponseEachTime(String fields, HeadFault fault) {
        for (int i = 0; i < 2; i++) {
            int length = encode(fields, false);
            assertThat(blocks.read(out, 0, length, false, head, null)).isEqualTo(HeadBlocks.MALFORMED);
            assertThat(head.fault()).isEqualTo(fault);
            assertThat(fault.sentence()).isNotEmpty();
        }
    }

    @Test
    void shouldRefuseAHeadThatIsTooLargeAndABlockThatIsBroken() {
        int length = encode(":status=200 x=" + "y".repeat(1000), false);
        assertThat(blocks.read(out, 0, length, false, head, null)).isEqualTo(HeadBlocks.MALFORMED);
        assertThat(head.fault()).isEqualTo(HeadFault.LIST_TOO_LARGE);

        out.putByte(0, (byte) 0x80);
        assertThat(blocks.read(out, 0, 1, false, head, null)).isEqualTo(HeadBlocks.BROKEN);
        assertThat(decoder.fault()).isEqualTo(HpackFault.INDEX_ZERO);
    }

    @Test
    void shouldNotTakeAKnownBlockForTheSameAfterTheTableChanged() {
        blocks.read(out, 0, encode(":status=201", true), false, head, null);
        UnsafeBuffer indexed = new UnsafeBuffer(new byte[] {(byte) 0xBE});
        for (int i = 0; i < 3; i++) {
            assertThat(blocks.read(indexed, 0, 1, false, head, null)).isEqualTo(HeadBlocks.OK);
            assertThat(head.status()).isEqualTo(201);
        }
        blocks.read(out, 0, encode(":status=202", true), false, head, null);
        assertThat(blocks.read(indexed, 0, 1, false, head, null)).isEqualTo(HeadBlocks.OK);
        assertThat(head.status()).isEqualTo(202);

        out.putByte(0, (byte) 0x20);
        blocks.read(out, 0, 1, true, head, null);
        assertThat(blocks.read(indexed, 0, 1, false, head, null)).isEqualTo(HeadBlocks.BROKEN);
    }

    @Test
    void shouldDemandAShrunkenTableEvenBeforeAKnownBlock() {
        int length = encode(":status=200 x=1", false);
        blocks.read(out, 0, length, false, head, null);
        decoder.maxTableBytes(0);

        assertThat(blocks.read(out, 0, length, false, head, null)).isEqualTo(HeadBlocks.BROKEN);
        assertThat(decoder.fault()).isEqualTo(HpackFault.TABLE_SIZE_MISSING);
    }

    @Test
    void shouldRememberABlockThatAddsItsFieldsEachTimeOnceTheyHaveFilledTheTable() {
        int length = encode(":status=200 server=" + "x".repeat(40) + " content-length=13", true);
        int decoded = 0;
        for (int i = 0; i < 100; i++) {
            long before = decoder.changes();
            blocks.read(out, 0, length, false, head, null);
            decoded += decoder.changes() == before ? 0 : 1;
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.contentLength()).isEqualTo(13);
        }
        int perBlock = 3 * DynamicTable.ENTRY_OVERHEAD + ":status200server".length() + 40 + "content-length13".length();
        assertThat(decoded).isLessThanOrEqualTo(2 + HpackDecoder.DEFAULT_TABLE_BYTES / perBlock);
        assertThat(decoder.table().count()).isGreaterThan(3);
    }

    @Test
    void shouldComeToTheSameAsADecoderWithoutMemory() {
        Random random = new Random(3);
        HpackDecoder plain = new HpackDecoder(1000, new HpackScratch());
        ResponseHead expected = new ResponseHead();
        int end = 0;
        for (int round = 0; round < 200_000; round++) {
            boolean again = end > 0 && random.nextInt(3) > 0;
            if (!again) {
                end = random.nextInt(200) == 0 ? HpackEncoder.tableSize(out, 0, random.nextInt(200)) : 0;
            }
            for (int i = random.nextInt(4); i >= 0 && !again; i--) {
                int known = StaticTable.LAST + decoder.table().count();
                end = switch (random.nextInt(20)) {
                    case 0 -> encode("x=" + random.nextInt(3), true, end);
                    case 1 -> encode(":status=20" + random.nextInt(6), true, end);
                    case 2, 3 -> encode("content-length=" + random.nextInt(3), false, end);
                    case 4, 5 -> HpackEncoder.indexed(out, end, 1 + random.nextInt(known));
                    default -> HpackEncoder.indexed(out, end, StaticTable.STATUS_200 + random.nextInt(7));
                };
            }
            expected.begin(false, null);
            int result = plain.decode(out, 0, end, expected);
            expected.end();

            int answer = blocks.read(out, 0, end, false, head, null);

            assertThat(answer == HeadBlocks.BROKEN).isEqualTo(result == HpackDecoder.BROKEN);
            if (answer != HeadBlocks.BROKEN) {
                assertThat(head.fault()).isEqualTo(expected.fault());
                assertThat(head.status()).isEqualTo(expected.status());
                assertThat(head.contentLength()).isEqualTo(expected.contentLength());
            }
            assertThat(Texts.table(decoder.table())).isEqualTo(Texts.table(plain.table()));
        }
    }

    private int encode(String fields, boolean incremental) {
        return encode(fields, incremental, 0);
    }

    private int encode(String fields, boolean incremental, int from) {
        int at = from;
        for (String field : fields.isEmpty() ? new String[0] : fields.split(" ")) {
            int equals = field.indexOf('=');
            UnsafeBuffer n = Texts.buffer(field.substring(0, equals));
            UnsafeBuffer v = Texts.buffer(
                    field.substring(equals + 1).replace("<CR>", "\r").replace("<TAB>", "\t"));
            int kind = incremental ? HpackEncoder.INCREMENTAL : HpackEncoder.WITHOUT_INDEXING;
            at = HpackEncoder.literal(out, at, kind, 0, n, 0, n.capacity(), v, 0, v.capacity());
        }
        return at;
    }
}
