// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The answers of one event loop by request target, so that a target is parsed once and then found without allocation.
 * Forgets everything when too many distinct targets come, which only random queries do.
 */
final class AnswerCache {
    private static final int SLOTS = 1024;
    private static final int MOST_ENTRIES = SLOTS / 2;

    private final Routes routes;
    private final byte[][] targets = new byte[SLOTS][];
    private final Answer[] answers = new Answer[SLOTS];
    private int entries;
    private int last;

    AnswerCache(Routes routes) {
        this.routes = routes;
    }

    Answer find(byte[] bytes, int from, int to) {
        if (matches(last, bytes, from, to)) {
            return answers[last];
        }
        int slot = slotOf(bytes, from, to);
        while (targets[slot] != null) {
            if (matches(slot, bytes, from, to)) {
                last = slot;
                return answers[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return add(Arrays.copyOfRange(bytes, from, to));
    }

    private Answer add(byte[] target) {
        if (entries == MOST_ENTRIES) {
            Arrays.fill(targets, null);
            Arrays.fill(answers, null);
            entries = 0;
        }
        int slot = slotOf(target, 0, target.length);
        while (targets[slot] != null) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        entries++;
        targets[slot] = target;
        answers[slot] = routes.answer(new String(target, StandardCharsets.ISO_8859_1));
        last = slot;
        return answers[slot];
    }

    private boolean matches(int slot, byte[] bytes, int from, int to) {
        byte[] target = targets[slot];
        return target != null && Arrays.equals(target, 0, target.length, bytes, from, to);
    }

    private static int slotOf(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 15) & (SLOTS - 1);
    }
}
