// SPDX-License-Identifier: Apache-2.0
package io.vastar.content;

import io.vastar.spi.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads files whose content is sent. */
public final class ContentFile {
    private ContentFile() {}

    /**
     * Reads a whole file: that of the working folder, else that of the class path.
     *
     * @param where the flag or attribute that names the file
     * @param what it is, such as {@code body file}
     * @throws ConfigurationException when it cannot be read
     */
    public static byte[] read(Path file, String where, String what) {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file, where, what, "it is a directory", null);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            byte[] inJar = inJar(file);
            if (inJar != null) {
                return inJar;
            }
            throw unreadable(
                    file,
                    where,
                    what,
                    "there is no such file in " + Path.of("").toAbsolutePath() + ", nor in the jar",
                    e);
        } catch (AccessDeniedException e) {
            throw unreadable(file, where, what, "permission denied", e);
        } catch (IOException e) {
            throw unreadable(file, where, what, String.valueOf(e.getMessage()), e);
        } catch (OutOfMemoryError e) {
            throw unreadable(file, where, what, "it is too large to be held in memory", e);
        }
    }

    /** Null when there is none. */
    private static byte[] inJar(Path file) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        String name = file.toString().replace(File.separatorChar, '/');
        try (InputStream resource = loader == null ? null : loader.getResourceAsStream(name)) {
            return resource == null ? null : resource.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    /** @throws ConfigurationException when the text is no file name */
    public static Path path(String text, String where) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(where + ": '" + text + "' is not a file name: " + e.getReason(), e);
        }
    }

    /**
     * The lines of a file as bodies: bytes as they are, without their line ends. Empty lines are no bodies.
     *
     * @throws ConfigurationException when it cannot be read, or has no line
     */
    public static List<byte[]> lines(Path file, String where) {
        byte[] all = read(file, where, "file of bodies");
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= all.length; at++) {
            if (at == all.length || all[at] == '\n') {
                int to = at > from && all[at - 1] == '\r' ? at - 1 : at;
                if (to > from) {
                    lines.add(Arrays.copyOfRange(all, from, to));
                }
                from = at + 1;
            }
        }
        if (lines.isEmpty()) {
            throw new ConfigurationException(
                    where + ": the file of bodies '" + file + "' has no line; write one body a line");
        }
        return lines;
    }

    private static ConfigurationException unreadable(
            Path file, String where, String what, String why, Throwable cause) {
        return new ConfigurationException(
                where + ": cannot read the " + what + " '" + file + "': " + why + "; name a readable file", cause);
    }
}
