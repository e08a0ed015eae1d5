// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.spi.BodyWatch;
import org.agrona.DirectBuffer;

/** Looks for a text in a stream without keeping it (Knuth, Morris, Pratt, "Fast Pattern Matching in Strings", 1977). */
final class TextWatch implements BodyWatch {
    private final byte[] text;
    private final int[] fallback;
    private int matched;

    /** @param text not empty */
    TextWatch(byte[] text) {
        this.text = text;
        fallback = new int[text.length];
        for (int i = 1, k = 0; i < text.length; i++) {
            while (k > 0 && text[i] != text[k]) {
                k = fallback[k - 1];
            }
            k = text[i] == text[k] ? k + 1 : k;
            fallback[i] = k;
        }
    }

    @Override
    public void begin() {
        matched = 0;
    }

    @Override
    public void onData(DirectBuffer buffer, int offset, int length) {
        int at = matched;
        for (int i = offset, end = offset + length; i < end && at < text.length; i++) {
            byte next = buffer.getByte(i);
            while (at > 0 && next != text[at]) {
                at = fallback[at - 1];
            }
            at = next == text[at] ? at + 1 : at;
        }
        matched = at;
    }

    @Override
    public boolean found() {
        return matched == text.length;
    }
}
