// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.util.AsciiString;
import io.vastar.spi.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Netty's HPACK writes for ours to read, and reads what ours writes. The seeds are fixed. */
class HpackOracleTest {
    private static final String[] NAMES = {
        ":status",
        "server",
        "date",
        "content-type",
        "content-length",
        "x-request-id",
        "set-cookie",
        "authorization",
        "cookie",
        "accept-encoding",
        "etag",
        "x",
        "a-rather-long-name-for-a-field-that-nobody-has-heard-of"
    };

    private final Random random = new Random(4711);

    @Test
    void shouldReadWhatNettyWrites() throws Http2Exception {
        for (int round = 0; round < 300; round++) {
            Http2HeadersEncoder.SensitivityDetector secret = (name, value) -> name.length() % 5 == 0;
            DefaultHttp2HeadersEncoder encoder =
                    new DefaultHttp2HeadersEncoder(secret, false, 16, random.nextBoolean() ? 0 : 512);
            HpackDecoder decoder = new HpackDecoder(1 << 20, new HpackScratch());
            for (int block = 0; block < 60; block++) {
                if (random.nextInt(8) == 0) {
                    encoder.configuration().maxHeaderTableSize(random.nextInt(4097));
                }
                Http2Headers headers = new DefaultHttp2Headers(false);
                List<String> expected = new ArrayList<>();
                for (int i = random.nextInt(12); i >= 0; i--) {
                    String name = NAMES[random.nextInt(NAMES.length)];
                    String value = value();
                    headers.add(new AsciiString(name), new AsciiString(bytes(value), false));
                }
                headers.forEach(field -> expected.add(field.getKey() + ": " + text((AsciiString) field.getValue())));
                ByteBuf out = Unpooled.buffer();
                encoder.encodeHeaders(3, headers, out);
                byte[] bytes = new byte[out.readableBytes()];
                out.readBytes(bytes);
                Texts.Fields sink = new Texts.Fields();

                assertThat(decoder.decode(new UnsafeBuffer(bytes), 0, bytes.length, sink))
                        .isEqualTo(HpackDecoder.OK);
                assertThat(sink.all).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldWriteWhatNettyReads() throws Http2Exception {
        UnsafeBuffer out = new UnsafeBuffer(new byte[64 * 1024]);
        DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, 1 << 20);
        for (int block = 0; block < 5000; block++) {
            List<String> expected = new ArrayList<>();
            int at = block % 7 == 0 ? HpackEncoder.tableSize(out, 0, random.nextInt(4097)) : 0;
            for (int i = random.nextInt(12); i >= 0; i--) {
                String name = NAMES[random.nextInt(NAMES.length)];
                String value = random.nextInt(4) == 0 ? "gzip, deflate" : value();
                UnsafeBuffer n = Texts.buffer(name);
                UnsafeBuffer v = Texts.buffer(value);
                int end = random.nextInt(3) == 0
                        ? HpackEncoder.literal(
                                out,
                                at,
                                HpackEncoder.INCREMENTAL,
                                StaticTable.find(n, 0, n.capacity()),
                                n,
                                0,
                                n.capacity(),
                                v,
                                0,
                                v.capacity())
                        : HpackEncoder.field(out, at, n, 0, n.capacity(), v, 0, v.capacity());
                assertThat(end - at).isLessThanOrEqualTo(HpackEncoder.mostBytes(n.capacity(), v.capacity()));
                at = end;
                expected.add(name + ": " + value);
            }

            assertThat(read(decoder, out, at)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void shouldSendATemplateThatNettyReadsWhateverTheSizeOfItsTable() throws Http2Exception {
        for (int round = 0; round < 500; round++) {
            List<Header> fields = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                String name = NAMES[1 + random.nextInt(NAMES.length - 1)];
                String value = random.nextInt(4) == 0 ? "gzip, deflate" : ascii(random.nextInt(400));
                fields.add(new Header(name.replace('x', 'X'), value));
                expected.add(name + ": " + value);
            }
            HpackTemplate template = HpackTemplate.of(fields);
            HpackTemplate other = HpackTemplate.of(List.of(new Header("other", "one")));
            RequestBlocks blocks = new RequestBlocks();
            DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, 1 << 20);
            for (int request = 0; request < 20; request++) {
                for (int changes = random.nextInt(4) == 0 ? random.nextInt(4) : 0; changes > 0; changes--) {
                    int size = random.nextInt(3) == 0 ? 0 : random.nextInt(9000);
                    decoder.configuration().maxHeaderTableSize(size);
                    blocks.peerTableBytes(size);
                }
                if (random.nextInt(5) == 0) {
                    DirectBuffer block = blocks.block(other);
                    assertThat(read(decoder, block, block.capacity())).containsExactly("other: one");
                }
                DirectBuffer block = blocks.block(template);
                assertThat(read(decoder, block, block.capacity())).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static List<String> read(DefaultHttp2HeadersDecoder decoder, DirectBuffer buffer, int length)
            throws Http2Exception {
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        List<String> fields = new ArrayList<>();
        decoder.decodeHeaders(3, Unpooled.wrappedBuffer(bytes))
                .forEach(field -> fields.add(field.getKey() + ": " + text(AsciiString.of(field.getValue()))));
        return fields;
    }

    /** Some values come again and again, some hold any byte. */
    private String value() {
        return switch (random.nextInt(4)) {
            case 0 -> "again-" + random.nextInt(5);
            case 1 -> noise(random.nextInt(60));
            case 2 -> ascii(random.nextInt(1500));
            default -> ascii(random.nextInt(30));
        };
    }

    private String ascii(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    private String noise(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(256));
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String text(AsciiString value) {
        return new String(value.toByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
