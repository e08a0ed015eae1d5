// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** "Did you mean": the known words nearest to a mistyped one. */
public final class Suggestions {
    private static final int MOST = 3;

    private Suggestions() {}

    /** At most three, the nearest first; empty when none is near. */
    public static List<String> of(String typed, Collection<String> known) {
        String word = typed.replaceAll("[*?~]", "").toLowerCase(Locale.ROOT);
        List<Near> near = new ArrayList<>();
        for (String candidate : known) {
            String other = candidate.toLowerCase(Locale.ROOT);
            int distance = distance(word, other);
            boolean contained =
                    word.length() >= 3 && other.contains(word) || other.length() >= 3 && word.contains(other);
            int fromStart = beginningDistance(word, other);
            if (fromStart <= word.length() / 4) {
                near.add(new Near(candidate, Math.min(distance, fromStart + 1)));
            } else if (contained || distance <= Math.max(1, Math.max(word.length(), other.length()) / 3)) {
                near.add(new Near(candidate, contained ? Math.min(distance, 2) : distance));
            }
        }
        near.sort(Comparator.comparingInt(Near::distance).thenComparing(Near::word));
        return near.stream().limit(MOST).map(Near::word).toList();
    }

    /** {@code ; did you mean 'a' or 'b'?}, or nothing when none is near. */
    public static String question(String typed, Collection<String> known) {
        List<String> near = of(typed, known);
        return near.isEmpty() ? "" : "; did you mean '" + String.join("' or '", near) + "'?";
    }

    /** How far a word is from the beginning of a longer one: people type the first part of long names. */
    private static int beginningDistance(String word, String longer) {
        return word.length() < 4 || longer.length() <= word.length()
                ? Integer.MAX_VALUE
                : distance(word, longer.substring(0, word.length()));
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + cost, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    private record Near(String word, int distance) {}
}
