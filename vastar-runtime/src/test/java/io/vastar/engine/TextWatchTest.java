// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TextWatchTest {
    @Test
    void shouldFindWhatContainsFindsWhateverThePieces() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            String body = letters(random, random.nextInt(40));
            String text = letters(random, 1 + random.nextInt(6));
            TextWatch watch = new TextWatch(text.getBytes(StandardCharsets.US_ASCII));
            watch.onData(new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII)), 0, text.length() - 1);
            watch.begin();
            UnsafeBuffer buffer = new UnsafeBuffer(body.getBytes(StandardCharsets.US_ASCII));
            for (int from = 0; from < body.length(); ) {
                int length = Math.min(body.length() - from, random.nextInt(5));
                watch.onData(buffer, from, length);
                from += length;
            }
            assertThat(watch.found()).as("'%s' in '%s'", text, body).isEqualTo(body.contains(text));
        }
    }

    private static String letters(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }
}
