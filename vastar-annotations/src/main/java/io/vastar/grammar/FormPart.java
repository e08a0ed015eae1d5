// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

/**
 * One part of a multipart form as curl's {@code -F} writes it: {@code name=value}, {@code name=@file} for a file that is
 * uploaded, {@code name=<file} for a value that is read from a file; each may be followed by {@code ;type=TYPE} and
 * {@code ;filename=NAME}. A value or file name with {@code ;} goes into double quotes.
 *
 * @param source where the content comes from
 * @param content the value, or the name of the file
 * @param type null when not given
 * @param fileName null when not given
 */
public record FormPart(String name, Source source, String content, String type, String fileName) {
    /** Where the content of a part comes from. */
    public enum Source {
        /** The text itself. */
        TEXT,
        /** A file, which is uploaded with its name. */
        UPLOAD,
        /** A file, as the text of a plain field. */
        FILE_TEXT
    }

    private static final String EXAMPLE =
            "write name=value, name=@file or name=<file, then ;type=TYPE or ;filename=NAME";

    /** @throws GrammarException when the text is no part */
    public static FormPart parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new GrammarException("'" + text + "' is not a form part: it has no "
                    + (equals < 0 ? "'='" : "name before '='") + "; " + EXAMPLE);
        }
        String name = text.substring(0, equals);
        checkLine("name", name, text);
        char mark = equals + 1 < text.length() ? text.charAt(equals + 1) : ' ';
        Source source = mark == '@' ? Source.UPLOAD : mark == '<' ? Source.FILE_TEXT : Source.TEXT;
        return new Reader(text, equals + (source == Source.TEXT ? 1 : 2)).part(name, source);
    }

    private static void checkLine(String what, String value, String text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 127) {
                throw new GrammarException("the " + what + " in form part '" + text.replaceAll("\\p{Cntrl}", "?")
                        + "' has a control character; remove it");
            }
        }
    }

    /** Reads what is behind the equals sign. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text, int from) {
            this.text = text;
            at = from;
        }

        FormPart part(String name, Source source) {
            String content = next(source == Source.TEXT);
            String type = null;
            String fileName = null;
            while (at < text.length()) {
                at++;
                String option = text.substring(at).stripLeading();
                at = text.length() - option.length();
                int equals = option.indexOf('=');
                String key = equals < 0 ? option : option.substring(0, equals);
                if (equals < 0 || !(key.equals("type") || key.equals("filename"))) {
                    throw new GrammarException("form part '" + text + "' has ';" + key + "', which is not known; "
                            + EXAMPLE + ", and put a value with ';' into double quotes");
                }
                at += equals + 1;
                if (key.equals("type")) {
                    type = type();
                    checkLine("type", type, text);
                } else {
                    fileName = next(false);
                    checkLine("filename", fileName, text);
                }
            }
            if (source != Source.TEXT && content.isEmpty()) {
                throw new GrammarException("form part '" + text + "' names no file; " + EXAMPLE);
            }
            return new FormPart(name, source, content, type, fileName);
        }

        /** A type with its parameters, such as {@code text/plain; charset=utf-8}: up to another known option. */
        private String type() {
            int from = at;
            while (at < text.length()) {
                if (text.charAt(at) == ';'
                        && text.substring(at + 1).stripLeading().startsWith("filename=")) {
                    break;
                }
                at++;
            }
            String type = text.substring(from, at).strip();
            if (type.indexOf('/') <= 0) {
                throw new GrammarException(
                        "form part '" + text + "' has the type '" + type + "'; write one such as application/json");
            }
            return type;
        }

        /** A word in quotes, or up to the next option. */
        private String next(boolean isText) {
            if (at < text.length() && text.charAt(at) == '"') {
                String quoted = quoted();
                if (quoted != null) {
                    return quoted;
                }
            }
            int from = at;
            while (at < text.length() && text.charAt(at) != ';') {
                at++;
            }
            String word = text.substring(from, at);
            return isText ? word : word.strip();
        }

        /** Null when the quote is not closed, or something follows it: then it belongs to the word. */
        private String quoted() {
            StringBuilder word = new StringBuilder();
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != '"') {
                boolean escapes = text.charAt(end) == '\\' && end + 1 < text.length();
                word.append(text.charAt(escapes ? ++end : end));
                end++;
            }
            if (end >= text.length() || (end + 1 < text.length() && text.charAt(end + 1) != ';')) {
                return null;
            }
            at = end + 1;
            return word.toString();
        }
    }
}
