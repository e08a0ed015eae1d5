// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vastar.record.RequestRecord;

/** An object a line; the keys are the columns of the CSV. */
final class JsonLines extends LineFormat {
    private static final byte[][] KEYS = keys();
    private static final byte[] NULL = AsciiLines.ascii("null");

    private static byte[][] keys() {
        String[] columns = CsvLines.COLUMNS.split(",");
        byte[][] keys = new byte[columns.length][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = AsciiLines.ascii((i == 0 ? "{\"" : ",\"") + columns[i] + "\":");
        }
        return keys;
    }

    @Override
    String header() {
        return null;
    }

    @Override
    void write(AsciiLines out, RequestRecord record, LogSink.RunFacts run, int thread, String step) {
        long startedNs = record.startedNs();
        int key = 0;
        number(out, key++, startedNs);
        number(out, key++, epochUs(record, run));
        number(out, key++, record.intendedNs());
        number(out, key++, record.doneNs() - startedNs);
        number(out, key++, record.doneNs() - record.intendedNs());
        number(out, key++, record.connectNs());
        number(out, key++, record.sentNs() - startedNs);
        numberOrNull(out, key++, firstByteNs(record));
        text(out, key++, record.verdict().label());
        numberOrNull(out, key++, record.isResponse() ? record.code() : -1);
        text(out, key++, record.errorKind() == null ? null : record.errorKind().label());
        number(out, key++, record.bytesIn());
        number(out, key++, record.bytesOut());
        number(out, key++, record.bodyBytes());
        numberOrNull(out, key++, record.connection());
        number(out, key++, record.user());
        number(out, key++, thread);
        text(out, key++, step);
        text(out, key, run.name());
        out.character('}');
        out.character('\n');
    }

    private static void number(AsciiLines out, int key, long value) {
        out.text(KEYS[key]);
        out.number(value);
    }

    private static void numberOrNull(AsciiLines out, int key, long value) {
        if (value >= 0) {
            number(out, key, value);
        } else {
            out.text(KEYS[key]);
            out.text(NULL);
        }
    }

    private void text(AsciiLines out, int key, String value) {
        out.text(KEYS[key]);
        out.text(value == null ? NULL : name(value));
    }

    @Override
    String quoted(String name) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
    }
}
