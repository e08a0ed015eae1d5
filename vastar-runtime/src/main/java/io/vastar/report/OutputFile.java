// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file for results. It is checked before a run, so that no run is lost to a misspelt folder, and replaced as a whole
 * after it, so that no reader sees half a result.
 */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Makes sure that the file can be written later, by creating an empty one beside it and removing that at once; the
     * permission bits alone do not tell, of root or of a full or read-only disk.
     *
     * @throws ConfigurationException when it is a folder, or when it or its folder is missing or not writable
     */
    public static void check(Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigurationException("output file '" + file + "' is a folder; write a file name, such as "
                    + file.resolve("result.json"));
        }
        if (Files.exists(file)) {
            if (!Files.isWritable(file)) {
                throw new ConfigurationException(
                        "output file '" + file + "' may not be written by this user; remove it or choose another");
            }
            if (!Files.isRegularFile(file)) {
                return;
            }
        }
        Path folder = folder(target(file));
        if (!Files.exists(folder)) {
            throw new ConfigurationException("output file '" + file + "' cannot be written: there is no folder '"
                    + folder + "'; create it first (mkdir -p)");
        }
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException("output file '" + file + "' cannot be written: '" + folder
                    + "' is not a folder; choose another path");
        }
        try {
            Files.delete(Files.createFile(temporary(folder, file)));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "output file '" + file + "' cannot be written: no file can be created in '" + folder
                            + "'; choose another folder",
                    e);
        }
    }

    /**
     * Writes the text in UTF-8 to a new file in the same folder and renames it, so that the old content or the whole
     * new one is there at every moment. A link keeps pointing where it did; a device or pipe is written to directly.
     *
     * @throws IOException when it cannot be written, in a sentence; what an earlier run had left there is removed, so that
     *     nobody takes it for this one's
     */
    public static void write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.write(file, bytes, StandardOpenOption.WRITE);
                return;
            }
            Path target = target(file);
            Path temporary = temporary(folder(target), target);
            try {
                Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                move(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new IOException(
                    "the result could not be written to '" + file + "': " + reason(e)
                            + (removed(file) ? " (the result of an earlier run in that file was removed)" : ""),
                    e);
        }
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    private static boolean removed(Path file) {
        try {
            return Files.isRegularFile(file) && Files.deleteIfExists(target(file));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path temporary(Path folder, Path file) {
        return folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".tmp");
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Whether two paths name one file, be it by a link or one that is not there yet. Devices may be shared. */
    public static boolean isSame(Path file, Path other) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return false;
        }
        return target(file).normalize().equals(target(other).normalize());
    }

    /** What the file is in the end, when it is a link to a file. */
    static Path target(Path file) {
        try {
            return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        } catch (IOException e) {
            return file;
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
