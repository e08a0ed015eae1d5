// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * What a {@link ScriptedServer} does on one connection, step by step. Immutable: each method returns a longer script.
 * When the steps are done and none of them closed, the server reads until the client closes.
 *
 * <pre>{@code
 * Script.expectingRequest().send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHe").reset()
 * }</pre>
 */
public final class Script {
    private static final Script EMPTY = new Script(List.of(), false);
    private static final Duration GAP = Duration.ofMillis(2);

    /** One step. It may block; closing the server interrupts it. */
    @FunctionalInterface
    interface Step {
        void run(Conversation conversation) throws IOException;
    }

    private record Named(String name, Step step) {}

    private final List<Named> steps;
    private final boolean clientMayLeave;

    private Script(List<Named> steps, boolean clientMayLeave) {
        this.steps = steps;
        this.clientMayLeave = clientMayLeave;
    }

    /** Accepts, says nothing, and reads until the client closes. */
    public static Script empty() {
        return EMPTY;
    }

    /** The usual first step: reads one request. */
    public static Script expectingRequest() {
        return EMPTY.expectRequest();
    }

    /** Answers each request with the same bytes for as long as the client sends requests. */
    public static Script answeringAll(String response) {
        return EMPTY.repeatUntilClientCloses(expectingRequest().send(response));
    }

    /** Accepts and never reads or answers, so that a client has to time out. */
    public static Script neverAnswering() {
        return EMPTY.stall();
    }

    /** Reads one request with its body and records it; fails when the client closes instead. */
    public Script expectRequest() {
        return with("expectRequest", Conversation::readRequest);
    }

    /** Waits until the client closes; fails when it sends a byte instead. */
    public Script expectEnd() {
        return with("expectEnd", Conversation::expectEnd);
    }

    /** Sends text, one byte a character (ISO-8859-1), in one write. */
    public Script send(String text) {
        return send(latin1(text));
    }

    /** Sends bytes in one write. */
    public Script send(byte[] bytes) {
        byte[] copy = bytes.clone();
        return with("send", conversation -> conversation.send(copy, 0, copy.length));
    }

    /** Sends text in pieces cut at these positions; see {@link #sendSplitAt(byte[], int...)}. */
    public Script sendSplitAt(String text, int... cuts) {
        return sendSplitAt(latin1(text), cuts);
    }

    /**
     * Sends bytes in pieces cut before these positions, with a gap of 2 ms between two pieces, so that a client which
     * reads at once sees each piece alone. TCP may still join them; a parser that is to be fed every split for sure is
     * fed without sockets.
     */
    public Script sendSplitAt(byte[] bytes, int... cuts) {
        return pieces("sendSplitAt", bytes.clone(), cuts.clone(), GAP);
    }

    /** Sends every byte alone, with a gap of 2 ms between two bytes. */
    public Script sendByteByByte(String text) {
        return sendSlowly(text, 1, GAP);
    }

    /** Sends text in pieces of that many bytes, with that gap between two pieces. */
    public Script sendSlowly(String text, int pieceBytes, Duration gap) {
        return sendSlowly(latin1(text), pieceBytes, gap);
    }

    /** Sends bytes in pieces of that many bytes, with that gap between two pieces. */
    public Script sendSlowly(byte[] bytes, int pieceBytes, Duration gap) {
        if (pieceBytes < 1) {
            throw new IllegalArgumentException("a piece has " + pieceBytes + " bytes; send at least 1");
        }
        int[] cuts = IntStream.iterate(pieceBytes, cut -> cut < bytes.length, cut -> cut + pieceBytes)
                .toArray();
        return pieces("sendSlowly", bytes.clone(), cuts, gap);
    }

    /** Waits until the test opens the latch; fails after a minute. */
    public Script pauseUntil(CountDownLatch latch) {
        return with("pauseUntil", conversation -> conversation.await(latch));
    }

    /** Waits that long. */
    public Script pause(Duration time) {
        return with("pause", conversation -> conversation.pauseNs(time.toNanos()));
    }

    /** Tells the test that the script has come this far. */
    public Script signal(CountDownLatch latch) {
        return with("signal", conversation -> latch.countDown());
    }

    /** Neither reads nor writes any more, and keeps the connection open until the server is closed. */
    public Script stall() {
        return with("stall", Conversation::stall);
    }

    /** Closes with an RST (SO_LINGER 0): what the client has not read yet may be lost. */
    public Script reset() {
        return with("reset", Conversation::reset);
    }

    /** Closes with a FIN. */
    public Script close() {
        return with("close", Conversation::close);
    }

    /** Sends a FIN and goes on reading. */
    public Script halfClose() {
        return with("halfClose", Conversation::halfClose);
    }

    /** Runs the steps of another script that often. */
    public Script repeat(int times, Script script) {
        return with("repeat", conversation -> {
            for (int i = 0; i < times && !conversation.isOver(); i++) {
                script.run(conversation);
            }
        });
    }

    /** Runs the steps of another script for as long as the client sends something before each round. */
    public Script repeatUntilClientCloses(Script script) {
        return with("repeatUntilClientCloses", conversation -> {
            while (!conversation.isOver() && !conversation.clientHasClosed()) {
                script.run(conversation);
            }
        });
    }

    /** Runs the steps of another script after these. */
    public Script then(Script script) {
        return with("then", script::run);
    }

    /** A client that closes or resets early ends this script in peace, where it is a failure otherwise. */
    public Script clientMayLeave() {
        return new Script(steps, true);
    }

    boolean isClientMayLeave() {
        return clientMayLeave;
    }

    /** Runs the steps until one of them closes; a failure names its step. */
    void run(Conversation conversation) throws IOException {
        for (int i = 0; i < steps.size() && !conversation.isOver(); i++) {
            Named named = steps.get(i);
            try {
                named.step.run(conversation);
            } catch (IOException e) {
                throw new IOException("step " + (i + 1) + " (" + named.name + "): " + e.getMessage(), e);
            }
        }
    }

    private Script pieces(String name, byte[] bytes, int[] cuts, Duration gap) {
        int last = 0;
        for (int cut : cuts) {
            if (cut <= last || cut >= bytes.length) {
                throw new IllegalArgumentException("cannot cut " + bytes.length + " bytes before position " + cut
                        + "; cuts ascend, from 1 to " + (bytes.length - 1));
            }
            last = cut;
        }
        return with(name, conversation -> {
            int from = 0;
            for (int cut : cuts) {
                conversation.send(bytes, from, cut);
                conversation.pauseNs(gap.toNanos());
                from = cut;
            }
            conversation.send(bytes, from, bytes.length);
        });
    }

    private Script with(String name, Step step) {
        List<Named> longer = new ArrayList<>(steps);
        longer.add(new Named(name, step));
        return new Script(List.copyOf(longer), clientMayLeave);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
