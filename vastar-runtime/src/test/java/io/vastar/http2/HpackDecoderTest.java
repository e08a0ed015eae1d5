// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HpackDecoderTest {
    private final HpackDecoder decoder = new HpackDecoder(1000, new HpackScratch());

    @ParameterizedTest
    @CsvSource({
        "ff, TRUNCATED",
        "ff80, TRUNCATED",
        "ffffffffff07, INTEGER_OVERFLOW",
        "ff80ffffff07, INDEX_UNKNOWN",
        "ffffffffff08, INTEGER_OVERFLOW",
        "ff8080808008, INTEGER_OVERFLOW",
        "ff808080808000, INTEGER_OVERFLOW",
        "80, INDEX_ZERO",
        "be, INDEX_UNKNOWN",
        "7f0001, INDEX_UNKNOWN",
        "40, TRUNCATED",
        "4001, STRING_TOO_LONG",
        "400161, TRUNCATED",
        "40016105, STRING_TOO_LONG",
        "007fffffffff07, INTEGER_OVERFLOW",
        "007f80ffffff07, STRING_TOO_LONG",
        "0001, STRING_TOO_LONG",
        "0f, TRUNCATED",
        "3fe21f, TABLE_SIZE_TOO_LARGE",
        "8220, TABLE_SIZE_LATE",
        "0481ff, HUFFMAN",
        "048100, HUFFMAN",
        "0484ffffffff, HUFFMAN",
        "0482, STRING_TOO_LONG",
        "04831c640000, HUFFMAN"
    })
    void shouldRefuse(String hex, HpackFault fault) {
        byte[] bytes = Texts.bytes(hex);

        assertThat(decode(bytes)).isEqualTo(HpackDecoder.BROKEN);
        assertThat(decoder.fault()).isEqualTo(fault);
        assertThat(fault.sentence()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3fe11f", "20", "203fe11f", "82", "''", "04 80", "04 00", "00 00 00", "ff 00"})
    void shouldAccept(String hex) {
        if (hex.equals("ff 00")) {
            decode(Texts.bytes("40 01 61 01 62".repeat(70)));
        }
        assertThat(decode(Texts.bytes(hex))).isEqualTo(HpackDecoder.OK);
        assertThat(decoder.fault()).isNull();
    }

    @Test
    void shouldDemandTheUpdateThatASmallerTableNeeds() {
        decoder.maxTableBytes(100);
        assertThat(decode(Texts.bytes("82"))).isEqualTo(HpackDecoder.BROKEN);
        assertThat(decoder.fault()).isEqualTo(HpackFault.TABLE_SIZE_MISSING);

        assertThat(decode(Texts.bytes("3f4582"))).isEqualTo(HpackDecoder.OK);
        assertThat(decode(Texts.bytes("82"))).isEqualTo(HpackDecoder.OK);
        assertThat(decode(Texts.bytes("3f4682"))).isEqualTo(HpackDecoder.BROKEN);
    }

    @Test
    void shouldReadListsUpToTheLimitAndKeepTheTableExactBeyond() {
        UnsafeBuffer block = new UnsafeBuffer(new byte[4096]);
        int length = literal(block, 0, "x", "y".repeat(1000 - 33));
        assertThat(decoder.decode(block, 0, length, null)).isEqualTo(HpackDecoder.OK);
        assertThat(decoder.listBytes()).isEqualTo(1000);

        length = literal(block, 0, "x", "y".repeat(1001 - 33));
        length = literal(block, length, "late", "field");
        Texts.Fields sink = new Texts.Fields();
        assertThat(decoder.decode(block, 0, length, sink)).isEqualTo(HpackDecoder.LIST_TOO_LARGE);
        assertThat(sink.all).isEmpty();
        assertThat(decoder.table().count()).isEqualTo(3);
        assertThat(Texts.table(decoder.table())).startsWith("late: field");
    }

    @Test
    void shouldTakeANameFromTheEntryThatItEvicts() {
        UnsafeBuffer block = new UnsafeBuffer(new byte[4096]);
        int length = HpackEncoder.tableSize(block, 0, 64 + 32);
        length = literal(block, length, "n".repeat(30), "v".repeat(34));
        // the only entry gives its name and goes
        UnsafeBuffer value = Texts.buffer("w".repeat(34));
        length = HpackEncoder.literal(block, length, HpackEncoder.INCREMENTAL, 62, value, 0, 0, value, 0, 34);
        Texts.Fields sink = new Texts.Fields();

        assertThat(decoder.decode(block, 0, length, sink)).isEqualTo(HpackDecoder.OK);
        assertThat(sink.all.get(1)).isEqualTo("n".repeat(30) + ": " + "w".repeat(34));
        assertThat(Texts.table(decoder.table())).isEqualTo(List.of("n".repeat(30) + ": " + "w".repeat(34), "size 96"));
    }

    @Test
    void shouldEmptyTheTableForAnEntryThatIsTooLarge() {
        UnsafeBuffer block = new UnsafeBuffer(new byte[8192]);
        int length = literal(block, 0, "a", "b");
        length = literal(block, length, "c", "d".repeat(4096 - 33 + 1));
        assertThat(decoder.decode(block, 0, length, null)).isEqualTo(HpackDecoder.LIST_TOO_LARGE);
        assertThat(decoder.table().count()).isZero();

        length = literal(block, 0, "c", "d".repeat(4096 - 33));
        decoder.decode(block, 0, length, null);
        assertThat(decoder.table().size()).isEqualTo(4096);
    }

    @Test
    void shouldSurviveNoise() {
        Random random = new Random(7);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[300]);
        HpackDecoder reader = decoder;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            buffer.putBytes(random.nextInt(1 + 300 - bytes.length), bytes);
            buffer.putBytes(0, bytes);
            int result = reader.decode(buffer, 0, bytes.length, new Texts.Fields());
            if (result == HpackDecoder.BROKEN) {
                assertThat(reader.fault()).isNotNull();
                reader = round % 3 == 0 ? new HpackDecoder(1000, new HpackScratch()) : reader;
            }
            assertThat(reader.table().size()).isBetween(0, reader.table().maxSize());
        }
    }

    private int decode(byte[] bytes) {
        return decoder.decode(new UnsafeBuffer(bytes), 0, bytes.length, null);
    }

    private static int literal(UnsafeBuffer out, int at, String name, String value) {
        UnsafeBuffer n = Texts.buffer(name);
        UnsafeBuffer v = Texts.buffer(value);
        return HpackEncoder.literal(out, at, HpackEncoder.INCREMENTAL, 0, n, 0, n.capacity(), v, 0, v.capacity());
    }
}
