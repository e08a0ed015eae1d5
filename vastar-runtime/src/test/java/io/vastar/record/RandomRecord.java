// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.record.AgentHealth.CodeUse;
import io.vastar.record.AgentHealth.Cores;
import io.vastar.record.AgentHealth.Turns;
import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** An {@link AgentRecord} that might have been recorded. */
final class RandomRecord {
    private static final ErrorKind[] KINDS = ErrorKind.values();
    private static final long SECOND = 1_000_000_000L;

    private final Random random;
    private final boolean scheduled;
    private final boolean warmsUp;
    private final boolean threads;
    private final long originNs;
    private final Exchange exchange = new Exchange(2) {};

    RandomRecord(Random random, boolean scheduled, boolean warmsUp, boolean threads) {
        this.random = random;
        this.scheduled = scheduled;
        this.warmsUp = warmsUp;
        this.threads = threads;
        originNs = random.nextInt() * 1_000L;
    }

    AgentRecord make() {
        Recorder recorder = new Recorder(2, scheduled);
        recorder.begin(originNs + (warmsUp ? SECOND : 0));
        fill(recorder, random.nextInt(2_000));
        Recorder discarded = warmsUp ? new Recorder(2, scheduled) : null;
        if (warmsUp) {
            discarded.begin(originNs);
            fill(discarded, random.nextInt(50));
        }
        return new AgentRecord(
                new AgentRecord.Moments(originNs, random.nextLong(20 * SECOND), random.nextLong(20 * SECOND)),
                recorder,
                discarded,
                rows(),
                checks(),
                failures(),
                connections(),
                health());
    }

    private void fill(Recorder recorder, int exchanges) {
        for (int i = 0; i < exchanges; i++) {
            recorder.started();
            long startedNs = originNs + SECOND + random.nextLong(9 * SECOND);
            exchange.begin(startedNs);
            exchange.addBytesIn(random.nextInt(1_000));
            if (random.nextInt(10) == 0) {
                exchange.fail(startedNs + 5, KINDS[random.nextInt(KINDS.length)], "détail " + random.nextInt(100));
            } else if (random.nextInt(50) == 0) {
                exchange.abort(startedNs + 5);
            } else {
                exchange.sent(startedNs + 100, 10);
                exchange.firstByte(startedNs + 200 + random.nextInt(1_000_000));
                exchange.addBodyBytes(random.nextInt(1_000));
                exchange.addCount(random.nextInt(2), random.nextInt(5));
                exchange.complete(
                        exchange.firstByteNs() + random.nextInt(1_000_000), random.nextInt(4) == 0 ? 503 : 200);
            }
            recorder.ended(exchange, exchange.code() == 200, random.nextInt(20) == 0);
            if (random.nextInt(3) == 0) {
                recorder.iteration(random.nextInt(5_000));
            }
        }
        if (random.nextInt(5) == 0) {
            recorder.codeFailed();
            recorder.rejected();
        }
        recorder.backlog(random.nextInt(100));
        recorder.inFlight(random.nextInt(100));
        recorder.schedule(random.nextInt(1_000), random.nextInt(1_000));
    }

    private RowRecord rows() {
        NamedRows requests = new NamedRows(2, scheduled, 3);
        NamedRows transactions = new NamedRows(0, scheduled);
        for (int i = random.nextInt(6); i > 0; i--) {
            fill(requests.row("GET /" + random.nextInt(6)), random.nextInt(20));
        }
        for (int i = 0; i < 3; i++) {
            transactions.row("buy " + i).part(1, 1 + random.nextInt(5), 10 + random.nextInt(1_000), i > 0);
        }
        HandOffLog handOffs = threads ? new HandOffLog() : null;
        if (threads) {
            handOffs.toUser(random.nextInt(100_000));
            handOffs.inIteration(random.nextInt(100_000));
        }
        return new RowRecord(requests, transactions, transactions.iterationCounts(), handOffs);
    }

    private CheckCounts checks() {
        CheckCounts checks = new CheckCounts();
        for (int i = random.nextInt(20); i > 0; i--) {
            checks.check("check " + random.nextInt(4), random.nextBoolean());
        }
        return checks;
    }

    private CodeFailures failures() {
        CodeFailures failures = new CodeFailures(RandomRecord.class);
        for (int i = random.nextInt(4); i > 0; i--) {
            failures.thrown(
                    "step '" + i + "'",
                    random.nextBoolean() ? new IllegalStateException("ü") : new RuntimeException("plain"));
        }
        return failures;
    }

    private ConnectionStats connections() {
        ConnectionStats stats = new ConnectionStats();
        stats.requested(random.nextInt(100));
        for (int i = random.nextInt(50); i > 0; i--) {
            stats.opened(random.nextInt(1_000_000));
            if (random.nextInt(2) == 0) {
                stats.secured(random.nextInt(1_000_000), random.nextBoolean(), "TLSv1." + random.nextInt(4));
            }
            if (random.nextInt(3) == 0) {
                stats.closed(random.nextBoolean());
                stats.staleRetry();
                stats.announcedEnd("NO_ERROR");
            }
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            stats.failed(KINDS[random.nextInt(KINDS.length)], "failed " + i);
        }
        if (random.nextBoolean()) {
            stats.streamLimit(random.nextInt(200));
        }
        return stats;
    }

    private AgentHealth health() {
        Histogram wakeUps = random.nextBoolean() ? new Histogram(60 * SECOND, 2) : null;
        if (wakeUps != null) {
            wakeUps.recordValue(random.nextInt(1_000_000));
        }
        long workedNs = random.nextInt();
        return new AgentHealth(
                1,
                new Turns(random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt()),
                workedNs,
                workedNs,
                random.nextLong(),
                random.nextLong(),
                new Cores(random.nextInt(9) - 1, random.nextInt(9), random.nextInt(), wakeUps),
                random.nextBoolean()
                        ? CodeUse.NONE
                        : new CodeUse(random.nextInt(1_000), random.nextInt(), "step 'a'", 5, 2));
    }
}
