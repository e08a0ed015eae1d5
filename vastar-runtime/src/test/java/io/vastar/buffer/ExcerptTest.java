// SPDX-License-Identifier: Apache-2.0
package io.vastar.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void shouldEscapeWhatPeopleCannotRead() {
        byte[] bytes = {'o', 'k', '\r', '\n', '\t', '\\', 0, 27, (byte) 0xff};

        assertThat(Excerpt.around(new UnsafeBuffer(bytes), 0, bytes.length, 2))
                .isEqualTo("'ok\\r\\n\\t\\\\\\x00\\x1b\\xff'");
    }

    @Test
    void shouldShowOnlyTheNeighbourhood() {
        byte[] bytes = ("a".repeat(100) + "X" + "b".repeat(100)).getBytes(StandardCharsets.US_ASCII);

        assertThat(Excerpt.around(new UnsafeBuffer(bytes), 0, bytes.length, 100))
                .isEqualTo("…'" + "a".repeat(24) + "X" + "b".repeat(23) + "'…");
    }
}
