// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Counts the quotes of a text that is read through it. Each that opens a value has one that closes it, and those within
 * come in pairs, so that an odd number tells of one too few; the CSV reader itself takes the end of the file for it.
 */
final class QuoteWatch extends FilterReader {
    private boolean odd;
    private char last;

    QuoteWatch(Reader in) {
        super(in);
    }

    /** Whether the text so far has a quote without its partner, and ends with something else than a quote. */
    boolean endsInsideQuotes() {
        return odd && last != '"';
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        if (c >= 0) {
            seen((char) c);
        }
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            seen(buffer[i]);
        }
        return count;
    }

    private void seen(char c) {
        odd ^= c == '"';
        if (c != '\n' && c != '\r') {
            last = c;
        }
    }
}
