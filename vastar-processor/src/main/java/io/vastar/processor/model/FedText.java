// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import java.util.ArrayList;
import java.util.List;

/** A text with values of feeders in it: <code>${user}</code> for a field, <code>${user.name}</code> for a component of its record. */
public final class FedText {
    private FedText() {}

    /** A part of the text as it is, or the name of a value. */
    public record Piece(String text, boolean isName) {}

    /** The parts of a text; a <code>${</code> that is not closed is text. */
    public static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int from = text.indexOf("${", at);
            int to = from < 0 ? -1 : text.indexOf('}', from);
            if (to < 0) {
                pieces.add(new Piece(text.substring(at), false));
                return pieces;
            }
            if (from > at) {
                pieces.add(new Piece(text.substring(at, from), false));
            }
            pieces.add(new Piece(text.substring(from + 2, to), true));
            at = to + 1;
        }
        return pieces;
    }

    /** Whether a feeder of the user has such a value. */
    public static boolean isKnown(UserClass user, String name) {
        int dot = name.indexOf('.');
        String field = dot < 0 ? name : name.substring(0, dot);
        return user.feeders().stream()
                .filter(feeder -> feeder.name().equals(field))
                .anyMatch(feeder -> dot < 0
                        ? feeder.recordType() == null
                        : feeder.recordType() != null && feeder.columns().containsKey(name.substring(dot + 1)));
    }

    /** All values that a text of this user's can have, for messages. */
    public static String known(UserClass user) {
        List<String> names = new ArrayList<>();
        for (AnnotatedField feeder : user.feeders()) {
            for (String column : feeder.columns().keySet()) {
                names.add("${" + (feeder.recordType() == null ? column : feeder.name() + "." + column) + "}");
            }
        }
        return names.isEmpty() ? "there is no @Feeder field" : "there is " + String.join(", ", names);
    }
}
