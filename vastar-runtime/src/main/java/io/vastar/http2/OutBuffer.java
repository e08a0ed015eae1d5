// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import io.vastar.http1.LoopbackServer;
import io.vastar.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a connection is going to write, frame after frame. Allocates only while it grows. */
final class OutBuffer {
    private static final int FIRST_BYTES = 4096;

    private ByteBuffer bytes = ByteBuffer.allocateDirect(FIRST_BYTES);
    private final UnsafeBuffer view = new UnsafeBuffer(bytes);
    private int from;
    private int to;
    private boolean unsent;
    private long taken;

    /** Makes room; returns where to write. */
    int reserve(int count) {
        if (to + count > bytes.capacity()) {
            makeRoom(count);
        }
        return to;
    }

    private void makeRoom(int count) {
        int waiting = to - from;
        ByteBuffer target = waiting + count <= bytes.capacity()
                ? bytes
                : ByteBuffer.allocateDirect(Integer.highestOneBit(waiting + count - 1) << 1);
        bytes.limit(to).position(from);
        if (target == bytes) {
            bytes.compact();
        } else {
            target.put(bytes);
            bytes = target;
            view.wrap(bytes);
        }
        bytes.clear();
        from = 0;
        to = waiting;
    }

    /** Frames have been written up to here. */
    void wrote(int end) {
        to = end;
        unsent = true;
    }

    MutableDirectBuffer view() {
        return view;
    }

    /** Bytes that wait. */
    int size() {
        return to - from;
    }

    /** How many bytes have been written so far, those that wait included. */
    long written() {
        return taken + size();
    }

    /** How many bytes the wire has taken. */
    long taken() {
        return taken;
    }

    boolean hasUnsent() {
        return unsent;
    }

    /** Writes what the wire takes; true when nothing is left. */
    boolean flush(Wire wire) throws IOException {
        bytes.limit(to).position(from);
        boolean all = false;
        try {
            all = wire.write(bytes);
        } finally {
            taken(all);
        }
        return all;
    }

    /** Writes what a client takes; true when nothing is left. */
    boolean flush(LoopbackServer.Outlet peer) throws IOException {
        bytes.limit(to).position(from);
        peer.write(bytes);
        boolean all = !bytes.hasRemaining();
        taken(all);
        return all;
    }

    private void taken(boolean all) {
        taken += bytes.position() - from;
        from = bytes.position();
        bytes.clear();
        if (all) {
            from = 0;
            to = 0;
            unsent = false;
        }
    }
}
