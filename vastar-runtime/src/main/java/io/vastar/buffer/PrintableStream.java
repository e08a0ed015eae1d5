// SPDX-License-Identifier: Apache-2.0
package io.vastar.buffer;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes UTF-8 as {@link Printable#lines} would have it, whatever was printed: the last gate before a terminal, for texts
 * that no code on the way knew to be a stranger's. Colours pass where they are asked for. What may stand unescaped in JSON is
 * written as an escape of JSON, so that its values stay the same.
 */
public final class PrintableStream extends FilterOutputStream {
    private static final int ESCAPE = 0x1b;
    private static final int MOST_COLOUR_BYTES = 24;

    private final boolean colours;
    private final byte[] held = new byte[MOST_COLOUR_BYTES];
    private int count;

    /** @param colours whether sequences that set colours pass, such as {@code ESC [31m} */
    public PrintableStream(OutputStream out, boolean colours) {
        super(out);
        this.colours = colours;
    }

    @Override
    public void write(int b) throws IOException {
        held[count++] = (byte) b;
        decide();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (count > 0 || !isPlain(bytes[i])) {
                out.write(bytes, from, i - from);
                from = i + 1;
                write(bytes[i]);
            }
        }
        out.write(bytes, from, offset + length - from);
    }

    /** What begins nothing that might have to be escaped. */
    private static boolean isPlain(byte b) {
        return b >= ' ' && b < 127 || b == '\n' || b == '\t' || b < 0 && b != (byte) 0xC2 && b != (byte) 0xE2;
    }

    /** Waits for more, or writes what is held; what it was not meant to be followed by is looked at anew. */
    private void decide() throws IOException {
        int last = held[count - 1] & 0xFF;
        switch (held[0] & 0xFF) {
            case '\r' -> {
                if (count == 2) {
                    release(last == '\n' ? null : "\\r", last == '\n' ? 2 : 1);
                }
            }
            case ESCAPE -> decideColour(last);
            case 0xC2 -> {
                if (count == 2) {
                    boolean control = last >= 0x80 && last < 0xA0;
                    release(control ? "\\u00" + hex(last) : null, control || continues(last) ? 2 : 1);
                }
            }
            case 0xE2 -> {
                if (count > 1 && !continues(last)) {
                    release(null, count - 1);
                } else if (count == 3) {
                    int point = 0x2000 | (held[1] & 0x3F) << 6 | held[2] & 0x3F;
                    release(Printable.turns(point) ? "\\u" + Integer.toHexString(point) : null, 3);
                }
            }
            default -> release(isPlain(held[0]) ? null : held[0] == 127 ? "\\u007f" : "\\x" + hex(held[0]), 1);
        }
    }

    private void decideColour(int last) throws IOException {
        boolean mayGoOn = colours
                && count < held.length
                && (count == 1 || (count == 2 ? last == '[' : last >= '0' && last <= '9' || last == ';'));
        if (colours && count > 2 && last == 'm') {
            release(null, count);
        } else if (!mayGoOn) {
            release("\\x1b", 1);
        }
    }

    private static boolean continues(int b) {
        return b >= 0x80 && b < 0xC0;
    }

    private static String hex(int b) {
        return "" + Printable.hex(b, 4) + Printable.hex(b, 0);
    }

    /** @param instead of so many bytes that are held; null writes them as they are */
    private void release(String instead, int bytes) throws IOException {
        byte[] all = held.clone();
        int to = count;
        count = 0;
        if (instead == null) {
            out.write(all, 0, bytes);
        } else {
            out.write(instead.getBytes(StandardCharsets.US_ASCII));
        }
        for (int i = bytes; i < to; i++) {
            write(all[i]);
        }
    }

    @Override
    public void close() throws IOException {
        if (count > 0) {
            release(held[0] == '\r' ? "\\r" : held[0] == ESCAPE ? "\\x1b" : null, 1);
        }
        super.close();
    }
}
