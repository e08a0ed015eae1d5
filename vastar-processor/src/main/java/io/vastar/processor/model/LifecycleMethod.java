// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;

/** A method with {@code @Setup} or {@code @TearDown}, in a load test. */
public record LifecycleMethod(ExecutableElement method, Written annotation) {
    public String name() {
        return method.getSimpleName().toString();
    }

    /** Lower ones set up first and tear down last. */
    public int order() {
        return annotation.value("order") instanceof Integer order ? order : 0;
    }

    public boolean returnsNothing() {
        return method.getReturnType().getKind() == TypeKind.VOID;
    }
}
