// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.FeederDefinition.Column;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads lines of separated values, the first of which names the columns. */
final class CsvRecords {
    private final DataFile file;
    private final FeederDefinition definition;
    private long line = 1;

    CsvRecords(DataFile file, FeederDefinition definition) {
        this.file = file;
        this.definition = definition;
    }

    void read(Reader in, char separator) throws IOException {
        QuoteWatch text = new QuoteWatch(in);
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(text)) {
            read(reader, separator, text);
        } catch (CsvParseException | UncheckedIOException | CharacterCodingException e) {
            throw broken(e);
        }
    }

    private void read(CsvReader<CsvRecord> reader, char separator, QuoteWatch text) {
        Iterator<CsvRecord> lines = reader.iterator();
        if (!lines.hasNext()) {
            throw file.wrong("is empty; it needs a first line with the columns " + file.names());
        }
        CsvRecord header = lines.next();
        int width = header.getFieldCount();
        int[] positions = positions(header(header.getFields()), separator);
        while (lines.hasNext()) {
            CsvRecord record = lines.next();
            line = record.getStartingLineNumber();
            if (!lines.hasNext()) {
                requireClosed(record, text);
            }
            if (record.getFieldCount() != 1 || width == 1 || !record.getField(0).isBlank()) {
                add(record, positions, width);
            }
        }
    }

    private void add(CsvRecord record, int[] positions, int width) {
        String where = "line " + line;
        if (record.getFieldCount() != width) {
            throw file.wrong(where + " has " + record.getFieldCount() + " values, the header has " + width);
        }
        Object[] values = new Object[positions.length];
        for (int i = 0; i < positions.length; i++) {
            values[i] = file.value(i, record.getField(positions[i]), where);
        }
        file.add(values, where);
    }

    /** A quote that is missing would let one value swallow the rest of the file. */
    private void requireClosed(CsvRecord last, QuoteWatch text) {
        boolean longer = last.getField(last.getFieldCount() - 1).indexOf('\n') >= 0;
        if (longer && text.endsInsideQuotes()) {
            throw file.wrong("line " + line + " begins a value with a quote (\") and nothing ends it");
        }
    }

    private static List<String> header(List<String> fields) {
        List<String> names = new ArrayList<>();
        for (String field : fields) {
            names.add(field.strip());
        }
        return names;
    }

    private int[] positions(List<String> header, char separator) {
        List<Column> columns = definition.columns();
        List<String> missing = new ArrayList<>();
        int[] positions = new int[columns.size()];
        for (int i = 0; i < positions.length; i++) {
            String name = columns.get(i).name();
            positions[i] = header.indexOf(name);
            if (positions[i] < 0) {
                missing.add(name);
            } else if (header.lastIndexOf(name) != positions[i]) {
                throw file.wrong("has two columns '" + name + "'; rename one");
            }
        }
        if (!missing.isEmpty()) {
            requireSeparator(header, separator);
            throw file.wrong("has no column " + file.missing(missing, header));
        }
        for (String name : header) {
            if (columns.stream().noneMatch(column -> column.name().equals(name))) {
                file.extra(name);
            }
        }
        return positions;
    }

    private void requireSeparator(List<String> header, char separator) {
        for (char other : new char[] {';', '\t', ',', '|'}) {
            if (other != separator && header.size() == 1 && header.get(0).indexOf(other) >= 0) {
                throw file.wrong("seems to be separated by " + word(other) + ", and vastar reads "
                        + (separator == ',' ? ".csv with commas" : ".tsv with tabs") + "; its first line is "
                        + DataFile.shown(header.get(0)) + ", and the record needs " + file.names());
            }
        }
    }

    private static String word(char separator) {
        return separator == '\t' ? "tabs" : "'" + separator + "'";
    }

    private ConfigurationException broken(Exception e) {
        String message = e.getMessage();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return file.wrong("is not in UTF-8, somewhere after line " + line + "; save it in that encoding");
            }
            message = cause.getMessage();
        }
        return file.wrong("is broken after line " + line + ": " + message);
    }
}
