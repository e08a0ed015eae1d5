// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.processor.model.Place;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Checks whether generated code can call a method of the user's. */
final class MethodShapes {
    private static final String API = "io.vastar.api.";

    private final Problems problems;
    private final Types types;
    private final TypeMirror exception;
    private final TypeMirror error;

    MethodShapes(Problems problems, Elements elements, Types types) {
        this.problems = problems;
        this.types = types;
        exception = elements.getTypeElement("java.lang.Exception").asType();
        error = elements.getTypeElement("java.lang.Error").asType();
    }

    /** Not private, and throws no more than exceptions. */
    void checkCallable(ExecutableElement method, String annotation) {
        Place place = Place.of(method);
        if (method.getModifiers().contains(Modifier.PRIVATE)) {
            problems.report(Message.PRIVATE_METHOD, place, annotation, method.getSimpleName());
        }
        for (TypeMirror thrown : method.getThrownTypes()) {
            if (!types.isSubtype(thrown, exception) && !types.isSubtype(thrown, error)) {
                problems.report(Message.BAD_THROWS, place, annotation, method.getSimpleName(), thrown);
            }
        }
    }

    /** Callable, and an instance method of a virtual user. */
    void checkInstance(ExecutableElement method, String annotation) {
        checkCallable(method, annotation);
        if (method.getModifiers().contains(Modifier.STATIC)) {
            problems.report(Message.NOT_INSTANCE, Place.of(method), annotation, method.getSimpleName());
        }
    }

    void checkReturnsNothing(ExecutableElement method, String annotation) {
        if (method.getReturnType().getKind() != TypeKind.VOID) {
            String name = method.getSimpleName().toString();
            problems.report(Message.BAD_RETURN, Place.of(method), annotation, name, method.getReturnType(), "void");
        }
    }

    /**
     * @param right the accepted lists of parameters, as simple names of vastar's own types
     * @param words the same for the user
     */
    void checkParameters(ExecutableElement method, String annotation, List<List<String>> right, String words) {
        List<String> wanted = right.stream()
                .map(list -> list.stream().map(API::concat).collect(Collectors.joining(", ")))
                .toList();
        String given = method.getParameters().stream()
                .map(VariableElement::asType)
                .map(MethodShapes::nameOf)
                .collect(Collectors.joining(", "));
        if (!wanted.contains(given)) {
            String shown = given.isEmpty() ? "nothing" : "(" + given.replace(API, "") + ")";
            problems.report(Message.BAD_PARAMETERS, Place.of(method), annotation, method.getSimpleName(), shown, words);
        }
    }

    /** Qualified name of a class, without type arguments and annotations. */
    static String nameOf(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                ? element.getQualifiedName().toString()
                : type.toString();
    }
}
