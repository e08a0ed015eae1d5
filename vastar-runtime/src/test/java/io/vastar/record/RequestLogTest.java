// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLogTest {
    private static final int RING_BYTES = 1 << 16;
    private static final long START_NS = 5_000;

    private static final class Sent extends Exchange {
        Sent() {
            super(0);
        }

        Sent at(long intended, long startedNs) {
            intendedNs = intended;
            begin(startedNs);
            return this;
        }
    }

    private static Sent answered() {
        Sent sent = new Sent().at(START_NS + 10, START_NS + 15);
        sent.connectTook(1);
        sent.sent(START_NS + 20, 100);
        sent.firstByte(START_NS + 30);
        sent.addBytesIn(250);
        sent.addBodyBytes(13);
        sent.complete(START_NS + 40, 503);
        return sent;
    }

    private static RequestLog log(double share) {
        RequestLog log = new RequestLog(RING_BYTES, share, 7);
        log.reset(List.of("login", "browse"));
        log.begin(START_NS);
        return log;
    }

    @Test
    void shouldGiveBackWhatWasPutIn() {
        RequestLog log = log(1);
        log.ended(answered(), false, false, 3, 17, log.id("browse"));
        RequestRecord record = new RequestRecord();
        List<String> read = new ArrayList<>();
        log.read(
                (type, buffer, index, length) -> {
                    record.wrap(buffer, index);
                    assertThat(record.startedNs()).isEqualTo(15);
                    assertThat(record.intendedNs()).isEqualTo(10);
                    assertThat(record.connectNs()).isEqualTo(1);
                    assertThat(record.sentNs()).isEqualTo(20);
                    assertThat(record.firstByteNs()).isEqualTo(30);
                    assertThat(record.doneNs()).isEqualTo(40);
                    assertThat(record.bytesIn()).isEqualTo(250);
                    assertThat(record.bytesOut()).isEqualTo(100);
                    assertThat(record.bodyBytes()).isEqualTo(13);
                    assertThat(record.code()).isEqualTo(503);
                    assertThat(record.verdict()).isEqualTo(RequestRecord.Verdict.UNEXPECTED);
                    assertThat(record.errorKind()).isNull();
                    assertThat(record.connection()).isEqualTo(3);
                    assertThat(record.user()).isEqualTo(17);
                    read.add(log.steps()[record.step()]);
                },
                10);
        assertThat(read).containsExactly("browse");
    }

    @Test
    void shouldTellFailedAbortedAndCheckedOnesApart() {
        RequestLog log = log(1);
        Sent failed = new Sent().at(START_NS, START_NS);
        failed.fail(START_NS + 5, ErrorKind.TIMEOUT, "late");
        log.ended(failed, false, false, -1, 0, -1);
        Sent aborted = new Sent().at(START_NS, START_NS);
        aborted.abort(START_NS + 5);
        log.ended(aborted, true, false, 0, 0, -1);
        log.ended(answered(), true, true, 0, 0, -1);
        log.ended(answered(), true, false, 0, 0, -1);
        RequestRecord record = new RequestRecord();
        List<Object> read = new ArrayList<>();
        log.read(
                (type, buffer, index, length) ->
                        read.add(record.wrap(buffer, index).verdict() + " " + record.errorKind()),
                9);
        assertThat(read).containsExactly("FAILED TIMEOUT", "ABORTED null", "CHECK_FAILED null", "OK null");
    }

    @Test
    void shouldDropAndCountWhatDoesNotFit() {
        RequestLog log = log(1);
        Sent sent = answered();
        for (int i = 0; i < 10_000; i++) {
            log.ended(sent, true, false, 0, 0, -1);
        }
        assertThat(log.written()).isBetween(500L, 1_000L);
        assertThat(log.written() + log.dropped()).isEqualTo(10_000);
        assertThat(log.read((type, buffer, index, length) -> {}, Integer.MAX_VALUE))
                .isEqualTo((int) log.written());
        log.reset(List.of());
        log.ended(sent, true, false, 0, 0, -1);
        assertThat(log.written()).isEqualTo(1);
    }

    @Test
    void shouldTakeAboutTheShareThatWasAskedFor() {
        RequestLog log = log(0.01);
        Sent sent = answered();
        for (int i = 0; i < 1_000_000; i++) {
            log.ended(sent, true, false, 0, 0, -1);
            if (i % 1_000 == 0) {
                log.read((type, buffer, index, length) -> {}, Integer.MAX_VALUE);
            }
        }
        assertThat(log.written()).isBetween(9_000L, 11_000L);
        assertThat(log.dropped()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.1})
    void shouldAllocateNothingOnTheAgentsThread(double share) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        RequestLog log = log(share);
        Sent sent = answered();
        long[] allocated = {Long.MAX_VALUE};
        Thread agent = new Thread(() -> {
            long self = Thread.currentThread().getId();
            for (int round = 0; round < 10 && allocated[0] > 0; round++) {
                long before = threads.getThreadAllocatedBytes(self);
                for (int i = 0; i < 100_000; i++) {
                    log.ended(sent, true, false, 0, 0, 1);
                }
                allocated[0] = threads.getThreadAllocatedBytes(self) - before;
            }
        });
        Thread reader = new Thread(() -> {
            while (agent.isAlive()) {
                log.read((type, buffer, index, length) -> {}, Integer.MAX_VALUE);
            }
        });
        agent.start();
        reader.start();
        agent.join(60_000);
        reader.join(60_000);
        assertThat(allocated[0]).isZero();
    }
}
