// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private final TimerHeap timers = new TimerHeap();

    @Test
    void shouldFireInOrderWhateverWasScheduledMovedAndCancelled() throws IOException {
        Random random = new Random(7);
        List<Connection> connections = connections(300);
        Map<Connection, Long> expected = new HashMap<>();
        long startNs = Long.MAX_VALUE - 5_000; // System.nanoTime may overflow
        for (int i = 0; i < 5000; i++) {
            Connection connection = connections.get(random.nextInt(connections.size()));
            if (random.nextInt(3) == 0) {
                timers.cancel(connection);
                expected.remove(connection);
            } else {
                long deadlineNs = startNs + random.nextInt(10_000);
                timers.schedule(connection, deadlineNs);
                expected.put(connection, deadlineNs);
            }
        }

        List<Long> firedNs = new ArrayList<>();
        for (long offsetNs = 0; offsetNs < 10_000; offsetNs++) {
            long nowNs = startNs + offsetNs;
            for (Connection due = timers.pollDue(nowNs); due != null; due = timers.pollDue(nowNs)) {
                assertThat(expected.remove(due)).isEqualTo(nowNs);
                firedNs.add(offsetNs);
            }
        }
        assertThat(expected).isEmpty();
        assertThat(timers.isEmpty()).isTrue();
        assertThat(firedNs).isSorted().isNotEmpty();
    }

    @Test
    void shouldFireNothingEarly() throws IOException {
        timers.schedule(connections(1).get(0), 100);

        assertThat(timers.pollDue(99)).isNull();
        assertThat(timers.nextNs()).isEqualTo(100);
        assertThat(timers.pollDue(100)).isNotNull();
        assertThat(timers.pollDue(100)).isNull();
    }

    private static List<Connection> connections(int count) throws IOException {
        EventLoop loop = new EventLoop(0);
        List<Connection> connections = new ArrayList<>();
        try (SocketChannel unconnected = SocketChannel.open()) {
            for (int i = 0; i < count; i++) {
                connections.add(new Connection(loop, unconnected));
            }
        }
        return connections;
    }
}
