// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.vastar.processor.model.LifecycleMethod;
import io.vastar.processor.model.LoadTestModel;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Renders the direct calls of the user's set-up and tear-down methods. */
final class LifecycleRenderer {
    private LifecycleRenderer() {}

    /** Calls the set-ups in their order, and returns the base URL if one of them does. */
    static MethodSpec setUp(LoadTestModel model) {
        MethodSpec.Builder method = overriding("setUp", true).returns(String.class);
        boolean baseUrlIsLast = false;
        for (LifecycleMethod setUp : model.setUps()) {
            CodeBlock call = CodeBlock.of("$T.$N()", ClassName.get(model.type()), setUp.name());
            baseUrlIsLast = !setUp.returnsNothing() && setUp == last(model.setUps());
            if (setUp.returnsNothing()) {
                method.addStatement(call);
            } else if (baseUrlIsLast) {
                method.addStatement("return $L", asText(call, setUp));
            } else {
                method.addStatement("String baseUrl = $L", asText(call, setUp));
            }
        }
        if (!baseUrlIsLast) {
            method.addStatement("return $L", model.hasBaseUrl() ? "baseUrl" : "null");
        }
        return method.build();
    }

    /** Calls the set-ups of a virtual user in their order. */
    static MethodSpec userSetUp(List<LifecycleMethod> setUps, CodeBlock instance) {
        MethodSpec.Builder method = overriding("setUp", true);
        for (LifecycleMethod setUp : setUps) {
            method.addStatement("$L.$N()", instance, setUp.name());
        }
        return method.build();
    }

    /**
     * Calls the tear-downs from the last to the first, all of them: resources of a {@code try} are closed in reverse order,
     * and their failures after the first are suppressed by it (JLS §14.20.3.1).
     */
    static MethodSpec tearDown(List<LifecycleMethod> tearDowns, CodeBlock target) {
        MethodSpec.Builder method = overriding("tearDown", true);
        if (tearDowns.size() == 1) {
            return method.addStatement("$L.$N()", target, last(tearDowns).name())
                    .build();
        }
        CodeBlock.Builder resources = CodeBlock.builder().add("try (");
        int number = 0;
        for (LifecycleMethod tearDown : tearDowns) {
            number++;
            resources.add(number == 1 ? "" : ";\n$>$>");
            resources.add("$T tearDown$L = $L::$N", AutoCloseable.class, number, target, tearDown.name());
            resources.add(number == 1 ? "" : "$<$<");
        }
        resources.add(") {\n$>// closing them, the last one first, is all there is to do\n$<}\n");
        return method.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                        .addMember("value", "$S", "try")
                        .build())
                .addCode(resources.build())
                .build();
    }

    static MethodSpec.Builder overriding(String name, boolean throwing) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
        return throwing ? method.addException(Exception.class) : method;
    }

    private static CodeBlock asText(CodeBlock call, LifecycleMethod setUp) {
        TypeMirror type = setUp.method().getReturnType();
        TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
        return element.getQualifiedName().contentEquals(String.class.getName())
                ? call
                : CodeBlock.of("$T.toString($L, null)", Objects.class, call);
    }

    private static LifecycleMethod last(List<LifecycleMethod> methods) {
        return methods.get(methods.size() - 1);
    }
}
