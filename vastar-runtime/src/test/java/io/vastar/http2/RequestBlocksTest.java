// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.Header;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestBlocksTest {
    private static final Header GET = new Header(":method", "GET");
    private static final Header PATH = new Header(":path", "/a/path");
    /** Size in the table: 5 + 7 + 32. */
    private static final int TABLE_BYTES = 44;

    private final HpackTemplate template = HpackTemplate.of(List.of(GET, PATH));
    private final RequestBlocks blocks = new RequestBlocks();

    @Test
    void shouldSendIndicesAfterTheFirstRequest() {
        assertThat(template.tableBytes()).isEqualTo(TABLE_BYTES);
        assertThat(blocks.block(template)).isSameAs(template.first());
        assertThat(blocks.block(template)).isSameAs(template.next());
        assertThat(blocks.block(template)).isSameAs(template.next());
        assertThat(hex(template.next())).isEqualTo("82be");
    }

    @Test
    void shouldLeaveTheTableToTheFirstTemplate() {
        HpackTemplate other = HpackTemplate.of(List.of(PATH));
        blocks.block(template);

        assertThat(blocks.block(other)).isSameAs(other.plain());
        assertThat(blocks.block(template)).isSameAs(template.next());
    }

    @Test
    void shouldTellOfASmallerTableOnceAndKeepWhatFits() {
        blocks.block(template);
        blocks.peerTableBytes(TABLE_BYTES);

        assertThat(hex(blocks.block(template))).isEqualTo("3f0d" + hex(template.next()));
        assertThat(blocks.block(template)).isSameAs(template.next());
    }

    @Test
    void shouldSendPlainBlocksWhereTheTableIsTooSmall() {
        blocks.block(template);
        blocks.peerTableBytes(TABLE_BYTES - 1);

        assertThat(hex(blocks.block(template))).isEqualTo("3f0c" + hex(template.plain()));
        assertThat(blocks.block(template)).isSameAs(template.plain());
    }

    @Test
    void shouldFillTheTableAgainAfterItWasEmptied() {
        blocks.block(template);
        blocks.peerTableBytes(0);
        blocks.peerTableBytes(1L << 31);

        assertThat(hex(blocks.block(template))).isEqualTo("203fe11f" + hex(template.first()));
        assertThat(blocks.block(template)).isSameAs(template.next());
    }

    @ParameterizedTest
    @CsvSource({"4096", "4097", "65536", "4294967295"})
    void shouldSayNothingOfATableThatIsLargeEnough(long bytes) {
        blocks.peerTableBytes(bytes);

        assertThat(blocks.block(template)).isSameAs(template.first());
    }

    @Test
    void shouldTellOfASmallerTableBeforeAComposedBlock() {
        blocks.block(template);
        blocks.peerTableBytes(10);
        UnsafeBuffer out = new UnsafeBuffer(new byte[RequestBlocks.mostPrefixBytes()]);

        assertThat(Texts.hex(out, 0, blocks.writePrefix(out, 0))).isEqualTo("2a");
        assertThat(blocks.writePrefix(out, 0)).isZero();
        assertThat(blocks.block(template)).isSameAs(template.plain());
    }

    @Test
    void shouldNeverIndexSecrets() {
        HpackTemplate secret = HpackTemplate.of(List.of(
                new Header("Authorization", "!"),
                new Header("Proxy-Authorization", "!"),
                new Header("Cookie", "!"),
                new Header("Cookie", "!!!!!!!!!!!!!!!!!!!!")));

        String never = "1f080121" + "1f220121" + "1f110121";
        assertThat(hex(secret.plain())).startsWith(never + "0f11");
        assertThat(hex(secret.first())).startsWith(never + "60");
        assertThat(hex(secret.next())).isEqualTo(never + "be");
    }

    @Test
    void shouldKeepOutOfTheTableWhatDoesNotFit() {
        HpackTemplate large = HpackTemplate.of(
                List.of(new Header("a", "x".repeat(3000)), new Header("b", "x".repeat(2000)), new Header("c", "d")));

        assertThat(large.tableBytes()).isEqualTo(3033 + 34);
        assertThat(large.next().capacity()).isBetween(1500, 2100);
        assertThat(large.plain().capacity()).isGreaterThan(4000);
    }

    private static String hex(DirectBuffer block) {
        return Texts.hex(block, 0, block.capacity());
    }
}
