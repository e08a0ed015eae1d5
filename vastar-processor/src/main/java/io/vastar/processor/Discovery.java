// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.ModelReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds the load tests of a round. One that depends on something that does not exist yet, such as a constant that another
 * processor generates, waits for the next round; if it never comes to exist, javac says so itself.
 */
final class Discovery {
    private final Elements elements;
    private final Set<String> waiting = new LinkedHashSet<>();

    Discovery(Elements elements) {
        this.elements = elements;
    }

    List<LoadTestModel> loadTests(RoundEnvironment round) {
        Set<String> names = new LinkedHashSet<>(waiting);
        waiting.clear();
        for (Element element : annotated(round, ModelReader.LOAD_TEST)) {
            names.add(((TypeElement) element).getQualifiedName().toString());
        }
        List<LoadTestModel> models = new ArrayList<>();
        for (String name : names) {
            TypeElement type = elements.getTypeElement(name);
            LoadTestModel model = type == null ? null : ModelReader.read(type);
            if (model == null) {
                waiting.add(name);
            } else {
                models.add(model);
            }
        }
        return models;
    }

    private Set<? extends Element> annotated(RoundEnvironment round, String annotationName) {
        TypeElement annotation = elements.getTypeElement(annotationName);
        return annotation == null ? Set.of() : round.getElementsAnnotatedWith(annotation);
    }
}
