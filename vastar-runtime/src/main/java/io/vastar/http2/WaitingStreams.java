// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import java.util.ArrayDeque;

/**
 * The exchanges of a lane that no connection carries at the moment, in the order in which they are sent: those that the target
 * has not processed and that go again, and those that wait because the target takes none for now. Owned by the agent thread.
 */
final class WaitingStreams {
    /** So often in a row the target may refuse a request before it has failed. */
    static final int MOST_REFUSALS = 16;

    private static final long FIRST_PAUSE_NS = 1_000_000;
    private static final int MOST_DOUBLINGS = 6;

    private static final long FIRST_OTHER_NS = 100_000_000;
    private static final long LONGEST_OTHER_NS = 1_000_000_000;

    private final ArrayDeque<Http2Stream> waiting = new ArrayDeque<>();

    /** Open connections whose peer takes no request for now: its SETTINGS_MAX_CONCURRENT_STREAMS is 0 (RFC 9113 §6.5.2). */
    private int shut;

    private long otherAtNs;
    private long otherPauseNs;

    /** @param refusals how often in a row the target has refused it: each time it is left in peace for longer */
    void add(Http2Stream stream, int refusals, long nowNs) {
        stream.notBeforeNs = refusals < 2 ? nowNs : nowNs + (FIRST_PAUSE_NS << Math.min(refusals - 2, MOST_DOUBLINGS));
        waiting.add(stream);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The next one that may be sent now; null when there is none. It stays. */
    Http2Stream due(long nowNs) {
        for (int i = waiting.size(); i > 0; i--) {
            Http2Stream first = waiting.peek();
            if (first.notBeforeNs - nowNs <= 0) {
                return first;
            }
            waiting.add(waiting.poll());
        }
        return null;
    }

    /** The one that {@link #due} found is sent. */
    Http2Stream take() {
        return waiting.poll();
    }

    void remove(Http2Stream stream) {
        waiting.remove(stream);
    }

    /** The peer of one more connection takes no request for now. */
    void shut(long nowNs) {
        if (shut++ == 0) {
            otherPauseNs = FIRST_OTHER_NS;
            otherAtNs = nowNs + otherPauseNs;
        }
    }

    /** The peer of such a connection takes requests again, or the connection is gone. */
    void unshut() {
        shut--;
    }

    /** Whether there is a connection whose peer takes no request for now. */
    boolean anyShut() {
        return shut > 0;
    }

    /** Whether one more connection may be opened: where those that are open take nothing, another one is tried seldom. */
    boolean mayOpenAnother(long nowNs) {
        return shut == 0 || otherAtNs - nowNs <= 0;
    }

    /** One more connection is opened. */
    void opensAnother(long nowNs) {
        otherPauseNs = Math.min(2 * otherPauseNs, LONGEST_OTHER_NS);
        otherAtNs = nowNs + otherPauseNs;
    }
}
