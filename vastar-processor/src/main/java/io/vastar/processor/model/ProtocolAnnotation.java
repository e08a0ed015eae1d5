// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import io.vastar.annotations.option.Form;
import io.vastar.annotations.option.Option;
import io.vastar.annotations.option.ProtocolOptions;
import io.vastar.grammar.OptionRule;
import io.vastar.grammar.OptionRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * The annotation of some protocol on an element: which one is not known here, only that it carries {@link ProtocolOptions}.
 *
 * @param name simple name of the annotation
 * @param written values that the user wrote
 * @param rules what the annotation allows
 */
public record ProtocolAnnotation(String name, Written written, OptionRules rules) {
    private static final String MARK = ProtocolOptions.class.getName();

    /** All of them on an element, in the order of the source. */
    public static List<ProtocolAnnotation> on(Element element) {
        List<ProtocolAnnotation> found = new ArrayList<>();
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
            Written mark = Written.on(type, MARK);
            if (mark != null) {
                Written written = Written.on(element, type.getQualifiedName().toString());
                found.add(new ProtocolAnnotation(type.getSimpleName().toString(), written, rules(type, mark)));
            }
        }
        return found;
    }

    /** Whether a type is an annotation that carries {@link ProtocolOptions}. */
    public static boolean isOne(TypeElement annotation) {
        return Written.on(annotation, MARK) != null;
    }

    private static OptionRules rules(TypeElement annotation, Written mark) {
        List<OptionRule> options = new ArrayList<>();
        for (ExecutableElement attribute : ElementFilter.methodsIn(annotation.getEnclosedElements())) {
            Written option = Written.on(attribute, Option.class.getName());
            if (option != null) {
                options.add(rule(attribute, option));
            }
        }
        return new OptionRules(
                mark.text("protocol"), annotation.getSimpleName().toString(), texts(mark.items("schemes")), options);
    }

    private static OptionRule rule(ExecutableElement attribute, Written option) {
        return new OptionRule(
                attribute.getSimpleName().toString(),
                texts(option.items("flags")),
                OptionRules.type(simple(attribute.getReturnType())),
                option.value("form") == null
                        ? Form.TEXT
                        : Form.valueOf(option.value("form").toString()),
                option.value("min") instanceof Double min ? min : Double.NEGATIVE_INFINITY,
                option.value("max") instanceof Double max ? max : Double.POSITIVE_INFINITY,
                texts(option.items("oneOf")),
                texts(option.items("excludes")),
                texts(option.items("needs")),
                Boolean.TRUE.equals(option.value("secret")),
                option.text("help"),
                attribute.getDefaultValue() == null ? "" : plain(attribute.getDefaultValue()));
    }

    private static String simple(TypeMirror type) {
        String name = type.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<String> texts(List<AnnotationValue> items) {
        return items.stream().map(item -> (String) item.getValue()).toList();
    }

    private static Object plain(AnnotationValue value) {
        if (value.getValue() instanceof List<?> items) {
            return items.stream()
                    .map(item -> ((AnnotationValue) item).getValue())
                    .toList();
        }
        return value.getValue() instanceof Integer number ? Long.valueOf(number) : value.getValue();
    }

    /** What the user wrote by attribute, in the order of the options: Strings, Longs, Doubles, Booleans, Lists of String. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (OptionRule option : rules.options()) {
            if (!written.items(option.name()).isEmpty()) {
                values.put(option.name(), texts(written.items(option.name())));
            } else if (written.has(option.name())) {
                Object value = written.value(option.name());
                if (!(value instanceof List<?>)) {
                    values.put(option.name(), value instanceof Integer number ? Long.valueOf(number) : value);
                }
            }
        }
        return values;
    }
}
