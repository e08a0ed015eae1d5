// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Units.count;
import static io.vastar.report.Units.duration;
import static io.vastar.report.Units.format;

import io.vastar.http2.Http2Transcript;
import io.vastar.record.RequestRecord;
import io.vastar.record.TrialResult;
import io.vastar.spi.StatusReason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Single exchanges in full: connections, both heads, the beginning of both bodies, sizes and times. Credentials are hidden
 * unless asked for, in heads only: bodies are shown as they are.
 */
public final class DebugText {
    private static final int BODY_BYTES = 2_000;
    private static final int HEX_BYTES = 64;
    private static final int HEX_LINE = 16;
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    private final boolean secrets;

    /** @param secrets whether credentials are shown */
    public DebugText(boolean secrets) {
        this.secrets = secrets;
    }

    /** A request that has ended, in the words of the report. */
    public record Ended(
            String step,
            RequestRecord.Verdict verdict,
            int code,
            String error,
            long connectNs,
            long sentNs,
            long firstByteNs,
            long doneNs,
            long bytesOut,
            long bytesIn,
            long bodyBytes) {
        /** Times count from the start of the request. */
        public static Ended of(RequestRecord record, String step) {
            return new Ended(
                    step,
                    record.verdict(),
                    record.code(),
                    record.errorKind() == null ? null : record.errorKind().meaning(),
                    record.connectNs(),
                    record.sentNs() - record.startedNs(),
                    record.firstByteNs() - record.startedNs(),
                    record.doneNs() - record.startedNs(),
                    record.bytesOut(),
                    record.bytesIn(),
                    record.bodyBytes());
        }
    }

    /** The whole conversation, and what became of its requests. */
    public String render(TrialResult result, WireCapture capture, List<Ended> ended) {
        StringBuilder out = new StringBuilder(4096);
        String url = result.request().url();
        out.append(result.request().method()).append(' ');
        out.append(secrets ? Units.printable(url) : Secrets.maskedUrl(url)).append('\n');
        Map<Integer, Http2Transcript[]> http2 = new HashMap<>();
        for (WireCapture.Piece piece : capture.pieces()) {
            switch (piece.kind) {
                case OPENED -> event(out, piece, " ");
                case CLOSED -> event(out, piece, ": ");
                default -> {
                    boolean sent = piece.kind == WireCapture.Kind.SENT;
                    if (sent && Http2Transcript.isBegunBy(piece.kept())) {
                        http2.put(piece.wire, new Http2Transcript[] {new Http2Transcript(), new Http2Transcript()});
                    }
                    Http2Transcript[] both = http2.get(piece.wire);
                    bytes(out, piece, both == null ? null : both[sent ? 0 : 1]);
                }
            }
        }
        for (Ended one : ended) {
            request(out, one);
        }
        for (TrialResult.ErrorRow row : result.errors()) {
            out.append('\n');
            RunText.error(out, row);
        }
        return out.toString();
    }

    private static void event(StringBuilder out, WireCapture.Piece piece, String separator) {
        out.append("\n* connection ")
                .append(piece.wire)
                .append(separator)
                .append(piece.words)
                .append('\n');
    }

    private void bytes(StringBuilder out, WireCapture.Piece piece, Http2Transcript http2) {
        boolean sent = piece.kind == WireCapture.Kind.SENT;
        String mark = sent ? "> " : "< ";
        byte[] kept = piece.kept();
        out.append("\n* ").append(sent ? "sent " : "received ").append(Units.bytes(piece.bytes()));
        out.append(" on connection ").append(piece.wire).append('\n');
        if (http2 != null) {
            http2.frames(kept).forEach(frame -> frame(out, mark, frame));
            return;
        }
        int from = 0;
        int to = end(kept, from);
        while (to > 0) {
            head(out, mark, text(kept, from, to));
            boolean interim = !sent && text(kept, from, to).startsWith("HTTP/1.1 1");
            from = to;
            to = interim ? end(kept, from) : 0;
        }
        if (from == 0) {
            // a head that has not ended may hold credentials, too
            text(kept, 0, kept.length).lines().forEach(line -> line(out, mark, line));
        } else if (from < kept.length) {
            body(out, mark, kept, from, piece.bytes() - from);
        }
    }

    private void frame(StringBuilder out, String mark, Http2Transcript.Frame frame) {
        out.append(mark).append('[').append(frame.words()).append("]\n");
        frame.fields().forEach(field -> line(out, mark, field));
        if (frame.data().length > 0) {
            body(out, mark, frame.data(), 0, frame.data().length);
        }
    }

    private void head(StringBuilder out, String mark, String head) {
        for (String line : head.split("\r\n")) {
            line(out, mark, line);
        }
        out.append(mark).append('\n');
    }

    private void line(StringBuilder out, String mark, String line) {
        out.append(mark)
                .append(Units.printable(secrets ? line : Secrets.masked(line)))
                .append('\n');
    }

    private static void body(StringBuilder out, String mark, byte[] kept, int from, long bytes) {
        int shown = Math.min(kept.length - from, BODY_BYTES);
        if (isText(kept, from, shown)) {
            String text = new String(kept, from, shown, StandardCharsets.UTF_8);
            for (String line : text.split("\r?\n")) {
                out.append(mark).append(Units.printable(line)).append('\n');
            }
        } else {
            shown = Math.min(shown, HEX_BYTES);
            for (int at = 0; at < shown; at += HEX_LINE) {
                out.append(mark);
                for (int i = at; i < Math.min(shown, at + HEX_LINE); i++) {
                    out.append(format("%02x ", kept[from + i] & 0xff));
                }
                out.append('\n');
            }
        }
        if (shown < bytes) {
            out.append(mark)
                    .append("… and ")
                    .append(count(bytes - shown, "byte"))
                    .append(" more\n");
        }
    }

    private static boolean isText(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Where the body begins; 0 when there is no whole head. */
    private static int end(byte[] bytes, int from) {
        for (int i = from; i + BLANK_LINE.length <= bytes.length; i++) {
            boolean found = true;
            for (int k = 0; k < BLANK_LINE.length; k++) {
                found &= bytes[i + k] == BLANK_LINE[k];
            }
            if (found) {
                return i + BLANK_LINE.length;
            }
        }
        return 0;
    }

    private static void request(StringBuilder out, Ended one) {
        out.append("\n= ").append(one.step() == null ? "" : one.step() + ": ");
        switch (one.verdict()) {
            case FAILED -> out.append("failed: ").append(one.error());
            case ABORTED -> out.append("no whole response when the run ended");
            default -> {
                out.append((one.code() + " " + StatusReason.of(one.code())).strip());
                out.append(
                        switch (one.verdict()) {
                            case OK -> ", as expected";
                            case CHECK_FAILED -> ", but a check failed";
                            default -> ", which is not what was expected";
                        });
            }
        }
        out.append('\n');
        out.append("  times from its start, of a cold JVM: ");
        out.append(one.connectNs() > 0 ? "connection open after " + duration(one.connectNs()) + ", " : "");
        out.append("sent after ").append(duration(one.sentNs()));
        if (one.firstByteNs() > 0) {
            out.append(", first byte after ").append(duration(one.firstByteNs()));
        }
        out.append(", ended after ").append(duration(one.doneNs())).append('\n');
        out.append("  sizes: ").append(count(one.bytesOut(), "byte")).append(" sent, ");
        out.append(count(one.bytesIn(), "byte")).append(" received, ");
        out.append(count(one.bodyBytes(), "byte")).append(" of body\n");
    }
}
