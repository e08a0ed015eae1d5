// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import java.util.Collection;

/** Finds what a user meant: a known word that differs in case only, or by one typing error. */
final class Near {
    private Near() {}

    /** The nearest known word; null when none is near, or the word is itself known. */
    static String to(String word, Collection<String> known) {
        if (known.contains(word)) {
            return null;
        }
        for (String candidate : known) {
            if (candidate.equalsIgnoreCase(word)) {
                return candidate;
            }
        }
        for (String candidate : known) {
            if (word.length() > 1 && isOneErrorAway(word, candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /** One letter more, less or other, or two neighbours swapped (Damerau-Levenshtein distance 1). */
    private static boolean isOneErrorAway(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int start = 0;
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        String restOfA = a.substring(start);
        String restOfB = b.substring(start);
        return switch (a.length() - b.length()) {
            case 1 -> restOfA.substring(1).equals(restOfB);
            case -1 -> restOfB.substring(1).equals(restOfA);
            case 0 ->
                restOfA.isEmpty() || restOfA.substring(1).equals(restOfB.substring(1)) || isSwap(restOfA, restOfB);
            default -> false;
        };
    }

    private static boolean isSwap(String a, String b) {
        return a.length() > 1
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && a.substring(2).equals(b.substring(2));
    }
}
