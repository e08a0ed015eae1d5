// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.RecordFactory;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads feeders as {@link Feeders} does, and reads a file once for all runs of a command, such as the combinations of
 * params, as long as it stays as it is and memory is there to keep its records. One thread.
 */
public final class FeedFiles {
    private final Map<Read, SoftReference<Object[]>> kept = new HashMap<>();

    /**
     * As {@link Feeders#load(FeederDefinition, long, Consumer)}; the feed begins anew each time.
     *
     * @param notes gets what the file is noted for when it is read, not again when it was kept
     */
    public Feed load(FeederDefinition definition, long seed, Consumer<String> notes) {
        Read read = new Read(
                definition.field(),
                definition.file(),
                version(definition.file()),
                definition.columns(),
                definition.factory());
        SoftReference<Object[]> reference = kept.get(read);
        Object[] records = reference == null ? null : reference.get();
        if (records == null) {
            records = new DataFile(definition).read(notes);
            kept.put(read, new SoftReference<>(records));
        }
        return Feeders.dealt(records, definition, seed);
    }

    /** Differs when the file has been written since; that of the class path stays as it is. */
    private static String version(String file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    private record Read(
            String field, String file, String version, List<FeederDefinition.Column> columns, RecordFactory factory) {}
}
