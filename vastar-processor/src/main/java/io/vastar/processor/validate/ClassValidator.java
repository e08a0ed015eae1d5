// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Checks the shape of a load test's class, and its name. */
final class ClassValidator {
    private static final Set<String> COMMANDS = Set.of("http", "sweep", "target", "doctor", "help");
    private static final String GLOB = "*?[]{}\\";

    private final Problems problems;
    private final Map<String, String> classByName = new HashMap<>();

    ClassValidator(Problems problems) {
        this.problems = problems;
    }

    void validate(LoadTestModel model) {
        TypeElement type = model.type();
        Place place = Place.of(type);
        if (type.getKind() != ElementKind.CLASS) {
            String kind = type.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            problems.report(Message.NOT_A_CLASS, place, kind, type.getSimpleName());
            return;
        }
        validateShape(type);
        validateName(model);
    }

    /** Whether generated code can see a class and make instances of it. */
    void validateShape(TypeElement type) {
        Place place = Place.of(type);
        if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            problems.report(Message.ABSTRACT_CLASS, place, type.getSimpleName());
        }
        if (!type.getTypeParameters().isEmpty()) {
            problems.report(Message.GENERIC_CLASS, place, type.getSimpleName());
        }
        validateNesting(type);
    }

    private void validateNesting(TypeElement type) {
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            if (at.getModifiers().contains(Modifier.PRIVATE)) {
                problems.report(Message.PRIVATE_CLASS, Place.of(type), type.getSimpleName(), at.getSimpleName());
                return;
            }
        }
        if (type.getNestingKind().isNested() && !type.getModifiers().contains(Modifier.STATIC)) {
            problems.report(Message.INNER_CLASS, Place.of(type), type.getSimpleName(), type.getSimpleName());
        }
    }

    private void validateName(LoadTestModel model) {
        String name = model.name();
        String flaw = flaw(name);
        if (flaw != null) {
            Place place = model.loadTest().has("name") ? model.loadTest().place("name") : Place.of(model.type());
            String visible = name.replaceAll("\\p{Cntrl}", "?");
            problems.report(
                    Message.BAD_NAME,
                    place,
                    visible,
                    flaw,
                    "checkout-" + model.type().getSimpleName());
            return;
        }
        String className = model.type().getQualifiedName().toString();
        String other = classByName.putIfAbsent(name, className);
        if (other != null && !other.equals(className)) {
            Place place = model.loadTest().has("name") ? model.loadTest().place("name") : Place.of(model.type());
            problems.report(Message.DUPLICATE_NAME, place, name, other);
        }
    }

    /** What is wrong with a name wherever it is shown; null when nothing is. */
    static String textFlaw(String name) {
        if (name.isBlank() || !name.equals(name.strip())) {
            return "begins or ends with a blank";
        }
        if (name.contains("${")) {
            return "has a placeholder, and names are fixed";
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return "has a control character at position " + i;
            }
        }
        return null;
    }

    private static String flaw(String name) {
        String flaw = textFlaw(name);
        if (flaw != null) {
            return flaw;
        }
        if (name.startsWith("-")) {
            return "looks like a flag of the command line";
        }
        if (COMMANDS.contains(name)) {
            return "is a command of the command line";
        }
        for (int i = 0; i < name.length(); i++) {
            if (GLOB.indexOf(name.charAt(i)) >= 0) {
                return "has a '" + name.charAt(i) + "', which stands for other characters in patterns";
            }
        }
        return null;
    }
}
