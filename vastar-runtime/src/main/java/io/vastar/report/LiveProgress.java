// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.engine.RunListener;
import io.vastar.plan.LoadPlan;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Shows the course of a run on standard error: on a terminal a block of a few lines, redrawn in place at most ten times
 * a second, else one line at the start of each phase and one every five seconds.
 *
 * <p>Between two frames the cursor stays at the block's first character: a terminal that becomes narrower breaks the
 * lines anew and moves the cursor with that character, so that the next frame covers all of the last one.
 *
 * <p>The block is written in one piece, so that it does not flicker, and is erased at the end. The cursor is hidden
 * meanwhile; {@link #close()} restores it, and so does the end of the process when nobody closed. For no output at all
 * use {@link RunListener#NONE}. Any thread.
 */
public final class LiveProgress implements RunListener, AutoCloseable {
    static final String HIDE_CURSOR = "\u001b[?25l";
    static final String SHOW_CURSOR = "\u001b[?25h";

    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_REST = "\u001b[J";
    private static final String ERASE_BELOW = "\r" + ERASE_REST;
    private static final long FRAME_NS = 100_000_000L;
    private static final long LINE_NS = 5_000_000_000L;

    private final PrintStream err;
    private final boolean tty;
    private final LongSupplier clock;
    private final ProgressView view;
    private final Thread restore;
    private Phase phase;
    private long drawnNs;
    private int drawnLines;
    private boolean closed;

    /**
     * @param tty whether err can be drawn on, as {@link Terminal#canMoveCursor(boolean)} tells
     * @param plan what is being run: it gives the bar its end
     */
    public LiveProgress(PrintStream err, boolean tty, boolean colour, LoadPlan plan) {
        this(err, tty, colour, plan, System::nanoTime);
    }

    LiveProgress(PrintStream err, boolean tty, boolean colour, LoadPlan plan, LongSupplier clock) {
        this.err = err;
        this.tty = tty;
        this.clock = clock;
        view = new ProgressView(new Ansi(colour), plan);
        restore = tty ? new Thread(this::erase, "vastar-restore-cursor") : null;
        if (tty) {
            Runtime.getRuntime().addShutdownHook(restore);
        }
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        if (closed) {
            return;
        }
        long nowNs = clock.getAsLong();
        boolean newPhase = progress.phase() != phase;
        phase = progress.phase();
        view.update(progress);
        if (!newPhase && nowNs - drawnNs < (tty ? FRAME_NS : LINE_NS)) {
            return;
        }
        drawnNs = nowNs;
        if (tty) {
            draw(view.block());
        } else {
            write(view.line(newPhase) + System.lineSeparator());
        }
    }

    /** Erases the block and restores the cursor. Calls after the first do nothing. */
    @Override
    public void close() {
        erase();
        if (restore != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(restore);
            } catch (IllegalStateException e) {
                return; // the process is ending: the hook runs or has run
            }
        }
    }

    private synchronized void erase() {
        if (!closed && drawnLines > 0) {
            write(ERASE_BELOW + SHOW_CURSOR);
        }
        closed = true;
    }

    private void draw(List<String> lines) {
        StringBuilder frame = new StringBuilder(512);
        frame.append(drawnLines == 0 ? HIDE_CURSOR : "").append('\r').append(NO_WRAP);
        for (int i = 0; i < lines.size(); i++) {
            frame.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append(ERASE_LINE);
        }
        frame.append(ERASE_REST).append(WRAP).append('\r');
        if (lines.size() > 1) {
            frame.append("\u001b[").append(lines.size() - 1).append('A');
        }
        drawnLines = lines.size();
        write(frame.toString());
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        err.write(bytes, 0, bytes.length);
        err.flush();
    }
}
