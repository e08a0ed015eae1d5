// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.FeederDefinition.Column;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A file of records: CSV and TSV (RFC 4180, with a header), JSON lines, or a JSON array; each may be gzipped. */
final class DataFile {
    private static final int MOST_RECORDS = 5_000_000;

    private final FeederDefinition definition;
    private final String file;
    private final List<Object> records = new ArrayList<>();

    private DataFile(FeederDefinition definition) {
        this.definition = definition;
        file = definition.file();
    }

    static DataFile of(FeederDefinition definition) {
        return new DataFile(definition);
    }

    List<Object> records() {
        String name = file.toLowerCase(Locale.ROOT);
        boolean zipped = name.endsWith(".gz");
        String plain = zipped ? name.substring(0, name.length() - ".gz".length()) : name;
        try (InputStream raw = new BufferedInputStream(open());
                InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            if (plain.endsWith(".csv")) {
                readCsv(in, ',');
            } else if (plain.endsWith(".tsv")) {
                readCsv(in, '\t');
            } else if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || plain.endsWith(".json")) {
                new JsonRecords(this, definition).read(in, plain.endsWith(".json"));
            } else {
                throw wrong("is of no known form; name it .csv, .tsv, .jsonl, .ndjson or .json, or these with .gz");
            }
        } catch (IOException | UncheckedIOException e) {
            throw wrong("cannot be read: " + e.getMessage());
        }
        return records;
    }

    private InputStream open() throws IOException {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            throw wrong("is no path: " + e.getMessage());
        }
        if (Files.isRegularFile(path)) {
            return Files.newInputStream(path);
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        InputStream resource = loader == null ? null : loader.getResourceAsStream(file);
        if (resource == null) {
            throw wrong("does not exist, neither in " + Path.of("").toAbsolutePath() + " nor in the jar");
        }
        return resource;
    }

    private void readCsv(InputStream in, char separator) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int[] positions = null;
            int width = 0;
            for (CsvRecord record : reader) {
                if (positions == null) {
                    positions = positions(withoutMark(record.getFields()));
                    width = record.getFieldCount();
                    continue;
                }
                long line = record.getStartingLineNumber();
                if (record.getFieldCount() != width) {
                    throw wrong("line " + line + " has " + record.getFieldCount() + " values, the header has " + width);
                }
                Object[] values = new Object[positions.length];
                for (int i = 0; i < positions.length; i++) {
                    values[i] = value(i, record.getField(positions[i]), "line " + line);
                }
                add(values, "line " + line);
            }
        } catch (CsvParseException e) {
            throw wrong("is broken: " + e.getMessage());
        }
    }

    private static List<String> withoutMark(List<String> header) {
        List<String> names = new ArrayList<>();
        for (String name : header) {
            names.add(name.startsWith("\uFEFF") ? name.substring(1).strip() : name.strip());
        }
        return names;
    }

    private int[] positions(List<String> header) {
        List<Column> columns = definition.columns();
        int[] positions = new int[columns.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = header.indexOf(columns.get(i).name());
            if (positions[i] < 0) {
                throw wrong("has no column '" + columns.get(i).name() + "'; it has " + String.join(", ", header)
                        + ", and the record needs " + names());
            }
        }
        return positions;
    }

    String names() {
        List<String> names = new ArrayList<>();
        for (Column column : definition.columns()) {
            names.add(column.name());
        }
        return String.join(", ", names);
    }

    /** Converts a text to the type of a column. */
    Object value(int column, String text, String where) {
        Column wanted = definition.columns().get(column);
        try {
            return Values.of(text, wanted.type());
        } catch (IllegalArgumentException e) {
            throw wrong(where + ", column '" + wanted.name() + "': '" + text + "' is not " + e.getMessage());
        }
    }

    void add(Object[] values, String where) {
        if (records.size() == MOST_RECORDS) {
            throw wrong("has more than " + MOST_RECORDS + " records; use a part of it");
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
