// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Keeps a result file for one run, from before it begins until its result is there, so that two runs at once do not write
 * to one file. A file {@code .NAME.lock} beside it is locked meanwhile; what a killed process leaves of that is not locked, and
 * the next run takes it. A device or pipe may be shared.
 */
public final class OutputClaim implements AutoCloseable {
    private static final OutputClaim NONE = new OutputClaim(null, null);

    private final Path lock;
    private final FileChannel channel;

    private OutputClaim(Path lock, FileChannel channel) {
        this.lock = lock;
        this.channel = channel;
    }

    /** @throws ConfigurationException when another run has it */
    public static OutputClaim of(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return NONE;
        }
        Path target = OutputFile.target(file);
        Path lock = target.resolveSibling("." + target.getFileName() + ".lock");
        try {
            OutputClaim claim = null;
            while (claim == null) {
                claim = attempt(file, lock);
            }
            return claim;
        } catch (IOException e) {
            return NONE; // a file system without locks; two runs at once are rare enough to go on without
        }
    }

    /** Null when the lock file was removed meanwhile, as its owner ended. */
    private static OutputClaim attempt(Path file, Path lock) throws IOException {
        try {
            Files.createFile(lock);
        } catch (FileAlreadyExistsException e) {
            // of another run, or left by one that was killed
        }
        FileChannel channel = null;
        boolean claimed = false;
        try {
            Object before = identity(lock);
            channel = FileChannel.open(lock, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw taken(file, "the process " + Files.readString(lock).strip());
            }
            claimed = Objects.equals(before, identity(lock));
            if (!claimed) {
                return null;
            }
            sign(channel);
            return new OutputClaim(lock, channel);
        } catch (OverlappingFileLockException e) {
            throw taken(file, "this process");
        } catch (NoSuchFileException e) {
            return null;
        } finally {
            if (!claimed && channel != null) {
                channel.close();
            }
        }
    }

    private static Object identity(Path lock) throws IOException {
        return Files.readAttributes(lock, BasicFileAttributes.class).fileKey();
    }

    /** Only so that a refused run can name this one; a full disk must not keep it from running. */
    private static void sign(FileChannel channel) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            return;
        }
    }

    private static ConfigurationException taken(Path file, String by) {
        return new ConfigurationException("output file '" + file + "' is being written by another run (" + by.strip()
                + "); wait for its end, or write to another file");
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try (channel) {
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            return; // it stays, unlocked, and the next run takes it
        }
    }
}
