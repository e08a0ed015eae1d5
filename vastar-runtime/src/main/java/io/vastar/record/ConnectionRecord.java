// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import java.util.EnumMap;
import java.util.Map;

/** {@link ConnectionStats} as bytes. */
final class ConnectionRecord {
    private static final ErrorKind[] KINDS = ErrorKind.values();

    private ConnectionRecord() {}

    static void write(ConnectionStats stats, RecordOutput to) {
        ConnectionStats.Totals totals = stats.totals();
        to.count(totals.requested());
        to.count(totals.open());
        to.count(totals.peakOpen());
        to.number(totals.opened());
        to.number(totals.closedByPeer());
        to.number(totals.staleRetries());
        to.number(totals.streamLimit());
        to.number(totals.resumed());
        to.histogram(stats.connectNs());
        to.histogram(stats.handshakeNs());
        to.counts(stats.security());
        to.counts(stats.announcedEnds());
        long[] failures = new long[KINDS.length];
        stats.failures().forEach((kind, count) -> failures[kind.ordinal()] = count);
        to.numbers(failures);
        for (ErrorKind kind : KINDS) {
            to.text(stats.firstFailures().get(kind));
        }
    }

    static ConnectionStats read(RecordInput from) {
        ConnectionStats.Totals totals = new ConnectionStats.Totals(
                from.count(),
                from.count(),
                from.count(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number());
        var connectNs = from.histogram();
        var handshakeNs = from.histogram();
        Map<String, Long> security = from.counts();
        Map<String, Long> announcedEnds = from.counts();
        long[] counts = new long[KINDS.length];
        from.numbers(counts);
        Map<ErrorKind, Long> failures = new EnumMap<>(ErrorKind.class);
        Map<ErrorKind, String> firstFailures = new EnumMap<>(ErrorKind.class);
        for (ErrorKind kind : KINDS) {
            if (counts[kind.ordinal()] > 0) {
                failures.put(kind, counts[kind.ordinal()]);
            }
            String first = from.text();
            if (first != null) {
                firstFailures.put(kind, first);
            }
        }
        return new ConnectionStats(totals, connectNs, handshakeNs, security, announcedEnds, failures, firstFailures);
    }
}
