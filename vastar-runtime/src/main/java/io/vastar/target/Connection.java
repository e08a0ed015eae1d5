// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * One client connection: a state machine that turns received bytes into answers, one request after another. Lives on one
 * event loop. A turn uses the loop's input and output; what does not fit the turn is kept here until the next.
 */
final class Connection {
    private enum State {
        /** Waits for a request head. */
        HEAD,
        /** Consumes a request body. */
        BODY,
        /** Sends a response, or waits to send more of it. */
        REPLY,
        /** Never says anything again. */
        HANG,
        /** Has sent its FIN and drops what still comes, so that no RST destroys the response on its way. */
        LINGER,
        CLOSED
    }

    private static final long LINGER_NS = 2_000_000_000L;
    private static final byte[] CONTINUE = Ascii.bytes("HTTP/1.1 100 Continue\r\n\r\n");

    /** From here on a busy connection reads no more, so that TCP tells the client to wait. */
    private static final int MOST_KEPT_BYTES = Input.BYTES / 2;

    /** Full outputs that one turn may send before others have theirs. */
    private static final int MOST_OUTPUTS_A_TURN = 4;

    /** For {@link TimerHeap} only. */
    long timerNs;

    /** For {@link TimerHeap} only; -1 when there is no timer. */
    int timerIndex = -1;

    private final EventLoop loop;
    private final SocketChannel channel;
    private final Reply reply;
    private final Outbox outbox;
    private final BodyReader bodyReader = new BodyReader();
    private SelectionKey key;
    private State state = State.HEAD;
    private Answer answer;
    private int interest = SelectionKey.OP_READ;

    private final Leftover leftover = new Leftover();
    private int seenBytes;
    private boolean inputEnded;

    private boolean yielded;
    private boolean lingers;
    private Progress ending;

    Connection(EventLoop loop, SocketChannel channel) {
        this.loop = loop;
        this.channel = channel;
        reply = new Reply(loop.date());
        outbox = new Outbox(loop, channel);
    }

    void register(SelectionKey selectionKey) {
        key = selectionKey;
    }

    /** Makes progress after the socket became readable or writable. */
    void onReady(int readyOps, long nowNs) throws IOException {
        if (!outbox.resume()) {
            return;
        }
        if (ending != null) {
            end(nowNs);
            return;
        }
        yielded = false;
        Input in = loop.input();
        leftover.restore(in);
        if ((readyOps & SelectionKey.OP_READ) != 0 && !inputEnded) {
            inputEnded = in.read(channel) < 0;
        }
        turn(in, nowNs);
    }

    /** Makes progress because a time has come. */
    void onTimer(long nowNs) throws IOException {
        if (state == State.LINGER) {
            close();
            return;
        }
        if (!outbox.isBlocked()) {
            Input in = loop.input();
            leftover.restore(in);
            turn(in, nowNs);
        }
    }

    void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            loop.forget(this);
            outbox.release();
            try {
                channel.close();
            } catch (IOException e) {
                // the connection is gone either way
            }
        }
    }

    private void turn(Input in, long nowNs) throws IOException {
        boolean more = true;
        while (more) {
            more = switch (state) {
                case HEAD -> head(in);
                case BODY -> body(in);
                case REPLY -> reply(nowNs);
                default -> drop(in);
            };
        }
        boolean sent = !outbox.isBlocked() && outbox.flush();
        leftover.keep(in);
        if (sent && ending != null) {
            end(nowNs);
        } else if (state != State.CLOSED) {
            updateInterest();
        }
    }

    private boolean head(Input in) throws IOException {
        if (loop.output().remaining() < CONTINUE.length && !outbox.flush()) {
            return false;
        }
        if (in.remaining() == 0 || (seenBytes > 0 && !hasNewLine(in))) {
            return incomplete(in);
        }
        RequestHead head = loop.head();
        int end = head.parse(in.bytes, in.position, in.limit);
        if (end == -1) {
            return incomplete(in);
        }
        seenBytes = 0;
        loop.countRequest();
        if (end == -2) {
            return refuse(head.errorCode, head.error);
        }
        if (end - in.position > RequestHead.MOST_BYTES) {
            return refuseLongHead();
        }
        in.position = end;
        return begin(head, in);
    }

    private boolean hasNewLine(Input in) {
        for (int i = in.position + seenBytes; i < in.limit; i++) {
            if (in.bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    private boolean incomplete(Input in) {
        if (in.remaining() > RequestHead.MOST_BYTES) {
            loop.countRequest();
            return refuseLongHead();
        }
        seenBytes = in.remaining();
        if (inputEnded) {
            ending = Progress.CLOSE;
        }
        return false;
    }

    private boolean begin(RequestHead head, Input in) {
        reply.begin(head.method == RequestHead.HEAD, head.http10, head.keepAlive);
        answer = loop.answer(head, in.bytes);
        if (answer.wantsBody()) {
            if (head.fields.contentLength > loop.echoLimitBytes()) {
                return refuseLargeBody();
            }
            if (reply.body == null) {
                reply.body = new BodySink(loop.echoLimitBytes());
            }
            reply.body.clear();
            reply.contentType = Arrays.copyOfRange(in.bytes, head.fields.contentTypeFrom, head.fields.contentTypeTo);
        }
        if (answer.wantsCookie()) {
            reply.cookie = Arrays.copyOfRange(in.bytes, head.fields.cookieFrom, head.fields.cookieTo);
        }
        bodyReader.begin(head, answer.wantsBody() ? reply.body : null);
        if (bodyReader.isDone()) {
            state = State.REPLY;
            return true;
        }
        if (answer.skipsBody()) {
            reply.keepAlive = false;
            lingers = true;
            state = State.REPLY;
            return true;
        }
        if (head.fields.expectsContinue && !head.http10 && in.remaining() == 0) {
            loop.output().put(CONTINUE);
        }
        state = State.BODY;
        return true;
    }

    private boolean body(Input in) {
        switch (bodyReader.read(in)) {
            case DONE -> {
                state = State.REPLY;
                return true;
            }
            case TOO_LARGE -> {
                return refuseLargeBody();
            }
            case BROKEN -> {
                return refuse(400, bodyReader.error());
            }
            default -> {
                ending = inputEnded ? Progress.CLOSE : null;
                return false;
            }
        }
    }

    private boolean reply(long nowNs) throws IOException {
        for (int outputs = 0; outputs < MOST_OUTPUTS_A_TURN; outputs++) {
            Progress progress = answer.write(reply, loop.output(), nowNs);
            switch (progress) {
                case DONE -> {
                    return finish();
                }
                case WAIT -> {
                    loop.schedule(this, reply.wakeNs);
                    return false;
                }
                case FULL -> {
                    if (!outbox.flush()) {
                        return false;
                    }
                }
                default -> {
                    ending = progress;
                    return false;
                }
            }
        }
        yielded = true;
        return false;
    }

    private boolean finish() {
        if (reply.keepAlive) {
            state = State.HEAD;
            return true;
        }
        ending = Progress.CLOSE;
        return false;
    }

    private boolean drop(Input in) {
        in.skipAll();
        if (inputEnded) {
            close();
        }
        return false;
    }

    private boolean refuseLongHead() {
        return refuse(431, "the request head is longer than " + RequestHead.MOST_BYTES + " bytes; send fewer headers");
    }

    private boolean refuseLargeBody() {
        return refuse(413, "/echo takes at most " + loop.echoLimitBytes() + " bytes of body; send a smaller one");
    }

    private boolean refuse(int code, String line) {
        reply.begin(reply.headOnly && state == State.BODY, false, false);
        answer = FixedAnswer.error(code, line);
        lingers = true;
        state = State.REPLY;
        return true;
    }

    private void end(long nowNs) throws IOException {
        Progress how = ending;
        ending = null;
        if (how == Progress.HANG && !inputEnded) {
            state = State.HANG;
            leftover.forget();
            updateInterest();
        } else if (how == Progress.CLOSE && (lingers || leftover.size() > 0) && !inputEnded) {
            state = State.LINGER;
            leftover.forget();
            channel.shutdownOutput();
            loop.schedule(this, nowNs + LINGER_NS);
            updateInterest();
        } else {
            if (how == Progress.RESET) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            close();
        }
    }

    private void updateInterest() {
        boolean takes = state == State.HEAD || state == State.BODY || leftover.size() < MOST_KEPT_BYTES;
        boolean reads = takes && !inputEnded && !outbox.isBlocked();
        int wanted = (reads ? SelectionKey.OP_READ : 0) | (outbox.isBlocked() || yielded ? SelectionKey.OP_WRITE : 0);
        if (wanted != interest) {
            interest = wanted;
            key.interestOps(wanted);
        }
    }
}
