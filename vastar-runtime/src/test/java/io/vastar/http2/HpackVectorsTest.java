// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7541 Appendix C. */
class HpackVectorsTest {
    private static final String DATE_21 = "date: Mon, 21 Oct 2013 20:13:21 GMT";
    private static final String DATE_22 = "date: Mon, 21 Oct 2013 20:13:22 GMT";
    private static final String LOCATION = "location: https://www.example.com";
    private static final String COOKIE = "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";

    private final HpackDecoder decoder = new HpackDecoder(64 * 1024, new HpackScratch());

    @ParameterizedTest
    @CsvSource({"10, 31, 0a", "1337, 31, 1f9a0a", "42, 255, 2a"})
    void shouldWriteIntegersAsInC1(int number, int mask, String hex) {
        UnsafeBuffer out = new UnsafeBuffer(new byte[8]);

        assertThat(Texts.hex(out, 0, HpackEncoder.integer(out, 0, 0, mask, number)))
                .isEqualTo(hex);
    }

    @Test
    void shouldReadIntegersAsInC1() {
        // a size update has a prefix of five bits: 10, and 1337
        assertDecodes("2a", List.of(), List.of("size 0"));
        assertThat(decoder.table().maxSize()).isEqualTo(10);
        assertDecodes("3f9a0a", List.of(), List.of("size 0"));
        assertThat(decoder.table().maxSize()).isEqualTo(1337);
    }

    @Test
    void shouldReadALiteralWithIndexingAsInC21() {
        assertDecodes(
                "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572",
                List.of("custom-key: custom-header"),
                List.of("custom-key: custom-header", "size 55"));
    }

    @Test
    void shouldReadALiteralWithoutIndexingAsInC22() {
        assertDecodes("040c 2f73 616d 706c 652f 7061 7468", List.of(":path: /sample/path"), List.of("size 0"));
    }

    @Test
    void shouldReadALiteralNeverIndexedAsInC23() {
        assertDecodes("1008 7061 7373 776f 7264 0673 6563 7265 74", List.of("password: secret"), List.of("size 0"));
    }

    @Test
    void shouldReadAnIndexedFieldAsInC24() {
        assertDecodes("82", List.of(":method: GET"), List.of("size 0"));
    }

    @Test
    void shouldReadRequestsWithoutHuffmanAsInC3() {
        requests(
                "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
                "8286 84be 5808 6e6f 2d63 6163 6865",
                "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65");
    }

    @Test
    void shouldReadRequestsWithHuffmanAsInC4() {
        requests(
                "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff",
                "8286 84be 5886 a8eb 1064 9cbf",
                "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf");
    }

    private void requests(String one, String two, String three) {
        assertDecodes(
                one,
                List.of(":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"),
                List.of(":authority: www.example.com", "size 57"));
        assertDecodes(
                two,
                List.of(
                        ":method: GET",
                        ":scheme: http",
                        ":path: /",
                        ":authority: www.example.com",
                        "cache-control: no-cache"),
                List.of("cache-control: no-cache", ":authority: www.example.com", "size 110"));
        assertDecodes(
                three,
                List.of(
                        ":method: GET",
                        ":scheme: https",
                        ":path: /index.html",
                        ":authority: www.example.com",
                        "custom-key: custom-value"),
                List.of(
                        "custom-key: custom-value",
                        "cache-control: no-cache",
                        ":authority: www.example.com",
                        "size 164"));
    }

    @Test
    void shouldReadResponsesWithoutHuffmanAsInC5() {
        responses(
                "4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133"
                        + "2032 303a 3133 3a32 3120 474d 546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70"
                        + "6c65 2e63 6f6d",
                "4803 3330 37c1 c0bf",
                "88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d"
                        + "54c0 5a04 677a 6970 7738 666f 6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049"
                        + "5541 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 3630 303b 2076 6572 7369 6f6e"
                        + "3d31");
    }

    @Test
    void shouldReadResponsesWithHuffmanAsInC6() {
        responses(
                "4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6"
                        + "2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3",
                "4883 640e ffc1 c0bf",
                "88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab"
                        + "77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f"
                        + "9587 3160 65c0 03ed 4ee5 b106 3d50 07");
    }

    private void responses(String one, String two, String three) {
        decoder.maxTableBytes(256);
        UnsafeBuffer update = new UnsafeBuffer(new byte[8]);
        assertThat(decoder.decode(update, 0, HpackEncoder.tableSize(update, 0, 256), null))
                .isEqualTo(HpackDecoder.OK);
        assertDecodes(
                one,
                List.of(":status: 302", "cache-control: private", DATE_21, LOCATION),
                List.of(LOCATION, DATE_21, "cache-control: private", ":status: 302", "size 222"));
        assertDecodes(
                two,
                List.of(":status: 307", "cache-control: private", DATE_21, LOCATION),
                List.of(":status: 307", LOCATION, DATE_21, "cache-control: private", "size 222"));
        assertDecodes(
                three,
                List.of(":status: 200", "cache-control: private", DATE_22, LOCATION, "content-encoding: gzip", COOKIE),
                List.of(COOKIE, "content-encoding: gzip", DATE_22, "size 215"));
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com, f1e3c2e5f23a6ba0ab90f4ff",
        "no-cache, a8eb10649cbf",
        "custom-key, 25a849e95ba97d7f",
        "custom-value, 25a849e95bb8e8b4bf",
        "302, 6402",
        "private, aec3771a4b",
        "'Mon, 21 Oct 2013 20:13:21 GMT', d07abe941054d444a8200595040b8166e082a62d1bff",
        "https://www.example.com, 9d29ad171863c78f0b97c8e9ae82ae43d3",
        "307, 640eff",
        "gzip, 9bd9ab",
        "'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1',"
                + "94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007"
    })
    void shouldCodeStringsAsInC4AndC6(String text, String hex) {
        UnsafeBuffer from = Texts.buffer(text);
        UnsafeBuffer out = new UnsafeBuffer(new byte[128]);

        int length = Huffman.encode(from, 0, from.capacity(), out, 0);
        assertThat(Texts.hex(out, 0, length)).isEqualTo(hex);
        assertThat(Huffman.encodedBytes(from, 0, from.capacity())).isEqualTo(length);

        UnsafeBuffer back = new UnsafeBuffer(new byte[128]);
        assertThat(Texts.text(back, 0, Huffman.decode(out, 0, length, back, 0))).isEqualTo(text);
    }

    @Test
    void shouldEncodeTheSecondRequestOfC4AsIndicesAfterTheFirst() {
        HpackTemplate template = HpackTemplate.of(List.of(
                new io.vastar.spi.Header(":method", "GET"),
                new io.vastar.spi.Header(":scheme", "http"),
                new io.vastar.spi.Header(":path", "/"),
                new io.vastar.spi.Header(":authority", "www.example.com")));

        assertThat(Texts.hex(template.first(), 0, template.first().capacity()))
                .isEqualTo("828684418cf1e3c2e5f23a6ba0ab90f4ff");
        assertThat(Texts.hex(template.next(), 0, template.next().capacity())).isEqualTo("828684be");
        assertThat(template.tableBytes()).isEqualTo(57);
    }

    private void assertDecodes(String hex, List<String> fields, List<String> table) {
        byte[] bytes = Texts.bytes(hex);
        Texts.Fields sink = new Texts.Fields();

        assertThat(decoder.decode(new UnsafeBuffer(bytes), 0, bytes.length, sink))
                .isEqualTo(HpackDecoder.OK);
        assertThat(sink.all).isEqualTo(fields);
        assertThat(Texts.table(decoder.table())).isEqualTo(table);
    }
}
