// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.wire.Wire;
import java.io.IOException;

/** What one session has to write, and how far its wire has taken it. Owned by the agent thread. */
final class SessionWriter {
    private final SessionOut out = new SessionOut();
    private final SessionFlights flights;
    private final LaneWires wires;
    private boolean awaitsWritable;
    private boolean broken;

    SessionWriter(SessionFlights flights, LaneWires wires) {
        this.flights = flights;
        this.wires = wires;
    }

    SessionOut out() {
        return out;
    }

    /** Nothing more can be written: what the target answered before it closed can still be read, and so can the end. */
    boolean isBroken() {
        return broken;
    }

    /** How much of the stream the wire has taken. */
    long taken() {
        return out.taken();
    }

    /** Forgets everything, for a new wire. */
    void reset() {
        out.reset();
        awaitsWritable = false;
        broken = false;
    }

    /** Encodes the request of an exchange in flight. */
    void append(SessionCodec codec, int id) {
        long from = out.end();
        codec.send(flights.get(id), id, out);
        flights.encoded(id, from, out.end());
    }

    /** Writes what there is, unless the wire has no room. */
    void flush(Wire wire) {
        if (!awaitsWritable && !broken && !out.isEmpty()) {
            write(wire);
        }
    }

    /** The wire has room again. */
    void onWritable(Wire wire) {
        if (awaitsWritable && !broken) {
            write(wire);
        }
    }

    private void write(Wire wire) {
        try {
            awaitsWritable = !out.write(wire);
        } catch (IOException e) {
            broken = true;
            return;
        }
        flights.taken(out.taken(), wires.clock().nanoTime());
    }
}
