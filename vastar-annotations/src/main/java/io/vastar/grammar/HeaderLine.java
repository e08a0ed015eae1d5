// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.regex.Pattern;

/**
 * A header as users write it, {@code Name: value}. The name is a token and the value has no control character but tab
 * (RFC 9110 §5.1, §5.5).
 */
public record HeaderLine(String name, String value) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** @throws GrammarException when the line is no header */
    public static HeaderLine parse(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new GrammarException("'" + line + "' is not a header: it has no ':'; write Name: value");
        }
        String name = line.substring(0, colon).trim();
        String value = line.substring(colon + 1).trim();
        if (!TOKEN.matcher(name).matches()) {
            throw new GrammarException(
                    "'" + name + "' is not a header name; use letters, digits and -, as in X-Request-Id: 1");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || (c < ' ' && c != '\t') || c == 127) {
                throw new GrammarException(
                        "the value of header '" + name + "' has a control character at position " + i + "; remove it");
            }
        }
        return new HeaderLine(name, value);
    }
}
