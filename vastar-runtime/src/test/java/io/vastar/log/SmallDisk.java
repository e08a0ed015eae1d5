// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** A file on a disk that is full after some bytes: as on a real one, what fits of a write is there. */
final class SmallDisk implements SeekableByteChannel {
    private final int space;
    private byte[] content = {};
    private boolean open = true;

    SmallDisk(int space) {
        this.space = space;
    }

    byte[] content() {
        return content;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int fits = Math.min(from.remaining(), space - content.length);
        if (fits == 0 && from.hasRemaining()) {
            throw new IOException("No space left on device");
        }
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.write(content);
        more.write(from.array(), from.arrayOffset() + from.position(), fits);
        from.position(from.position() + fits);
        content = more.toByteArray();
        return fits;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        content = Arrays.copyOf(content, (int) Math.min(size, content.length));
        return this;
    }

    @Override
    public int read(ByteBuffer to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        return content.length;
    }

    @Override
    public SeekableByteChannel position(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
