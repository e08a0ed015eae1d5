// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import javax.lang.model.element.ExecutableElement;

/**
 * A method with {@code @Step}.
 *
 * @param thinkTime its own; null when there is none. So are the next two
 */
public record StepMethod(ExecutableElement method, Written step, Written thinkTime, Written expect, Written slo) {
    /** The name of the step. */
    public String name() {
        return method.getSimpleName().toString();
    }

    public int order() {
        return step.value("value") instanceof Integer order ? order : 0;
    }

    /** Its {@code @GraphQl}; null when there is none. */
    public Written graphQl() {
        return Written.on(method, ModelReader.GRAPH_QL);
    }

    static StepMethod of(ExecutableElement method) {
        return new StepMethod(
                method,
                Written.on(method, ModelReader.STEP),
                Written.on(method, ModelReader.THINK_TIME),
                Written.on(method, ModelReader.EXPECT),
                Written.on(method, ModelReader.SLO));
    }
}
