// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import javax.lang.model.element.ExecutableElement;

/** A method with {@code @OnResponse}. */
public record ReaderMethod(ExecutableElement method, Written onResponse) {
    public String name() {
        return method.getSimpleName().toString();
    }

    /** Name of the step whose response it reads. */
    public String stepName() {
        return onResponse.value("value") instanceof String name ? name : "";
    }
}
