// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;
import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines. It grows under the name {@code FILE.part} and gets its own when it is closed, also after an interrupted
 * run; what a killed process leaves is {@code FILE.part}. A device or pipe is written to directly.
 *
 * <p>Where writing fails, such as on a full disk, the file is cut back to the lines that had been written by then.
 */
final class FileSink implements LogSink {
    private static final String PART = ".part";

    /** What is there is never replaced, {@code /dev/stdout} least of all. */
    private static final Path DEVICES = Path.of("/dev");

    private final Path file;
    private final Path target;
    private final Path part;
    private final WritableByteChannel channel;
    private final AsciiLines out = new AsciiLines();
    private final LineFormat format;
    private RunFacts run;
    private long wholeBytes;
    private long records;
    private long rows;
    private long builtRecords;
    private long builtRows;

    /**
     * @param channel where to write, from its beginning
     * @param part its name until it is complete; null for a device
     */
    FileSink(Path file, Path target, Path part, WritableByteChannel channel, LogFormat form) {
        this.file = file;
        this.target = target;
        this.part = part;
        this.channel = channel;
        format = form.lines();
        if (format.header() != null) {
            out.text(AsciiLines.ascii(format.header() + "\n"));
        }
    }

    /** @throws ConfigurationException when it cannot be written */
    static FileSink open(Path file, LogFormat form) {
        try {
            boolean direct = Files.exists(file) && (!Files.isRegularFile(file) || file.startsWith(DEVICES));
            if (direct) {
                WritableByteChannel device = Channels.newChannel(
                        Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
                return new FileSink(file, file, null, device, form);
            }
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path part = target.resolveSibling(target.getFileName() + PART);
            WritableByteChannel channel = Files.newByteChannel(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            return new FileSink(file, target, part, channel, form);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the log file '" + file + "' cannot be written: " + e.getMessage() + "; choose another path", e);
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public void begin(RunFacts next) {
        run = next;
        records = 0;
        rows = 0;
    }

    @Override
    public void write(RequestRecord record, int thread, String step) throws IOException {
        int before = out.length();
        format.write(out, record, run, thread, step);
        builtRecords++;
        builtRows += out.length() == before ? 0 : 1;
        if (out.isFull()) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        ByteBuffer built = out.takeBuilt();
        long takenRecords = builtRecords;
        long takenRows = builtRows;
        int length = built.remaining();
        builtRecords = 0;
        builtRows = 0;
        try {
            while (built.hasRemaining()) {
                channel.write(built);
            }
        } catch (IOException e) {
            cutBack();
            throw e;
        }
        wholeBytes += length;
        records += takenRecords;
        rows += takenRows;
    }

    private void cutBack() {
        if (channel instanceof SeekableByteChannel seekable) {
            try {
                seekable.truncate(wholeBytes);
            } catch (IOException e) {
                return; // the failure to write is what the user reads
            }
        }
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        } finally {
            if (part != null) {
                complete();
            }
        }
    }

    private void complete() throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
