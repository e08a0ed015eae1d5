// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * A load test as written. Nothing in it has been judged yet; see the validators.
 *
 * @param type the annotated class
 * @param sweep null when there is no {@code @Sweep}
 * @param setUps in the order in which they run
 * @param tearDowns in the order of their set-ups, so that they run from the last to the first
 */
public record LoadTestModel(
        TypeElement type,
        Written loadTest,
        Written sweep,
        List<LifecycleMethod> setUps,
        List<LifecycleMethod> tearDowns) {
    /** What the name of a generated class ends with. */
    public static final String SUFFIX = "_LoadTest";

    /** The name that patterns on the command line match. */
    public String name() {
        String written = loadTest.text("name");
        return written != null ? written : nestedName(".");
    }

    /** Simple name of the class to generate. */
    public String providerName() {
        return nestedName("_") + SUFFIX;
    }

    /** Whether a set-up returns the base URL. */
    public boolean hasBaseUrl() {
        return setUps.stream().anyMatch(setUp -> !setUp.returnsNothing());
    }

    /** The levels of the sweep as text; null when the test is a single run. */
    public String levels() {
        if (sweep != null && sweep.has("conc")) {
            return sweep.text("conc");
        }
        return loadTest.has("sweep") ? loadTest.text("sweep") : sweep == null ? null : "auto";
    }

    private String nestedName(String separator) {
        Deque<String> names = new ArrayDeque<>();
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            names.addFirst(at.getSimpleName().toString());
        }
        return String.join(separator, names);
    }
}
