// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.processor.model.LifecycleMethod;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Checks {@code @Setup} and {@code @TearDown} methods. */
final class LifecycleValidator {
    private static final Set<String> URL_TYPES = Set.of("java.lang.String", "java.net.URI", "java.net.URL");

    private final Problems problems;
    private final Types types;
    private final TypeMirror exception;
    private final TypeMirror error;

    LifecycleValidator(Problems problems, Elements elements, Types types) {
        this.problems = problems;
        this.types = types;
        exception = elements.getTypeElement("java.lang.Exception").asType();
        error = elements.getTypeElement("java.lang.Error").asType();
    }

    void validate(LoadTestModel model) {
        LifecycleMethod withUrl = null;
        for (LifecycleMethod setUp : model.setUps()) {
            validateShape(setUp, "Setup");
            TypeMirror type = setUp.method().getReturnType();
            if (setUp.returnsNothing()) {
                continue;
            }
            Place place = Place.of(setUp.method());
            if (!isUrl(type)) {
                String right = "void, or the base URL as String, java.net.URI or java.net.URL";
                problems.report(Message.BAD_RETURN, place, "Setup", setUp.name(), type, right);
            } else if (withUrl != null) {
                problems.report(Message.TWO_BASE_URLS, place, setUp.name(), withUrl.name());
            } else {
                withUrl = setUp;
            }
        }
        for (LifecycleMethod tearDown : model.tearDowns()) {
            validateShape(tearDown, "TearDown");
            if (!tearDown.returnsNothing()) {
                TypeMirror type = tearDown.method().getReturnType();
                problems.report(
                        Message.BAD_RETURN, Place.of(tearDown.method()), "TearDown", tearDown.name(), type, "void");
            }
        }
    }

    private static boolean isUrl(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && URL_TYPES.contains(element.getQualifiedName().toString());
    }

    private void validateShape(LifecycleMethod lifecycle, String annotation) {
        ExecutableElement method = lifecycle.method();
        Place place = Place.of(method);
        if (!method.getModifiers().contains(Modifier.STATIC)) {
            problems.report(Message.NOT_STATIC, place, annotation, lifecycle.name());
        }
        if (method.getModifiers().contains(Modifier.PRIVATE)) {
            problems.report(Message.PRIVATE_METHOD, place, annotation, lifecycle.name());
        }
        if (!method.getParameters().isEmpty()) {
            String parameters = method.getParameters().toString();
            problems.report(Message.HAS_PARAMETERS, place, annotation, lifecycle.name(), parameters);
        }
        for (TypeMirror thrown : method.getThrownTypes()) {
            if (!types.isSubtype(thrown, exception) && !types.isSubtype(thrown, error)) {
                problems.report(Message.BAD_THROWS, place, annotation, lifecycle.name(), thrown);
            }
        }
    }
}
