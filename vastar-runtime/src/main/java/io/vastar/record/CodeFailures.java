// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.record.TrialResult.ErrorRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What user code threw: exceptions by type, with the first stack trace. */
public final class CodeFailures {
    private static final int MOST_KINDS = 50;
    private static final int LONGEST = 100_000;
    private static final String OTHERS = "(further kinds)";

    private final Set<String> callers = new HashSet<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, String> examples = new LinkedHashMap<>();

    /** @param callers of user code, where the part of a stack trace ends that is of interest */
    public CodeFailures(Class<?>... callers) {
        for (Class<?> caller : callers) {
            this.callers.add(caller.getName());
        }
    }

    /** @param where such as {@code step 'login'} */
    public void thrown(String where, Throwable thrown) {
        String kind = kind(thrown.getClass().getName());
        if (count(kind) == 1) {
            StringBuilder trace =
                    new StringBuilder("in ").append(where).append(": ").append(thrown);
            for (StackTraceElement frame : thrown.getStackTrace()) {
                if (callers.contains(frame.getClassName())) {
                    break;
                }
                trace.append("\n\tat ").append(frame);
            }
            for (Throwable cause = thrown.getCause(); cause != null && trace.length() < LONGEST; ) {
                trace.append("\nCaused by: ").append(cause);
                cause = cause.getCause();
            }
            examples.put(kind, trace.toString());
        }
    }

    private String kind(String wanted) {
        return counts.containsKey(wanted) || counts.size() < MOST_KINDS ? wanted : OTHERS;
    }

    private long count(String kind) {
        return counts.merge(kind, 1L, Long::sum);
    }

    /** Adds those of another agent. Both agents have stopped. */
    public void add(CodeFailures other) {
        other.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
        other.examples.forEach(examples::putIfAbsent);
    }

    /** Most frequent first. */
    public List<ErrorRow> rows() {
        List<ErrorRow> rows = new ArrayList<>();
        counts.forEach((kind, count) -> rows.add(new ErrorRow(kind, count, examples.get(kind))));
        rows.sort(Comparator.comparingLong(ErrorRow::count).reversed());
        return rows;
    }

    void write(RecordOutput to) {
        to.counts(counts);
        for (String kind : counts.keySet()) {
            to.text(examples.get(kind));
        }
    }

    static CodeFailures read(RecordInput from) {
        CodeFailures read = new CodeFailures();
        read.counts.putAll(from.counts());
        for (String kind : read.counts.keySet()) {
            String example = from.text();
            if (example != null) {
                read.examples.put(kind, example);
            }
        }
        return read;
    }
}
