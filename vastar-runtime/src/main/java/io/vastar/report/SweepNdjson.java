// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.sweep.ReferencePoint;
import io.vastar.sweep.SweepListener;
import io.vastar.sweep.SweepPoint;
import io.vastar.sweep.SweepResult;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A sweep as one JSON object a line: {@code baseline}, one {@code point} a level in the order of measuring, and
 * {@code sweet_spot} at the end. Give it to the sweep as its listener, and each line is there, flushed, when its level
 * is.
 */
public final class SweepNdjson implements SweepListener {
    private final PrintWriter out;

    /** @param out gets whole lines; not closed */
    public SweepNdjson(PrintWriter out) {
        this.out = out;
    }

    /** A finished sweep; levels then come by concurrency. */
    public static String text(SweepResult result) {
        StringWriter text = new StringWriter();
        SweepNdjson writer = new SweepNdjson(new PrintWriter(text));
        writer.onBaseline(result.baseline(), result.baseline().reference());
        result.points().forEach(writer::onPoint);
        writer.onEnd(result);
        return text.toString();
    }

    /** The event {@code problem} of a sweep that did not come to a result. */
    public static String withoutResult(int exitCode, String problem) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("event", "problem").put("exit_code", exitCode).put("problem", problem);
        return SweepJson.line(node) + "\n";
    }

    @Override
    public void onBaseline(SweepPoint baseline, ReferencePoint reference) {
        event("baseline").set("point", SweepPointJson.point(baseline)).write();
    }

    @Override
    public void onPoint(SweepPoint point) {
        event("point").set("point", SweepPointJson.point(point)).write();
    }

    @Override
    public void onEnd(SweepResult result) {
        Event event = event("sweet_spot");
        event.node.setAll(SweepJson.sweetSpot(result.sweetSpot()));
        event.node.put("qualified", result.qualified());
        event.node.put("interrupted", result.interrupted());
        var notes = event.node.putArray("notes");
        result.notes().forEach(notes::add);
        event.write();
    }

    private Event event(String name) {
        Event event = new Event();
        event.node.put("event", name);
        return event;
    }

    private final class Event {
        private final ObjectNode node = JsonNodeFactory.instance.objectNode();

        private Event set(String key, ObjectNode value) {
            node.set(key, value);
            return this;
        }

        private void write() {
            out.print(SweepJson.line(node) + "\n");
            out.flush();
        }
    }
}
