// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * An annotation as the user wrote it: only the values in the source, never the annotation's defaults, since those are for
 * the run time to choose.
 */
public final class Written {
    private static final Set<String> UNRESOLVED = Set.of("<error>", "<any>");

    private final Element element;
    private final AnnotationMirror mirror;
    private final Map<String, AnnotationValue> values = new LinkedHashMap<>();

    private Written(Element element, AnnotationMirror mirror) {
        this.element = element;
        this.mirror = mirror;
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                mirror.getElementValues().entrySet()) {
            values.put(entry.getKey().getSimpleName().toString(), entry.getValue());
        }
    }

    /** The annotation of that name on the element; null when there is none. */
    public static Written on(Element element, String annotationName) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (mirror.getAnnotationType().asElement() instanceof TypeElement type
                    && type.getQualifiedName().contentEquals(annotationName)) {
                return new Written(element, mirror);
            }
        }
        return null;
    }

    /** Whether the attribute is written, and if it is a text, is not empty. */
    public boolean has(String attribute) {
        AnnotationValue value = values.get(attribute);
        return value != null && !"".equals(value.getValue());
    }

    /** The text of an attribute; null when it is not written or empty. */
    public String text(String attribute) {
        return has(attribute) ? (String) values.get(attribute).getValue() : null;
    }

    /** The value of an attribute; null when it is not written. */
    public Object value(String attribute) {
        AnnotationValue value = values.get(attribute);
        return value == null ? null : value.getValue();
    }

    /** The items of an array attribute; empty when it is not written. */
    public List<AnnotationValue> items(String attribute) {
        AnnotationValue value = values.get(attribute);
        if (value == null || !(value.getValue() instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().map(AnnotationValue.class::cast).toList();
    }

    public Place place() {
        return new Place(element, mirror, null);
    }

    public Place place(String attribute) {
        return new Place(element, mirror, values.get(attribute));
    }

    public Place place(AnnotationValue item) {
        return new Place(element, mirror, item);
    }

    /** False while a value names something that does not exist yet, such as a constant that another processor makes. */
    boolean isResolved() {
        return values.values().stream().allMatch(Written::isResolved);
    }

    private static boolean isResolved(AnnotationValue value) {
        if (value.getValue() instanceof List<?> items) {
            return items.stream().map(AnnotationValue.class::cast).allMatch(Written::isResolved);
        }
        // javac shows an unresolved value as this text, without the quotes of a real one
        return !UNRESOLVED.contains(value.toString());
    }
}
