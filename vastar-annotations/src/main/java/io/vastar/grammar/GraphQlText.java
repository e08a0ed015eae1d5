// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

/** GraphQL documents as text, and the JSON that carries them over HTTP (GraphQL over HTTP, §5.4). Stateless. */
public final class GraphQlText {
    /** What a client should accept, the newer media type first (GraphQL over HTTP, §4.2). */
    public static final String ACCEPT = "application/graphql-response+json, application/json;q=0.9";

    private static final int SHOWN = 40;

    private GraphQlText() {}

    /** Whether the text is a document rather than the name of a file that holds one. */
    public static boolean isDocument(String text) {
        return text.indexOf('{') >= 0;
    }

    /**
     * Checks the brackets of a document; strings and comments may hold any. What the names in it mean is the server's to say.
     *
     * @throws GrammarException when they do not match
     */
    public static void check(String document) {
        StringBuilder open = new StringBuilder();
        boolean selects = false;
        int line = 1;
        int at = 0;
        while (at < document.length()) {
            int end = at + 1;
            char c = document.charAt(at);
            switch (c) {
                case '#' -> end = endOfLine(document, at);
                case '"' -> end = endOfString(document, at, line);
                case '{', '(', '[' -> {
                    selects |= c == '{';
                    open.append(c);
                }
                case '}', ')', ']' -> close(open, c, line);
                default -> {}
            }
            line += linesBetween(document, at, end);
            at = end;
        }
        if (open.length() > 0) {
            throw new GrammarException("the query ends before its '" + open.charAt(open.length() - 1)
                    + "' is closed; add what is missing");
        }
        if (!selects) {
            throw new GrammarException(
                    "'" + shown(document) + "' is no GraphQL query; write one such as { me { name } }");
        }
    }

    private static void close(StringBuilder open, char bracket, int line) {
        char other = bracket == '}' ? '{' : bracket == ')' ? '(' : '[';
        int last = open.length() - 1;
        if (last < 0 || open.charAt(last) != other) {
            throw new GrammarException(
                    "the query has a '" + bracket + "' in line " + line + " that closes nothing; remove it");
        }
        open.setLength(last);
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int endOfString(String text, int from, int line) {
        boolean block = text.startsWith("\"\"\"", from);
        String quote = block ? "\"\"\"" : "\"";
        int at = from + quote.length();
        while (at < text.length() && (block || text.charAt(at) != '\n')) {
            if (text.charAt(at) == '\\') {
                at += 2;
            } else if (text.startsWith(quote, at)) {
                return at + quote.length();
            } else {
                at++;
            }
        }
        throw new GrammarException("the query has a string in line " + line + " that does not end; close it");
    }

    private static int linesBetween(String text, int from, int to) {
        int lines = 0;
        for (int i = from; i < to; i++) {
            lines += text.charAt(i) == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** The beginning of a request's JSON, up to the variables: <code>{"query":"…","operationName":"…"</code>. */
    public static String beginning(String query, String operationName) {
        String name = operationName == null ? "" : ",\"operationName\":" + quoted(operationName);
        return "{\"query\":" + quoted(query) + name;
    }

    /** @param variables a JSON object; null when there are none */
    public static String body(String query, String operationName, String variables) {
        return beginning(query, operationName) + (variables == null ? "" : ",\"variables\":" + variables) + "}";
    }

    private static String quoted(String text) {
        return '"' + inJson(text) + '"';
    }

    /** A value as it stands in a JSON text: numbers as they are, what a string needs escaped; quotes around it are the caller's. */
    public static String inJson(Object value) {
        String text = String.valueOf(value);
        StringBuilder quoted = new StringBuilder(text.length() + 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ') {
                        quoted.append(c < 16 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.toString();
    }
}
