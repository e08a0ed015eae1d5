// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.lane.Dial;
import io.vastar.lane.LaneWires;

/** A place for one connection: it is dialled again here when it has ended. */
final class Http2Slot {
    final Dial dial;

    /** Null while there is none, or the last one only finishes what it carries. */
    Http2Session session;

    /** Null when nothing is to be authorized. */
    final DigestStreams digest;

    boolean tried;

    /** @param digestAuth {@code user:password}; null when there is none */
    Http2Slot(LaneWires wires, String digestAuth) {
        dial = new Dial(wires);
        digest = digestAuth == null ? null : new DigestStreams(digestAuth);
    }
}
