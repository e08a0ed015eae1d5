// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

/**
 * Recognises a few ASCII words, in any case, one byte at a time: the caller keeps a bit set of the words still possible
 * and the number of bytes seen, so that a word may be split anywhere. Bit {@code i} stands for the i-th word.
 */
final class Words {
    private static final int ROW = 128;

    private final short[] wordsWith;
    private final short[] wordsOfLength;

    /** @param words lower case, at most fifteen */
    Words(String... words) {
        int longest = 0;
        for (String word : words) {
            longest = Math.max(longest, word.length());
        }
        wordsWith = new short[longest * ROW];
        wordsOfLength = new short[longest + 1];
        for (int i = 0; i < words.length; i++) {
            short bit = (short) (1 << i);
            wordsOfLength[words[i].length()] |= bit;
            for (int position = 0; position < words[i].length(); position++) {
                char c = words[i].charAt(position);
                wordsWith[position * ROW + c] |= bit;
                if (c >= 'a' && c <= 'z') {
                    wordsWith[position * ROW + c - 'a' + 'A'] |= bit;
                }
            }
        }
    }

    /** The words of {@code possible} that have {@code b} at {@code position}. */
    int narrow(int possible, int position, byte b) {
        int cell = position * ROW + b;
        return b < 0 || cell >= wordsWith.length ? 0 : possible & wordsWith[cell];
    }

    /** The bit of the word that is complete after {@code length} bytes, 0 when none is. */
    int complete(int possible, int length) {
        return length < wordsOfLength.length ? possible & wordsOfLength[length] : 0;
    }
}
