// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DueQueueTest {
    @Test
    void shouldGiveBackUsersByTheEndOfTheirPause() {
        Random random = new Random(1);
        DueQueue queue = new DueQueue(500);
        PriorityQueue<Long> expected = new PriorityQueue<>();
        long nowNs = Long.MAX_VALUE - 50_000;
        for (int round = 0; round < 20_000; round++) {
            nowNs += random.nextInt(20);
            if (queue.size() < 500 && random.nextInt(3) > 0) {
                long inNs = random.nextInt(2_000);
                Slot slot = new Slot(0, round);
                slot.dueNs = nowNs + inNs;
                queue.add(slot, slot.dueNs);
                expected.add(nowNs - (Long.MAX_VALUE - 50_000) + inNs);
            }
            for (Slot slot = queue.poll(nowNs); slot != null; slot = queue.poll(nowNs)) {
                assertThat(slot.dueNs - (Long.MAX_VALUE - 50_000)).isEqualTo(expected.remove());
            }
            assertThat(queue.size()).isEqualTo(expected.size());
        }
    }

    @Test
    void shouldBeEmptyWhenAllWereRemoved() {
        DueQueue queue = new DueQueue(2);
        queue.add(new Slot(0, 0), 5);
        queue.add(new Slot(0, 1), 3);
        assertThat(queue.nextNs(9)).isEqualTo(3);
        assertThat(queue.poll(2)).isNull();
        assertThat(queue.removeAny()).isNotNull();
        assertThat(queue.removeAny()).isNotNull();
        assertThat(queue.removeAny()).isNull();
        assertThat(queue.nextNs(9)).isEqualTo(9);
    }
}
