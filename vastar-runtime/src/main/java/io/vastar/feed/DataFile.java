// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import io.vastar.grammar.Suggestions;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.FeederDefinition.Column;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A file of records: CSV and TSV (RFC 4180, with a header), JSON lines, or a JSON array; each may be gzipped. */
final class DataFile {
    private static final int MOST_RECORDS = 10_000_000;

    /** Characters of the file that a message shows at most. */
    private static final int SHOWN = 200;

    private static final int MOST_EXTRA = 20;

    private final FeederDefinition definition;
    private final String file;
    private final int mostRecords;
    private final List<Object> records = new ArrayList<>();
    private final Set<String> extra = new LinkedHashSet<>();

    DataFile(FeederDefinition definition) {
        this(definition, MOST_RECORDS);
    }

    DataFile(FeederDefinition definition, int mostRecords) {
        this.definition = definition;
        this.mostRecords = mostRecords;
        file = definition.file();
    }

    /** @return at least one */
    Object[] read(Consumer<String> notes) {
        Object[] all;
        try {
            readAll();
            all = records.toArray();
        } catch (OutOfMemoryError e) {
            records.clear();
            throw wrong("does not fit into the heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB; give more with -Xmx, or use a part of the file");
        }
        if (all.length == 0) {
            throw wrong("has no records");
        }
        if (!extra.isEmpty()) {
            notes.accept(definition.field() + ": data file '" + file + "' also has " + shown(String.join(", ", extra))
                    + ", for which the record has no component");
        }
        return all;
    }

    private void readAll() {
        String name = file.toLowerCase(Locale.ROOT);
        boolean zipped = name.endsWith(".gz");
        String plain = zipped ? name.substring(0, name.length() - ".gz".length()) : name;
        boolean json = plain.endsWith(".json");
        boolean lines = plain.endsWith(".jsonl") || plain.endsWith(".ndjson");
        boolean csv = plain.endsWith(".csv");
        if (!json && !lines && !csv && !plain.endsWith(".tsv")) {
            throw wrong("is of no known form; name it .csv, .tsv, .jsonl, .ndjson or .json, or these with .gz");
        }
        try (InputStream raw = new BufferedInputStream(open());
                InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            BufferedInputStream text = TextEncoding.buffered(in);
            Reader reader =
                    new InputStreamReader(text, TextEncoding.behindMark(text).newDecoder());
            if (json || lines) {
                new JsonRecords(this, definition).read(reader, json);
            } else {
                new CsvRecords(this, definition).read(reader, csv ? ',' : '\t');
            }
        } catch (EOFException e) {
            throw wrong("ends too early; it is no whole file");
        } catch (CharacterCodingException e) {
            throw wrong("is not in UTF-8; save it in that encoding");
        } catch (IOException | UncheckedIOException e) {
            throw wrong("cannot be read: " + e.getMessage());
        }
    }

    private InputStream open() throws IOException {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            throw wrong("is no path: " + e.getMessage());
        }
        if (Files.isDirectory(path)) {
            throw wrong("is a directory; name a file in it");
        }
        if (Files.exists(path)) {
            if (!Files.isReadable(path)) {
                throw wrong("cannot be read, as " + System.getProperty("user.name") + " has no permission");
            }
            return Files.newInputStream(path);
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        InputStream resource = loader == null ? null : loader.getResourceAsStream(file);
        if (resource == null) {
            throw wrong("does not exist, neither in " + Path.of("").toAbsolutePath() + " nor in the jar");
        }
        return resource;
    }

    /**
     * Names columns that are not there, after what lacks them.
     *
     * @param found what is there instead
     */
    String missing(Collection<String> names, Collection<String> found) {
        StringJoiner text = new StringJoiner(", ");
        for (String name : names) {
            List<String> near = Suggestions.of(name, found);
            text.add("'" + name + "'" + (near.isEmpty() ? "" : " (did you mean '" + near.get(0) + "'?)"));
        }
        return text + "; it has " + shown(String.join(", ", found)) + ", and the record needs " + names();
    }

    String names() {
        List<String> names = new ArrayList<>();
        for (Column column : definition.columns()) {
            names.add(column.name());
        }
        return String.join(", ", names);
    }

    /** Notes a column that the record has not. */
    void extra(String name) {
        if (extra.size() < MOST_EXTRA) {
            extra.add(name);
        }
    }

    /** Converts a text to the type of a column. */
    Object value(int column, String text, String where) {
        Column wanted = definition.columns().get(column);
        try {
            return Values.of(text, wanted.type());
        } catch (IllegalArgumentException e) {
            throw wrong(where + ", column '" + wanted.name() + "': '" + shown(text) + "' is not " + e.getMessage());
        }
    }

    /** What of a text goes into a message: its beginning, in one line. */
    static String shown(String text) {
        if (text == null) {
            return null;
        }
        String begin = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return begin.replace("\r", "\\r").replace("\n", "\\n");
    }

    void add(Object[] values, String where) {
        if (records.size() == mostRecords) {
            throw wrong("has more than " + mostRecords + " records; use a part of it");
        }
        records.add(made(values, where));
    }

    private Object made(Object[] values, String where) {
        Object made;
        try {
            made = definition.factory().create(values);
        } catch (RuntimeException e) {
            throw wrong(where + " is refused by the record: " + e);
        }
        if (made == null) {
            // a null would be the end of the data to virtual users
            throw wrong(
                    where + " has no value in '" + definition.columns().get(0).name()
                            + "', which is all that the field gets; write one, or leave the line out");
        }
        return made;
    }

    ConfigurationException wrong(String what) {
        return new ConfigurationException(definition.field() + ": data file '" + file + "' " + what);
    }
}
