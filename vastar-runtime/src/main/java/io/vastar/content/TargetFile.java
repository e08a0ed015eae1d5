// SPDX-License-Identifier: Apache-2.0
package io.vastar.content;

import io.vastar.spi.ConfigurationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of targets: one URL or path a line, vegeta's HTTP format, or vegeta's JSON format, told apart by their first
 * character. {@link TextTargets} and {@link JsonTargets} read the two kinds.
 */
public final class TargetFile {
    /** Most targets, and most of all weights together. */
    public static final int MOST = 1_000_000;

    private final Path file;
    private final String where;
    private final Map<Path, byte[]> bodies = new HashMap<>();

    private TargetFile(Path file, String where) {
        this.file = file;
        this.where = where;
    }

    /**
     * Reads all targets.
     *
     * @param where the flag or attribute that names the file
     * @return at least one
     * @throws ConfigurationException when something is wrong: file, line, what is expected
     */
    public static List<Target> read(Path file, String where) {
        return new TargetFile(file, where).read();
    }

    private List<Target> read() {
        String text = text(ContentFile.read(file, where, "file of targets"));
        String[] lines = text.split("\r?\n", -1);
        List<Target> targets =
                text.stripLeading().startsWith("{") ? JsonTargets.read(this, lines) : TextTargets.read(this, lines);
        if (targets.isEmpty()) {
            throw new ConfigurationException(where + ": the file of targets '" + file
                    + "' has no target; write one URL a line, or METHOD URL, headers below it, and @file for a body");
        }
        if (targets.size() > MOST) {
            throw new ConfigurationException(where + ": the file of targets '" + file + "' has " + targets.size()
                    + " targets; " + MOST + " are the most, use a part of it");
        }
        return targets;
    }

    private String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(
                    where + ": the file of targets '" + file + "' is not UTF-8 text; write bodies that are not into"
                            + " files of their own, and name them with @file",
                    e);
        }
    }

    /** A body named in a line: relative to the working folder, or else to the file of targets. */
    byte[] body(String name, int line) {
        String place = where + ": '" + file + "', line " + line;
        Path path = ContentFile.path(name, place);
        Path beside = file.toAbsolutePath().resolveSibling(path);
        Path found = Files.exists(path) || !Files.exists(beside) ? path : beside;
        return bodies.computeIfAbsent(found, key -> ContentFile.read(key, place, "body file"));
    }

    ConfigurationException wrong(int line, String what) {
        return new ConfigurationException(where + ": '" + file + "', line " + line + ": " + what);
    }
}
