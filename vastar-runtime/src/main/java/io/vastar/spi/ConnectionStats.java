// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What happened to a lane's connections. Single writer: the agent that owns the lane. */
public final class ConnectionStats {
    private static final long HIGHEST_NS = 3_600_000_000_000L;

    private final Histogram connectNs = new Histogram(1, HIGHEST_NS, 3);
    private final Histogram handshakeNs = new Histogram(1, HIGHEST_NS, 3);
    private final Histogram greetingNs = new Histogram(1, HIGHEST_NS, 3);
    private final Map<String, Long> security = new TreeMap<>();
    private final Map<ErrorKind, Long> failures = new EnumMap<>(ErrorKind.class);
    private final Map<ErrorKind, String> firstFailures = new EnumMap<>(ErrorKind.class);
    private int requested;
    private int open;
    private int peakOpen;
    private long opened;
    private long closedByPeer;
    private long staleRetries;
    private long streamLimit = Long.MAX_VALUE;
    private final Map<String, Long> announcedEnds = new TreeMap<>();
    private long resumed;

    public ConnectionStats() {}

    /** Those of another machine's lanes, which have stopped. */
    public ConnectionStats(
            Totals totals,
            Histogram connectNs,
            Histogram handshakeNs,
            Map<String, Long> security,
            Map<String, Long> announcedEnds,
            Map<ErrorKind, Long> failures,
            Map<ErrorKind, String> firstFailures) {
        requested = totals.requested;
        open = totals.open;
        peakOpen = totals.peakOpen;
        opened = totals.opened;
        closedByPeer = totals.closedByPeer;
        staleRetries = totals.staleRetries;
        streamLimit = totals.streamLimit;
        resumed = totals.resumed;
        this.connectNs.add(connectNs);
        this.handshakeNs.add(handshakeNs);
        this.security.putAll(security);
        this.announcedEnds.putAll(announcedEnds);
        this.failures.putAll(failures);
        this.firstFailures.putAll(firstFailures);
    }

    /** The plain counters, each as its accessor describes it. */
    public record Totals(
            int requested,
            int open,
            int peakOpen,
            long opened,
            long closedByPeer,
            long staleRetries,
            long streamLimit,
            long resumed) {}

    /** The plain counters, all at once. */
    public Totals totals() {
        return new Totals(requested, open, peakOpen, opened, closedByPeer, staleRetries, streamLimit, resumed);
    }

    /** Adds to the number of connections that the plan asks for. */
    public void requested(int count) {
        requested += count;
    }

    /** A connection is open, {@code tookNs} after the attempt began, a TLS handshake not counted. */
    public void opened(long tookNs) {
        connectNs.recordValue(recordable(tookNs));
        opened++;
        open++;
        peakOpen = Math.max(peakOpen, open);
    }

    /**
     * The connection just opened is behind TLS.
     *
     * @param tookNs how long the handshake took
     * @param ofSession whether it resumed an earlier session
     * @param how version, cipher suite and implementation, for people
     */
    public void secured(long tookNs, boolean ofSession, String how) {
        handshakeNs.recordValue(recordable(tookNs));
        if (ofSession) {
            resumed++;
        }
        security.merge(how, 1L, Long::sum);
    }

    /** The greeting of the connection just opened, such as a log-in, took so long; a connection without one is not noted. */
    public void greeted(long tookNs) {
        if (tookNs > 0) {
            greetingNs.recordValue(recordable(tookNs));
        }
    }

    private static long recordable(long ns) {
        return Math.max(1, Math.min(ns, HIGHEST_NS));
    }

    /** An open connection is gone. */
    public void closed(boolean byPeer) {
        open--;
        if (byPeer) {
            closedByPeer++;
        }
    }

    /** A connection attempt failed. */
    public void failed(ErrorKind kind, String detail) {
        failures.merge(kind, 1L, Long::sum);
        firstFailures.putIfAbsent(kind, detail);
    }

    /** The target did not process a request, such as on a connection that it was just ending, and it is sent again. */
    public void staleRetry() {
        staleRetries++;
    }

    /** The target announced the end of a connection, for a reason with a name. */
    public void announcedEnd(String reason) {
        announcedEnds.merge(reason, 1L, Long::sum);
    }

    /** The target carries no more exchanges at once on a connection. */
    public void streamLimit(long most) {
        streamLimit = Math.min(streamLimit, most);
    }

    /** Adds another lane's counters to this one. Call when both owners have stopped. */
    public void add(ConnectionStats other) {
        connectNs.add(other.connectNs);
        handshakeNs.add(other.handshakeNs);
        greetingNs.add(other.greetingNs);
        other.security.forEach((how, count) -> security.merge(how, count, Long::sum));
        resumed += other.resumed;
        other.failures.forEach((kind, count) -> failures.merge(kind, count, Long::sum));
        other.firstFailures.forEach(firstFailures::putIfAbsent);
        requested += other.requested;
        open += other.open;
        peakOpen += other.peakOpen;
        opened += other.opened;
        closedByPeer += other.closedByPeer;
        staleRetries += other.staleRetries;
        streamLimit = Math.min(streamLimit, other.streamLimit);
        other.announcedEnds.forEach((reason, count) -> announcedEnds.merge(reason, count, Long::sum));
    }

    /** Durations of successful connection attempts, nanoseconds. */
    public Histogram connectNs() {
        return connectNs;
    }

    /** Durations of TLS handshakes, nanoseconds; empty without TLS. */
    public Histogram handshakeNs() {
        return handshakeNs;
    }

    /** Durations of greetings, nanoseconds; empty where the protocol has none. */
    public Histogram greetingNs() {
        return greetingNs;
    }

    /** How many handshakes resumed an earlier session. */
    public long resumed() {
        return resumed;
    }

    /** Connections by version, cipher suite and implementation of TLS. */
    public Map<String, Long> security() {
        return security;
    }

    /** Failed attempts by kind. */
    public Map<ErrorKind, Long> failures() {
        return failures;
    }

    /** The first failed attempt of each kind, in words. */
    public Map<ErrorKind, String> firstFailures() {
        return firstFailures;
    }

    public int requested() {
        return requested;
    }

    public int open() {
        return open;
    }

    /** Most connections open at once; summed over lanes it is an upper bound. */
    public int peakOpen() {
        return peakOpen;
    }

    public long opened() {
        return opened;
    }

    public long closedByPeer() {
        return closedByPeer;
    }

    public long staleRetries() {
        return staleRetries;
    }

    /** How many exchanges at once the target carries on a connection at most; the largest long when it did not say. */
    public long streamLimit() {
        return streamLimit;
    }

    /** How many connections the target announced the end of, by reason; of HTTP/2, the code of its GOAWAY frames. */
    public Map<String, Long> announcedEnds() {
        return announcedEnds;
    }
}
