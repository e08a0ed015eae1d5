// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.airlift.compress.zstd.ZstdInputStream;
import io.vastar.spi.BodyWatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.brotli.dec.BrotliInputStream;

/**
 * Inflates a compressed body that arrives in pieces, for those that look into it: gzip (RFC 1952) and deflate, with or without
 * the frame of zlib (RFC 1950). Brotli and Zstandard, whose decoders want to read on their own, are gathered first. Bounded,
 * since a small body may inflate to any size. One thread's; allocates when it is made, when a body is wrong, and for each that
 * is gathered.
 */
final class BodyInflater {
    /** Most that is made of one body. */
    static final long MOST_BYTES = 64L * 1024 * 1024;

    /** Most that is gathered of one compressed body. */
    static final int MOST_GATHERED_BYTES = 8 * 1024 * 1024;

    private static final int PIECE_BYTES = 8 * 1024;

    private static final int FIRST = 0;
    private static final int FIXED = 1;
    private static final int EXTRA_LENGTH = 2;
    private static final int EXTRA = 3;
    private static final int NAME = 4;
    private static final int COMMENT = 5;
    private static final int HEADER_CRC = 6;
    private static final int ZLIB_FLAGS = 7;
    private static final int DEFLATED = 8;
    private static final int TRAILER = 9;
    private static final int GATHERING = 10;
    private static final int DONE = 11;
    private static final int WRONG = 12;

    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int GZIP_FIXED_BYTES = 10;
    private static final int GZIP_TRAILER_BYTES = 8;
    private static final int ZLIB_TRAILER_BYTES = 4;

    private final long mostBytes;
    private final Inflater inflater = new Inflater(true);
    private final byte[] in = new byte[PIECE_BYTES];
    private final byte[] out = new byte[PIECE_BYTES];
    private final UnsafeBuffer outView = new UnsafeBuffer(out);
    private final ByteText gathered = new ByteText();
    private int coding;
    private boolean gzip;
    private int state;
    private int flags;
    private int position;
    private int extraBytes;
    private long inflatedBytes;
    private final Checksum crc = new CRC32();
    private final Checksum adler = new Adler32();

    /** Of the member of gzip that is being read (RFC 1952 §2.2). */
    private long memberBytes;

    private long trailer;
    private String failure;

    BodyInflater(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A new body begins. */
    void begin(int howCoded) {
        coding = howCoded;
        gzip = coding == Head.GZIP;
        state = coding == Head.OTHER ? WRONG : gathers(coding) ? GATHERING : FIRST;
        failure = coding == Head.OTHER
                ? "the body's Content-Encoding is not gzip, deflate, br or zstd, so nobody can look into it"
                : null;
        gathered.clear();
        position = 0;
        inflatedBytes = 0;
    }

    /** Whether a body of this coding is inflated when it is complete. */
    static boolean gathers(int coding) {
        return coding == Head.BROTLI || coding == Head.ZSTD;
    }

    /** Why the rest of the body cannot be inflated; null while all is well. */
    String failure() {
        return failure;
    }

    /**
     * Takes the next bytes and hands on what they inflate to.
     *
     * @param first null when there is none
     * @param second null when there is none
     */
    void onData(DirectBuffer buffer, int offset, int length, BodyWatch first, BodyWatch second) {
        int at = offset;
        int end = offset + length;
        if (state == GATHERING) {
            gather(buffer, offset, length);
            return;
        }
        while (at < end && state < DONE) {
            if (state != DEFLATED) {
                readFrame(buffer.getByte(at++) & 0xFF);
                continue;
            }
            int count = Math.min(PIECE_BYTES, end - at);
            buffer.getBytes(at, in, 0, count);
            inflater.setInput(in, 0, count);
            try {
                inflate(first, second);
            } catch (DataFormatException e) {
                fail("the body is not what its Content-Encoding says: " + e.getMessage());
            }
            at += count - inflater.getRemaining();
        }
    }

    private void inflate(BodyWatch first, BodyWatch second) throws DataFormatException {
        while (state == DEFLATED) {
            int made = inflater.inflate(out, 0, PIECE_BYTES);
            if (made > 0) {
                handOn(made, first, second);
            } else if (inflater.finished()) {
                state = TRAILER;
                position = 0;
                trailer = 0;
            } else if (inflater.needsDictionary()) {
                fail("the body needs a dictionary to be inflated");
            } else {
                return;
            }
        }
    }

    private void handOn(int made, BodyWatch first, BodyWatch second) {
        inflatedBytes += made;
        memberBytes += made;
        if (inflatedBytes > mostBytes) {
            if (first == null && second == null) {
                state = DONE; // nobody looks any more, and it is too much to check
            } else {
                fail("the compressed body inflates to more than " + mostBytes + " bytes");
            }
            return;
        }
        if (state == DEFLATED) {
            (gzip ? crc : adler).update(out, 0, made);
        }
        if (first != null) {
            first.onData(outView, 0, made);
        }
        if (second != null) {
            second.onData(outView, 0, made);
        }
    }

    private void gather(DirectBuffer buffer, int offset, int length) {
        if (gathered.length + length > MOST_GATHERED_BYTES) {
            fail("the compressed body has more than " + MOST_GATHERED_BYTES + " bytes, too many to look into");
        } else {
            gathered.add(buffer, offset, length);
        }
    }

    /** The body is complete: inflates what was gathered of it, and finds out whether it ends where it should. */
    void end(BodyWatch first, BodyWatch second) {
        if (state == GATHERING) {
            inflateGathered(first, second);
        } else if (state < DONE && !(state == FIRST && position == 0)) {
            fail("the body is not what its Content-Encoding says: it ends in the middle, after " + inflatedBytes
                    + " bytes inflated");
        }
    }

    private void inflateGathered(BodyWatch first, BodyWatch second) {
        if (gathered.length == 0) {
            return;
        }
        try (InputStream decoder = decoder(new ByteArrayInputStream(gathered.bytes, 0, gathered.length))) {
            for (int made = decoder.read(out); made >= 0 && state == GATHERING; made = decoder.read(out)) {
                handOn(made, first == null || first.found() ? null : first, second);
            }
        } catch (IOException | RuntimeException e) {
            String why = e.getCause() == null
                    ? e.getMessage()
                    : e.getMessage() + ", " + e.getCause().getMessage();
            fail("the body is not what its Content-Encoding says: " + why);
        }
    }

    private InputStream decoder(InputStream body) throws IOException {
        return coding == Head.BROTLI ? new BrotliInputStream(body) : new ZstdInputStream(body);
    }

    private void readFrame(int b) {
        switch (state) {
            case FIRST -> first(b);
            case FIXED -> fixed(b);
            case EXTRA_LENGTH -> {
                extraBytes |= b << 8 * position++;
                if (position == 2) {
                    position = 0;
                    state = EXTRA;
                    afterExtra();
                }
            }
            case EXTRA -> {
                position++;
                afterExtra();
            }
            case NAME, COMMENT -> {
                if (b == 0) {
                    next(state + 1);
                }
            }
            case HEADER_CRC -> {
                if (++position == 2) {
                    deflated();
                }
            }
            case ZLIB_FLAGS -> deflated();
            default -> trailer(b);
        }
    }

    /** Of gzip, checksum and length, the lowest byte first; of zlib, the checksum, the highest byte first (RFC 1950 §2.2). */
    private void trailer(int b) {
        trailer = gzip ? trailer | (long) b << 8 * position : trailer << 8 | b;
        if (++position < (gzip ? GZIP_TRAILER_BYTES : ZLIB_TRAILER_BYTES)) {
            return;
        }
        position = 0;
        long expected = gzip ? (memberBytes & 0xFFFF_FFFFL) << 32 | crc.getValue() : adler.getValue();
        if (trailer != expected) {
            fail("the body is not what its Content-Encoding says: its checksum or length is wrong after " + memberBytes
                    + " bytes inflated");
        } else {
            state = gzip ? FIRST : DONE; // another member may follow (RFC 1952 §2.2)
        }
    }

    private void first(int b) {
        if (gzip) {
            position = 1;
            state = FIXED;
            if (b != 0x1F) {
                fail("the body's Content-Encoding says gzip, and it does not begin like that");
            }
        } else if ((b & 0x0F) == 8 && b >> 4 <= 7) {
            state = ZLIB_FLAGS;
        } else {
            fail("the body's Content-Encoding says deflate, and it has not the frame of zlib (RFC 9110 §8.4.1.2)");
        }
    }

    private void fixed(int b) {
        if (position == 1 && b != 0x8B || position == 2 && b != 8) {
            fail("the body's Content-Encoding says gzip, and it does not begin like that");
            return;
        }
        flags = position == 3 ? b : flags;
        if (++position == GZIP_FIXED_BYTES) {
            position = 0;
            extraBytes = 0;
            next(EXTRA_LENGTH);
        }
    }

    private void afterExtra() {
        if (position == extraBytes) {
            next(NAME);
        }
    }

    /** Goes to the first part of the frame from this one on that is there. */
    private void next(int from) {
        position = 0;
        if (from <= EXTRA_LENGTH && (flags & HAS_EXTRA) != 0) {
            state = EXTRA_LENGTH;
        } else if (from <= NAME && (flags & HAS_NAME) != 0) {
            state = NAME;
        } else if (from <= COMMENT && (flags & HAS_COMMENT) != 0) {
            state = COMMENT;
        } else if ((flags & HAS_CRC) != 0) {
            state = HEADER_CRC;
        } else {
            deflated();
        }
    }

    private void deflated() {
        inflater.reset();
        crc.reset();
        adler.reset();
        memberBytes = 0;
        state = DEFLATED;
    }

    private void fail(String why) {
        failure = why;
        state = WRONG;
    }
}
