// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.processor.model.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Shows messages at their place in the source, and counts the errors among them. */
public final class Problems {
    private static final String SUPPRESSED = "vastar";

    private final Messager messager;
    private final List<String> repeated = new ArrayList<>();
    private int errors;

    public Problems(Messager messager) {
        this.messager = messager;
    }

    /** Warnings and notes stay silent under {@code @SuppressWarnings("vastar")}. */
    public void report(Message message, Place place, Object... values) {
        if (message.kind() == Diagnostic.Kind.ERROR) {
            errors++;
        } else if (isSuppressed(place.element())) {
            return;
        }
        String text = message.text(values);
        if (message.isRepeated()) {
            repeated.add(text);
        }
        if (place.annotation() == null) {
            messager.printMessage(message.kind(), text, place.element());
        } else if (place.value() == null) {
            messager.printMessage(message.kind(), text, place.element(), place.annotation());
        } else {
            messager.printMessage(message.kind(), text, place.element(), place.annotation(), place.value());
        }
    }

    /** Forgets what runs repeat: the next load test begins. */
    void begin() {
        repeated.clear();
    }

    /** What runs of the load test repeat. */
    public List<String> repeated() {
        return List.copyOf(repeated);
    }

    /** For what has no place in the source. */
    public void reportWithoutPlace(Message message, Object... values) {
        if (message.kind() == Diagnostic.Kind.ERROR) {
            errors++;
        }
        messager.printMessage(message.kind(), message.text(values));
    }

    /** How many errors have been reported so far. */
    public int errors() {
        return errors;
    }

    private static boolean isSuppressed(Element element) {
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            SuppressWarnings suppressed = at.getAnnotation(SuppressWarnings.class);
            if (suppressed != null && Arrays.asList(suppressed.value()).contains(SUPPRESSED)) {
                return true;
            }
        }
        return false;
    }
}
