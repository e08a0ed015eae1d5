// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.vastar.spi.BodyWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyInflaterTest {
    private static final String TEXT = "the quick brown fox jumps over the lazy dog, ".repeat(5);

    private final BodyInflater inflater = new BodyInflater(1_000_000);
    private final StringBuilder seen = new StringBuilder();

    private final BodyWatch watch = new BodyWatch() {
        @Override
        public void begin() {}

        @Override
        public void onData(DirectBuffer buffer, int offset, int length) {
            seen.append(buffer.getStringWithoutLengthAscii(offset, length));
        }

        @Override
        public boolean found() {
            return false;
        }
    };

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static byte[] deflate(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static byte[] zstd(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private String inflate(int coding, byte[] bytes, int pieceBytes) {
        seen.setLength(0);
        inflater.begin(coding);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            inflater.onData(buffer, at, Math.min(pieceBytes, bytes.length - at), watch, null);
        }
        inflater.end(watch, null);
        return seen.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "4, KLUv/QRobQAAOGhlbGxvLCABAEqKEY+ZUzc=", // by zstd -19
        "3, GxkA+I2Ubt5ECVKGlmwsbzFPJLDjAA==", // by the brotli of Node.js
    })
    void shouldInflateWhatOthersHaveMadeInPiecesOfAnySize(int coding, String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        for (int size = 1; size <= bytes.length; size++) {
            assertThat(inflate(coding, bytes, size)).isEqualTo("hello, hello, hello, hello");
            assertThat(inflater.failure()).isNull();
        }
        for (int length = 1; length < bytes.length; length++) {
            inflate(coding, Arrays.copyOf(bytes, length), length);
            assertThat(inflater.failure()).startsWith("the body is not what its Content-Encoding says: ");
        }
        assertThat(inflate(coding, new byte[0], 1)).isEmpty();
        assertThat(inflater.failure()).isNull();
    }

    @Test
    void shouldBoundWhatItGathersAndWhatThatBecomes() {
        inflate(Head.ZSTD, zstd(new byte[1_000_000]), 1000);
        assertThat(inflater.failure()).isNull();
        inflate(Head.ZSTD, zstd(new byte[1_000_001]), 1000);
        assertThat(inflater.failure()).isEqualTo("the compressed body inflates to more than 1000000 bytes");
        inflate(Head.BROTLI, new byte[BodyInflater.MOST_GATHERED_BYTES + 1], 64 * 1024);
        assertThat(inflater.failure())
                .isEqualTo("the compressed body has more than 8388608 bytes, too many to look into");
    }

    @Test
    void shouldInflateGzipAndDeflateInPiecesOfAnySize() {
        byte[] zipped = gzip(TEXT);
        byte[] deflated = deflate(TEXT);
        for (int size = 1; size <= zipped.length; size++) {
            assertThat(inflate(Head.GZIP, zipped, size)).isEqualTo(TEXT);
            assertThat(inflate(Head.DEFLATE, deflated, size)).isEqualTo(TEXT);
            assertThat(inflater.failure()).isNull();
        }
    }

    @Test
    void shouldReadEveryPartOfAFrameAndSeveralMembers() {
        byte[] plain = gzip(TEXT);
        for (int flags = 0; flags < 32; flags++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(plain, 0, 3);
            bytes.write(flags);
            bytes.write(plain, 4, 6);
            if ((flags & 4) != 0) {
                bytes.writeBytes(new byte[] {3, 0, 1, 0, 2});
            }
            if ((flags & 8) != 0) {
                bytes.writeBytes("name\0".getBytes(StandardCharsets.US_ASCII));
            }
            if ((flags & 16) != 0) {
                bytes.writeBytes("\0".getBytes(StandardCharsets.US_ASCII));
            }
            if ((flags & 2) != 0) {
                bytes.writeBytes(new byte[] {7, 7});
            }
            bytes.write(plain, 10, plain.length - 10);
            bytes.writeBytes(plain);
            assertThat(inflate(Head.GZIP, bytes.toByteArray(), 1)).isEqualTo(TEXT + TEXT);
            assertThat(inflater.failure()).isNull();
        }
        byte[] emptyExtra = gzip("x");
        emptyExtra[3] = 4;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(emptyExtra, 0, 10);
        bytes.writeBytes(new byte[2]);
        bytes.write(emptyExtra, 10, emptyExtra.length - 10);
        assertThat(inflate(Head.GZIP, bytes.toByteArray(), 5)).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void shouldFailABodyThatIsCutOffAnywhereOrHasAWrongChecksum(int coding) {
        byte[] bytes = coding == Head.GZIP ? gzip(TEXT) : deflate(TEXT);
        for (int length = 1; length < bytes.length; length++) {
            inflate(coding, Arrays.copyOf(bytes, length), 7);
            assertThat(inflater.failure()).as("%s bytes", length).contains("it ends in the middle");
        }
        for (int i = bytes.length - (coding == Head.GZIP ? 8 : 4); i < bytes.length; i++) {
            byte[] wrong = bytes.clone();
            wrong[i] ^= 1;
            inflate(coding, wrong, 7);
            assertThat(inflater.failure()).as("byte %s", i).contains("its checksum or length is wrong");
        }
        inflate(coding, new byte[0], 1);
        assertThat(inflater.failure()).isNull();
    }

    @Test
    void shouldCheckToTheEndWhatNobodyLooksIntoAnyMore() {
        byte[] bytes = gzip(TEXT);
        bytes[bytes.length - 5] ^= 1;
        inflater.begin(Head.GZIP);
        inflater.onData(new UnsafeBuffer(bytes), 0, bytes.length, null, null);
        inflater.end(null, null);
        assertThat(inflater.failure()).contains("its checksum or length is wrong");
        byte[] much = gzip("a".repeat(1_000_001));
        inflater.begin(Head.GZIP);
        inflater.onData(new UnsafeBuffer(much), 0, much.length, null, null);
        inflater.end(null, null);
        assertThat(inflater.failure()).isNull();
    }

    @Test
    void shouldInflateUpToTheLimitAndNoFurther() {
        assertThat(inflate(Head.GZIP, gzip("a".repeat(1_000_000)), 100)).hasSize(1_000_000);
        assertThat(inflater.failure()).isNull();
        inflate(Head.GZIP, gzip("a".repeat(1_000_001)), 100);
        assertThat(inflater.failure()).isEqualTo("the compressed body inflates to more than 1000000 bytes");
    }

    @Test
    void shouldSayWhatIsWrong() {
        inflate(Head.GZIP, "plain text".getBytes(StandardCharsets.US_ASCII), 3);
        assertThat(inflater.failure()).contains("says gzip, and it does not begin like that");
        inflate(Head.DEFLATE, "plain text".getBytes(StandardCharsets.US_ASCII), 3);
        assertThat(inflater.failure()).contains("says deflate");
        byte[] broken = gzip(TEXT);
        broken[10] = (byte) 0xFF;
        inflate(Head.GZIP, broken, 3);
        assertThat(inflater.failure()).contains("is not what its Content-Encoding says");
        inflate(Head.OTHER, new byte[] {1}, 1);
        assertThat(inflater.failure()).contains("not gzip, deflate, br or zstd");
        assertThat(inflate(Head.GZIP, gzip(TEXT), 3)).isEqualTo(TEXT);
    }
}
