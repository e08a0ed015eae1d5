// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.processor.model.LifecycleMethod;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import io.vastar.processor.model.UserClass;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Checks {@code @Setup} and {@code @TearDown} methods. */
final class LifecycleValidator {
    private static final Set<String> URL_TYPES = Set.of("java.lang.String", "java.net.URI", "java.net.URL");

    private final Problems problems;
    private final MethodShapes shapes;

    LifecycleValidator(Problems problems, MethodShapes shapes) {
        this.problems = problems;
        this.shapes = shapes;
    }

    void validate(LoadTestModel model) {
        LifecycleMethod withUrl = null;
        for (LifecycleMethod setUp : model.setUps()) {
            validatePerTest(setUp, "Setup");
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
            validatePerTest(tearDown, "TearDown");
            shapes.checkReturnsNothing(tearDown.method(), "TearDown");
        }
        for (UserClass user : model.users()) {
            user.setUps().forEach(setUp -> validatePerUser(setUp, "Setup"));
            user.tearDowns().forEach(tearDown -> validatePerUser(tearDown, "TearDown"));
        }
    }

    private static boolean isUrl(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && URL_TYPES.contains(element.getQualifiedName().toString());
    }

    private void validatePerTest(LifecycleMethod lifecycle, String annotation) {
        if (!lifecycle.method().getModifiers().contains(Modifier.STATIC)) {
            problems.report(Message.NOT_STATIC, Place.of(lifecycle.method()), annotation, lifecycle.name());
        }
        validateShape(lifecycle, annotation);
    }

    private void validatePerUser(LifecycleMethod lifecycle, String annotation) {
        TypeMirror type = lifecycle.method().getReturnType();
        if (annotation.equals("Setup") && isUrl(type)) {
            problems.report(Message.BASE_URL_OF_USER, Place.of(lifecycle.method()), lifecycle.name(), type);
            return;
        }
        shapes.checkReturnsNothing(lifecycle.method(), annotation);
        validateShape(lifecycle, annotation);
    }

    private void validateShape(LifecycleMethod lifecycle, String annotation) {
        ExecutableElement method = lifecycle.method();
        shapes.checkCallable(method, annotation);
        if (!method.getParameters().isEmpty()) {
            String parameters = method.getParameters().toString();
            problems.report(Message.HAS_PARAMETERS, Place.of(method), annotation, lifecycle.name(), parameters);
        }
    }
}
