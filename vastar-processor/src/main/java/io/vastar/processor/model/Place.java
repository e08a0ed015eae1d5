// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * Where in the user's source something is.
 *
 * @param annotation null when the element itself is meant
 * @param value null when the whole annotation is meant
 */
public record Place(Element element, AnnotationMirror annotation, AnnotationValue value) {
    /** The element itself. */
    public static Place of(Element element) {
        return new Place(element, null, null);
    }
}
