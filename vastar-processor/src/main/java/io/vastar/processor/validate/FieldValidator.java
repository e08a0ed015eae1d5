// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.ParamValues;
import io.vastar.processor.model.AnnotatedField;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Checks {@code @Feeder} and {@code @Param} fields, which generated code sets. */
final class FieldValidator {
    private static final Set<String> CONVERTED = Set.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Character",
            "java.math.BigDecimal",
            "java.time.LocalDate",
            "java.time.Instant");
    private static final String COLUMN_TYPES =
            "use String, a primitive or its box, an enum, BigDecimal, LocalDate or Instant";
    private static final String PARAM_TYPES = "use String, int, long, double, boolean or an enum";

    private final Problems problems;
    private final TextChecker texts;

    FieldValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        model.users().forEach(user -> user.feeders().forEach(this::validateFeeder));
        model.params().forEach(this::validateParam);
    }

    private void validateFeeder(AnnotatedField feeder) {
        if (feeder.field().getModifiers().contains(Modifier.STATIC)) {
            feederFlaw(feeder, "is static, and each virtual user has records of its own; remove 'static'");
        }
        if (isSettable(feeder, Message.BAD_FEEDER)) {
            validateRecord(feeder);
        }
        String file = (String) feeder.annotation().value("value");
        if (file != null && file.isBlank()) {
            feederFlaw(feeder, "names no file; write one such as \"users.csv\"");
        } else if (file != null) {
            texts.checkPlaceholders(feeder.annotation().place("value"), "@Feeder", file);
        }
    }

    private void validateRecord(AnnotatedField feeder) {
        TypeElement element = feeder.recordType();
        if (element == null) {
            if (!isConverted(feeder.type())) {
                feederFlaw(
                        feeder,
                        "is of type " + feeder.type() + "; use a record such as record User(String name) {}, or for a"
                                + " single column String, a primitive or its box, an enum, BigDecimal, LocalDate or"
                                + " Instant");
            }
            return;
        }
        String name = element.getSimpleName().toString();
        if (!element.getTypeParameters().isEmpty()) {
            feederFlaw(feeder, "is of the record '" + name + "', which has type parameters; remove them");
        } else if (isHidden(element)) {
            feederFlaw(feeder, "is of the record '" + name + "', which generated code cannot see; remove 'private'");
        } else if (element.getRecordComponents().isEmpty()) {
            feederFlaw(feeder, "is of the record '" + name + "', which has no components; add one for each column");
        }
        for (RecordComponentElement component : element.getRecordComponents()) {
            if (!isConverted(component.asType())) {
                feederFlaw(
                        feeder,
                        "is of the record '" + name + "', whose component '" + component.getSimpleName()
                                + "' is of type " + component.asType() + "; " + COLUMN_TYPES);
            }
        }
    }

    private void feederFlaw(AnnotatedField feeder, String flaw) {
        problems.report(Message.BAD_FEEDER, Place.of(feeder.field()), feeder.name(), flaw);
    }

    private static boolean isConverted(TypeMirror type) {
        return type.getKind().isPrimitive()
                || CONVERTED.contains(MethodShapes.nameOf(type))
                || isEnum(type) && !isHidden(((DeclaredType) type).asElement());
    }

    private void validateParam(AnnotatedField param) {
        Place place = Place.of(param.field());
        if (!param.field().getModifiers().contains(Modifier.STATIC)) {
            String flaw = "is not static, and has one value for all virtual users; make it static";
            problems.report(Message.BAD_PARAM, place, param.name(), flaw);
            return;
        }
        if (!isSettable(param, Message.BAD_PARAM)) {
            return;
        }
        TypeMirror type = param.field().asType();
        if (!isParam(type)) {
            problems.report(Message.BAD_PARAM, place, param.name(), "is of type " + type + "; " + PARAM_TYPES);
            return;
        }
        List<AnnotationValue> values = param.annotation().items("value");
        if (values.isEmpty()) {
            problems.report(Message.BAD_PARAM, place, param.name(), "has no values; write one or more");
        }
        for (AnnotationValue value : values) {
            try {
                parse(param, (String) value.getValue());
            } catch (GrammarException e) {
                problems.report(Message.BAD_PARAM_VALUE, param.annotation().place(value), e.getMessage());
            }
        }
    }

    private static boolean isParam(TypeMirror type) {
        return switch (type.getKind()) {
            case INT, LONG, DOUBLE, BOOLEAN -> true;
            default ->
                MethodShapes.nameOf(type).equals("java.lang.String")
                        || isEnum(type) && !isHidden(((DeclaredType) type).asElement());
        };
    }

    private static void parse(AnnotatedField param, String text) {
        TypeMirror type = param.field().asType();
        switch (type.getKind()) {
            case INT -> ParamValues.toInt(param.name(), text);
            case LONG -> ParamValues.toLong(param.name(), text);
            case DOUBLE -> ParamValues.toDouble(param.name(), text);
            case BOOLEAN -> ParamValues.toBoolean(param.name(), text);
            default -> {
                if (isEnum(type)) {
                    checkConstant(param.name(), ((DeclaredType) type).asElement(), text);
                }
            }
        }
    }

    private static void checkConstant(String field, Element type, String text) {
        List<String> names = type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(member -> member.getSimpleName().toString())
                .toList();
        if (!names.contains(text.trim())) {
            String near = Near.to(text.trim(), names);
            throw new GrammarException(field + " = '" + text + "' is no " + type.getSimpleName()
                    + (near != null
                            ? "; did you mean '" + near + "'?"
                            : "; use one of " + names.stream().collect(Collectors.joining(", "))));
        }
    }

    /** Reports what keeps generated code from setting a field. */
    private boolean isSettable(AnnotatedField annotated, Message message) {
        for (Modifier modifier : List.of(Modifier.PRIVATE, Modifier.FINAL)) {
            if (annotated.field().getModifiers().contains(modifier)) {
                String flaw = "is " + modifier + ", so generated code cannot set it; remove '" + modifier + "'";
                problems.report(message, Place.of(annotated.field()), annotated.name(), flaw);
                return false;
            }
        }
        return true;
    }

    private static boolean isEnum(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement().getKind() == ElementKind.ENUM;
    }

    private static boolean isHidden(Element type) {
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            if (at.getModifiers().contains(Modifier.PRIVATE)) {
                return true;
            }
        }
        return false;
    }
}
