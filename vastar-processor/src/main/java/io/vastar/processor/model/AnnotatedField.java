// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** A field with {@code @Feeder} or {@code @Param}. */
public record AnnotatedField(VariableElement field, Written annotation) {
    public String name() {
        return field.getSimpleName().toString();
    }

    public TypeMirror type() {
        return field.asType();
    }

    /** The record that is the field's type; null when it is something else. */
    public TypeElement recordType() {
        return type() instanceof DeclaredType declared
                        && declared.asElement() instanceof TypeElement element
                        && element.getKind() == ElementKind.RECORD
                ? element
                : null;
    }

    /** Names and types of a feeder's columns: the record's components, or else the field itself. */
    public Map<String, TypeMirror> columns() {
        if (recordType() == null) {
            return Map.of(name(), type());
        }
        Map<String, TypeMirror> columns = new LinkedHashMap<>();
        recordType()
                .getRecordComponents()
                .forEach(component -> columns.put(component.getSimpleName().toString(), component.asType()));
        return columns;
    }
}
