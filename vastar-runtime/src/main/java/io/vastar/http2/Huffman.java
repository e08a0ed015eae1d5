// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The Huffman code of HPACK (RFC 7541 Appendix B). The code is canonical: codes of one length follow each other in the
 * order of their symbols, so the lengths say all. Twelve bits at a time give one or two symbols; longer codes, which text
 * hardly has, are found by their length. Any thread; never allocates.
 */
final class Huffman {
    /** Answer of {@link #decode} for bytes that no encoder writes. */
    static final int INVALID = -1;

    private static final int EOS = 256;
    private static final int LONGEST_BITS = 30;
    private static final int STEP_BITS = 12;

    // @formatter:off
    private static final byte[] BITS = {
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, // 0
        28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28, // 16
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, // space
        5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, // 0
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, // @
        7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, // P
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, // `
        6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, // p
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, // 128
        24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, // 144
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, // 160
        21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, // 176
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, // 192
        19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, // 208
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, // 224
        26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, // 240
        30, // end of string
    };
    // @formatter:on

    private static final int[] CODES = new int[BITS.length];
    private static final short[] SYMBOLS = new short[BITS.length];

    /** By length: the first code, the place of its symbol, and the end of the codes, left-aligned in 32 bits. */
    private static final int[] FIRST_CODE = new int[LONGEST_BITS + 1];

    private static final int[] FIRST_SYMBOL = new int[LONGEST_BITS + 1];
    private static final long[] END = new long[LONGEST_BITS + 1];

    /** By the next bits: symbol, next symbol << 8, bits of both << 16, how many << 24; 0 where the code is longer. */
    private static final int[] STEPS = new int[1 << STEP_BITS];

    static {
        int code = 0;
        int place = 0;
        for (int bits = 1; bits <= LONGEST_BITS; bits++) {
            code <<= 1;
            FIRST_CODE[bits] = code;
            FIRST_SYMBOL[bits] = place;
            for (int symbol = 0; symbol < BITS.length; symbol++) {
                if (BITS[symbol] == bits) {
                    SYMBOLS[place++] = (short) symbol;
                    CODES[symbol] = code++;
                }
            }
            END[bits] = (long) code << (32 - bits);
        }
        for (int step = 0; step < STEPS.length; step++) {
            STEPS[step] = step(step);
        }
    }

    private Huffman() {}

    private static int step(int bits) {
        long window = (long) bits << (64 - STEP_BITS);
        int size = codeBits(window, 1);
        if (size > STEP_BITS) {
            return 0;
        }
        int symbol = symbol(window, size);
        int secondSize = codeBits(window << size, 1);
        return size + secondSize > STEP_BITS
                ? symbol | size << 16 | 1 << 24
                : symbol | symbol(window << size, secondSize) << 8 | (size + secondSize) << 16 | 2 << 24;
    }

    /** Length of the code that the window begins with, when it is at least {@code shortest}. */
    private static int codeBits(long window, int shortest) {
        int bits = shortest;
        while (window >>> 32 >= END[bits]) {
            bits++;
        }
        return bits;
    }

    private static int symbol(long window, int bits) {
        return SYMBOLS[FIRST_SYMBOL[bits] + (int) (window >>> (64 - bits)) - FIRST_CODE[bits]];
    }

    /** Most bytes that {@link #decode} writes for so many: the shortest code has five bits. One more may be touched. */
    static int mostDecodedBytes(int length) {
        return (int) (length * 8L / 5) + 1;
    }

    /**
     * Decodes a string.
     *
     * @param to has room for {@link #mostDecodedBytes}
     * @return where the decoded bytes end, or INVALID: the end-of-string symbol, padding of eight bits or more, or padding
     *     that is not ones (RFC 7541 §5.2)
     */
    static int decode(DirectBuffer from, int offset, int length, MutableDirectBuffer to, int at) {
        int next = offset;
        int end = offset + length;
        int out = at;
        long window = 0;
        int bits = 0;
        while (true) {
            if (bits <= 32) {
                if (end - next >= Integer.BYTES) {
                    window |= (from.getInt(next, BIG_ENDIAN) & 0xFFFF_FFFFL) << (32 - bits);
                    bits += 32;
                    next += Integer.BYTES;
                } else {
                    for (; next < end; next++) {
                        window |= (from.getByte(next) & 0xFFL) << (56 - bits);
                        bits += 8;
                    }
                }
            }
            int step = STEPS[(int) (window >>> (64 - STEP_BITS))];
            int size = step >> 16 & 0xFF;
            if (step != 0 && size <= bits) {
                to.putShort(out, (short) step, LITTLE_ENDIAN);
                out += step >> 24;
            } else {
                size = step != 0 ? BITS[step & 0xFF] : codeBits(window, STEP_BITS + 1);
                if (size > bits) {
                    return bits < 8 && window >> (63 - bits) == ones(bits) ? out : INVALID;
                }
                int symbol = step != 0 ? step & 0xFF : symbol(window, size);
                if (symbol == EOS) {
                    return INVALID;
                }
                to.putByte(out++, (byte) symbol);
            }
            window <<= size;
            bits -= size;
        }
    }

    /** So many ones and a zero, with the sign that a shift from the top gives them. */
    private static long ones(int bits) {
        return bits == 0 ? 0 : -2;
    }

    /** How many bytes the string has when encoded. */
    static int encodedBytes(DirectBuffer from, int offset, int length) {
        long bits = 0;
        for (int i = offset; i < offset + length; i++) {
            bits += BITS[from.getByte(i) & 0xFF];
        }
        return (int) Math.min(Integer.MAX_VALUE, (bits + 7) >>> 3);
    }

    /** Encodes a string; returns where it ends. */
    static int encode(DirectBuffer from, int offset, int length, MutableDirectBuffer to, int at) {
        int out = at;
        long window = 0;
        int bits = 0;
        for (int i = offset; i < offset + length; i++) {
            int symbol = from.getByte(i) & 0xFF;
            window = window << BITS[symbol] | CODES[symbol];
            bits += BITS[symbol];
            while (bits >= 8) {
                bits -= 8;
                to.putByte(out++, (byte) (window >>> bits));
            }
        }
        if (bits > 0) {
            to.putByte(out++, (byte) (window << (8 - bits) | 0xFF >> bits));
        }
        return out;
    }
}
