// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the parts of a request's description have in common. */
final class Spec {
    private Spec() {}

    /** @param list may be null */
    static <T> List<T> with(List<T> list, T item) {
        List<T> longer = list == null ? new ArrayList<>() : new ArrayList<>(list);
        longer.add(item);
        return longer;
    }

    static String changed(String text, UnaryOperator<String> change) {
        return text == null ? null : change.apply(text);
    }

    static List<String> changed(List<String> texts, UnaryOperator<String> change) {
        return texts == null ? null : texts.stream().map(change).toList();
    }

    static <T> T first(T value, T otherwise) {
        return value != null ? value : otherwise;
    }
}
