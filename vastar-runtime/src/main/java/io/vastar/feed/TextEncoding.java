// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of a text by its byte order mark (Unicode §23.8), which spreadsheets and PowerShell write, UTF-8 or UTF-16;
 * without one, UTF-16 where every other byte
 * is zero, else UTF-8.
 */
record TextEncoding(Charset charset, int markBytes) {
    private static final int MOST_BYTES = 3;

    /** Finds it out and leaves the stream behind the mark. */
    static Charset behindMark(BufferedInputStream in) throws IOException {
        in.mark(MOST_BYTES);
        byte[] begin = in.readNBytes(MOST_BYTES);
        in.reset();
        TextEncoding encoding = of(begin);
        in.skipNBytes(encoding.markBytes);
        return encoding.charset;
    }

    private static TextEncoding of(byte[] begin) {
        int first = at(begin, 0) << 8 | at(begin, 1);
        if (first == 0xEFBB && at(begin, 2) == 0xBF) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (begin.length > 1 && (begin[0] == 0) != (begin[1] == 0)) {
            // half of the first character, which is of ASCII in each form that is read
            return new TextEncoding(begin[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE, 0);
        }
        return switch (first) {
            case 0xFEFF -> new TextEncoding(StandardCharsets.UTF_16BE, 2);
            case 0xFFFE -> new TextEncoding(StandardCharsets.UTF_16LE, 2);
            default -> new TextEncoding(StandardCharsets.UTF_8, 0);
        };
    }

    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xFF : 0;
    }

    /** The stream as its reader needs it. */
    static BufferedInputStream buffered(InputStream in) {
        return in instanceof BufferedInputStream buffered ? buffered : new BufferedInputStream(in);
    }
}
