// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.record.RequestRecord;
import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines. It grows under the name {@code FILE.part} and gets its own when it is closed, also after an interrupted
 * run; what a killed process leaves is {@code FILE.part}. A device or pipe is written to directly.
 */
final class FileSink implements LogSink {
    private static final String PART = ".part";

    /** What is there is never replaced, {@code /dev/stdout} least of all. */
    private static final Path DEVICES = Path.of("/dev");

    private final Path file;
    private final Path target;
    private final Path part;
    private final OutputStream stream;
    private final AsciiLines out;
    private final LineFormat format;
    private RunFacts run;

    /** @throws ConfigurationException when it cannot be written */
    FileSink(Path file, LogFormat form) {
        this.file = file;
        format = form.lines();
        try {
            boolean direct = Files.exists(file) && (!Files.isRegularFile(file) || file.startsWith(DEVICES));
            target = !direct && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            part = direct ? null : target.resolveSibling(target.getFileName() + PART);
            stream = direct
                    ? Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                    : Files.newOutputStream(part);
            out = new AsciiLines(stream);
            if (format.header() != null) {
                out.text(AsciiLines.ascii(format.header() + "\n"));
            }
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
    }

    @Override
    public void write(RequestRecord record, int thread, String step) throws IOException {
        format.write(out, record, run, thread, step);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (stream) {
            out.flush();
        }
        if (part != null) {
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
