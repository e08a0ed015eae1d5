// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.spi.WireTap;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Keeps what went over the connections of a short run, in order; of long pieces the beginning and the size. */
public final class WireCapture implements WireTap {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_PIECES = 1_000;

    private final List<Piece> pieces = new ArrayList<>();

    /** What a piece is. */
    enum Kind {
        OPENED,
        SENT,
        RECEIVED,
        CLOSED
    }

    /** One direction's bytes until the other direction's begin, or an event in words. */
    static final class Piece {
        final int wire;
        final Kind kind;
        final String words;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long bytes;

        Piece(int wire, Kind kind, String words) {
            this.wire = wire;
            this.kind = kind;
            this.words = words;
        }

        private void add(ByteBuffer more) {
            bytes += more.remaining();
            byte[] part = new byte[Math.min(more.remaining(), MOST_BYTES - kept.size())];
            more.get(part);
            kept.writeBytes(part);
        }

        byte[] kept() {
            return kept.toByteArray();
        }

        /** In all, kept or not. */
        long bytes() {
            return bytes;
        }
    }

    @Override
    public synchronized void opened(int wire, SocketAddress address, String facts, long tookNs) {
        String words = "to " + words(address) + ", opened in " + Units.duration(tookNs);
        add(new Piece(wire, Kind.OPENED, facts.isEmpty() ? words : words + ", " + facts));
    }

    private static String words(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress() + " port " + inet.getPort()
                : address.toString();
    }

    @Override
    public synchronized void sent(int wire, ByteBuffer bytes) {
        piece(wire, Kind.SENT).add(bytes);
    }

    @Override
    public synchronized void received(int wire, ByteBuffer bytes) {
        piece(wire, Kind.RECEIVED).add(bytes);
    }

    @Override
    public synchronized void closed(int wire, boolean byPeer) {
        add(new Piece(wire, Kind.CLOSED, byPeer ? "the target ended it" : "closed"));
    }

    private Piece piece(int wire, Kind kind) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            Piece piece = pieces.get(i);
            if (piece.wire == wire) {
                if (piece.kind == kind) {
                    return piece;
                }
                break;
            }
        }
        Piece piece = new Piece(wire, kind, null);
        add(piece);
        return piece;
    }

    private void add(Piece piece) {
        if (pieces.size() < MOST_PIECES) {
            pieces.add(piece);
        }
    }

    synchronized List<Piece> pieces() {
        return List.copyOf(pieces);
    }
}
