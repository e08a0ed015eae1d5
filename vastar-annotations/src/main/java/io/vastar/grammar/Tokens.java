// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

/** Tokens of HTTP (RFC 9110 §5.6.2): request methods and header names. */
public final class Tokens {
    private static final String SPECIALS = "!#$%&'*+-.^_`|~";

    private Tokens() {}

    /** Whether the text is a token: at least one character, all of them allowed. */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!alphanumeric && SPECIALS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
