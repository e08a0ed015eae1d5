// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import javax.lang.model.element.VariableElement;

/** A field with {@code @Feeder} or {@code @Param}. */
public record AnnotatedField(VariableElement field, Written annotation) {
    public String name() {
        return field.getSimpleName().toString();
    }
}
