// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * How requests differ from each other and how bodies are made, in the user's terms. Null means that nothing is said. Texts
 * of annotations may hold placeholders.
 */
public final class ContentDefinition {
    private final List<String> form = new ArrayList<>();
    private String targets;
    private String order;
    private String urlPattern;
    private Integer maxRepeat;
    private String bodyLines;
    private Boolean chunked;

    private ContentDefinition() {}

    /** Says nothing yet. Called by generated code. */
    public static ContentDefinition create() {
        return new ContentDefinition();
    }

    /** File of targets. */
    public ContentDefinition targets(String value) {
        targets = value;
        return this;
    }

    /** {@code round-robin} or {@code random}. */
    public ContentDefinition order(String value) {
        order = value;
        return this;
    }

    /** URL or path whose path and query are a regular expression. */
    public ContentDefinition urlPattern(String value) {
        urlPattern = value;
        return this;
    }

    /** How often {@code *} and {@code +} of the pattern repeat at most. */
    public ContentDefinition maxRepeat(int value) {
        maxRepeat = value;
        return this;
    }

    /** File with a body a line. */
    public ContentDefinition bodyLines(String value) {
        bodyLines = value;
        return this;
    }

    /** Adds a part of a multipart form, as {@link io.vastar.grammar.FormPart} reads it. */
    public ContentDefinition form(String part) {
        form.add(part);
        return this;
    }

    /** Whether bodies go in chunks. */
    public ContentDefinition chunked(boolean value) {
        chunked = value;
        return this;
    }

    public String targets() {
        return targets;
    }

    public String order() {
        return order;
    }

    public String urlPattern() {
        return urlPattern;
    }

    public Integer maxRepeat() {
        return maxRepeat;
    }

    public String bodyLines() {
        return bodyLines;
    }

    public List<String> form() {
        return List.copyOf(form);
    }

    public Boolean chunked() {
        return chunked;
    }

    /** Whether it says how requests differ. */
    public boolean varies() {
        return targets != null || urlPattern != null || bodyLines != null;
    }

    /** All texts, in which placeholders may stand. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(form);
        for (String text : new String[] {targets, order, urlPattern, bodyLines}) {
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }
}
