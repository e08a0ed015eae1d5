// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import io.vastar.processor.model.ModelReader;
import io.vastar.processor.model.Place;
import io.vastar.processor.model.ProtocolAnnotation;
import io.vastar.processor.model.Written;
import io.vastar.processor.validate.Message;
import io.vastar.processor.validate.Problems;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Finds annotations that have no effect where they are. */
final class Strays {
    private static final Set<String> OF_RUNS = Set.of(
            ModelReader.SETUP, ModelReader.TEAR_DOWN, ModelReader.STEP, ModelReader.ON_RESPONSE, ModelReader.SCENARIO);
    private static final Set<String> OF_LOAD_TESTS = Set.of(
            ModelReader.SLO,
            ModelReader.TLS,
            ModelReader.PROXY,
            ModelReader.ROUTE,
            ModelReader.HTTP_OPTIONS,
            ModelReader.GRAPH_QL,
            ModelReader.TARGETS,
            ModelReader.BODY,
            ModelReader.AUTH);
    private static final Set<String> OF_STEPS =
            Set.of(ModelReader.THINK_TIME, ModelReader.EXPECT, ModelReader.SLO, ModelReader.GRAPH_QL);
    private static final Set<String> OF_SCENARIOS = Set.of(ModelReader.WEIGHT, ModelReader.PACING);
    private static final Set<String> OF_USERS = Set.of(ModelReader.FEEDER, ModelReader.ON_RESPONSE);

    private static final Predicate<Element> HAS_STEPS = type -> hasMethod(type, ModelReader.STEP);
    private static final Predicate<Element> HAS_CODE = HAS_STEPS.or(type -> hasMethod(type, ModelReader.SCENARIO));

    private final Elements elements;
    private final Problems problems;

    Strays(Elements elements, Problems problems) {
        this.elements = elements;
        this.problems = problems;
    }

    /** @param present types of all annotations in the round's sources */
    void report(RoundEnvironment round, Set<? extends TypeElement> present) {
        for (TypeElement annotation : present) {
            if (ProtocolAnnotation.isOne(annotation)) {
                for (Element element : round.getElementsAnnotatedWith(annotation)) {
                    if (!isLoadTest(element)) {
                        String name = annotation.getQualifiedName().toString();
                        stray(element, name, "it is no load test", "add @LoadTest, or move it to one");
                    }
                }
            }
        }
        for (String annotationName : ModelReader.ALL) {
            TypeElement annotation = elements.getTypeElement(annotationName);
            if (annotation == null || annotationName.equals(ModelReader.LOAD_TEST)) {
                continue;
            }
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                if (annotationName.equals(ModelReader.SWEEP)) {
                    reportSweep(element);
                } else if (element instanceof TypeElement type) {
                    reportOnType(type, annotationName);
                } else {
                    reportOnMember(element, annotationName);
                }
            }
        }
    }

    private void reportSweep(Element element) {
        if (!isLoadTest(element)) {
            Place place = Written.on(element, ModelReader.SWEEP).place();
            problems.report(Message.SWEEP_ALONE, place, element.getSimpleName());
        }
    }

    private void reportOnType(TypeElement type, String annotation) {
        boolean ofLoadTest = isLoadTest(type);
        if (OF_LOAD_TESTS.contains(annotation) || !ofLoadTest && !isUser(type)) {
            if (!ofLoadTest) {
                stray(type, annotation, "it is no load test", "add @LoadTest, or move it to one");
            }
        } else if (annotation.equals(ModelReader.THINK_TIME) && !hasInside(type, HAS_STEPS)) {
            stray(type, annotation, "it has no @Step method", "remove it: a @Scenario method pauses by itself");
        } else if (ofLoadTest && !hasInside(type, HAS_CODE) && !annotation.equals(ModelReader.EXPECT)) {
            stray(type, annotation, "it has no @Step or @Scenario method", "add one, or remove it");
        }
    }

    private void reportOnMember(Element member, String annotation) {
        Element type = member.getEnclosingElement();
        boolean ofLoadTest = isLoadTest(type);
        if (OF_RUNS.contains(annotation)) {
            boolean perTest = isLifecycle(annotation) && member.getModifiers().contains(Modifier.STATIC);
            if (!ofLoadTest && (perTest || !isUser(type))) {
                Place place = Place.of(member);
                problems.report(
                        Message.OUTSIDE_LOAD_TEST,
                        place,
                        shown(annotation),
                        member.getSimpleName(),
                        type.getSimpleName());
                return;
            }
        }
        if (annotation.equals(ModelReader.PARAM) && !ofLoadTest) {
            stray(member, annotation, "'" + type.getSimpleName() + "' is no load test", "move it into one");
        } else if (OF_USERS.contains(annotation) && !HAS_CODE.test(type)) {
            String why = "'" + type.getSimpleName() + "' has no @Step or @Scenario method";
            stray(member, annotation, why, "move it to the class that has one");
        } else if (OF_STEPS.contains(annotation) && Written.on(member, ModelReader.STEP) == null) {
            stray(member, annotation, "it is no @Step method", "move it to one, or to the class");
        } else if (OF_SCENARIOS.contains(annotation) && Written.on(member, ModelReader.SCENARIO) == null) {
            stray(member, annotation, "it is no @Scenario method", "move it to one, or to the class with the steps");
        }
    }

    private void stray(Element element, String annotation, String why, String what) {
        Place place = Written.on(element, annotation).place();
        problems.report(Message.STRAY, place, shown(annotation), element.getSimpleName(), why, what);
    }

    private static String shown(String annotation) {
        return annotation.substring(annotation.lastIndexOf('.') + 1);
    }

    private static boolean isLifecycle(String annotation) {
        return annotation.equals(ModelReader.SETUP) || annotation.equals(ModelReader.TEAR_DOWN);
    }

    private static boolean isLoadTest(Element element) {
        return Written.on(element, ModelReader.LOAD_TEST) != null;
    }

    private static boolean isUser(Element type) {
        return isLoadTest(type.getEnclosingElement()) && HAS_CODE.test(type);
    }

    /** Whether it is so of a class, or of one of a mix inside it. */
    private static boolean hasInside(TypeElement type, Predicate<Element> condition) {
        return condition.test(type)
                || ElementFilter.typesIn(type.getEnclosedElements()).stream()
                        .anyMatch(nested -> !isLoadTest(nested) && condition.test(nested));
    }

    private static boolean hasMethod(Element type, String annotation) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .anyMatch(method -> Written.on(method, annotation) != null);
    }
}
