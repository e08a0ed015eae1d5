// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

/**
 * A header as users write it, {@code Name: value}. The name is a token and the value has no control character but tab
 * (RFC 9110 §5.1, §5.5).
 */
public record HeaderLine(String name, String value) {

    /** @throws GrammarException when the line is no header */
    public static HeaderLine parse(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new GrammarException("'" + escaped(line) + "' is not a header: it has no ':'; write Name: value");
        }
        String name = line.substring(0, colon);
        checkValue("name", name);
        name = name.strip();
        if (!Tokens.isToken(name)) {
            throw new GrammarException(
                    "'" + name + "' is not a header name; use letters, digits and -, as in X-Request-Id: 1");
        }
        String value = line.substring(colon + 1);
        checkValue("value of header '" + name + "'", value);
        return new HeaderLine(name, value.strip());
    }

    /**
     * Checks a text that becomes the value of a header.
     *
     * @param what it is, for the message
     * @throws GrammarException when it has a control character other than tab
     */
    public static void checkValue(String what, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                throw new GrammarException("the " + what + " has a control character (" + escaped(String.valueOf(c))
                        + ") at position " + i + ": '" + escaped(value) + "'; remove it");
            }
        }
    }

    /** Whether HTTP/2 may carry the header: TE has no other value there than {@code trailers} (RFC 9113 §8.2.2). */
    public static boolean isForHttp2(String name, String value) {
        return !name.equalsIgnoreCase("te") || value.strip().equalsIgnoreCase("trailers");
    }

    /** Why a header is not {@link #isForHttp2}. */
    public static String onlyTrailers(String name, String value) {
        return "header '" + name + ": " + escaped(value) + "' cannot be sent over HTTP/2, where the only value of TE is"
                + " 'trailers'; write that, or remove the header";
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == 127) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
