// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import io.vastar.processor.model.ReaderMethod;
import io.vastar.processor.model.ScenarioMethod;
import io.vastar.processor.model.StepMethod;
import io.vastar.processor.model.UserClass;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.ElementFilter;

/** Checks the classes of virtual users: their constructors, steps, readers and scenarios. */
final class UserValidator {
    private static final Set<String> STAGES =
            Set.of("java.util.concurrent.CompletionStage", "java.util.concurrent.CompletableFuture");
    private static final List<List<String>> REQUEST =
            List.of(List.of("HttpRequest"), List.of("HttpRequest", "Session"));
    private static final List<List<String>> RESPONSE =
            List.of(List.of("HttpResponse"), List.of("HttpResponse", "Session"));
    private static final List<List<String>> SESSION = List.of(List.of("Session"), List.of());
    private static final List<List<String>> CLIENT =
            List.of(List.of("Http"), List.of("Http", "Session"), List.of("Session"), List.of());

    private final Problems problems;
    private final MethodShapes shapes;
    private final ClassValidator classes;

    UserValidator(Problems problems, MethodShapes shapes, ClassValidator classes) {
        this.problems = problems;
        this.shapes = shapes;
        this.classes = classes;
    }

    void validate(LoadTestModel model) {
        if (model.self().hasCode() && !model.mix().isEmpty()) {
            UserClass nested = model.mix().get(0);
            problems.report(
                    Message.CODE_BESIDE_MIX,
                    Place.of(nested.type()),
                    nested.name(),
                    model.self().name());
        }
        Map<String, String> scenarioNames = new HashMap<>();
        for (UserClass user : model.users()) {
            if (user != model.self()) {
                classes.validateShape(user.type());
            }
            validateConstructor(user);
            validateSteps(user);
            user.readers().forEach(reader -> validateReader(user, reader));
            if (!user.steps().isEmpty()) {
                validateName(scenarioNames, user.name(), Place.of(user.type()), "scenario");
            }
            Map<String, String> methodNames = new HashMap<>();
            for (ScenarioMethod scenario : user.scenarios()) {
                validateScenario(scenario);
                if (validateScenarioName(scenarioNames, scenario)) {
                    validateName(methodNames, scenario.methodName(), Place.of(scenario.method()), "scenario method");
                }
            }
            if (!user.steps().isEmpty() && !user.scenarios().isEmpty()) {
                problems.report(
                        Message.STEPS_AND_SCENARIOS,
                        Place.of(user.scenarios().get(0).method()),
                        user.scenarios().get(0).name(),
                        user.name());
            }
        }
    }

    private void validateConstructor(UserClass user) {
        if (user.type().getModifiers().contains(Modifier.PRIVATE)) {
            // reported already, and its default constructor is private only because of that
            return;
        }
        for (ExecutableElement constructor :
                ElementFilter.constructorsIn(user.type().getEnclosedElements())) {
            if (constructor.getParameters().isEmpty()
                    && !constructor.getModifiers().contains(Modifier.PRIVATE)) {
                return;
            }
        }
        problems.report(Message.NO_CONSTRUCTOR, Place.of(user.type()), user.name(), user.name());
    }

    private void validateSteps(UserClass user) {
        Map<Integer, StepMethod> orders = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (StepMethod step : user.steps()) {
            shapes.checkInstance(step.method(), "Step");
            shapes.checkReturnsNothing(step.method(), "Step");
            shapes.checkParameters(step.method(), "Step", REQUEST, "HttpRequest, or HttpRequest and Session");
            validateName(names, step.name(), Place.of(step.method()), "step");
            StepMethod other = orders.putIfAbsent(step.order(), step);
            if (other != null) {
                int free = user.steps().get(user.steps().size() - 1).order() + 1;
                problems.report(
                        Message.DUPLICATE_ORDER, step.step().place(), step.name(), step.order(), other.name(), free);
            }
        }
    }

    private void validateReader(UserClass user, ReaderMethod reader) {
        shapes.checkInstance(reader.method(), "OnResponse");
        shapes.checkReturnsNothing(reader.method(), "OnResponse");
        shapes.checkParameters(reader.method(), "OnResponse", RESPONSE, "HttpResponse, or HttpResponse and Session");
        List<String> names = user.steps().stream().map(StepMethod::name).toList();
        if (!names.contains(reader.stepName())) {
            String near = Near.to(reader.stepName(), names);
            String hint = near != null
                    ? "did you mean '" + near + "'?"
                    : names.isEmpty() ? "it has no @Step method at all" : "its steps are " + String.join(", ", names);
            problems.report(Message.UNKNOWN_STEP, reader.onResponse().place(), reader.stepName(), user.name(), hint);
            return;
        }
        ReaderMethod first = user.readers().stream()
                .filter(other -> other.stepName().equals(reader.stepName()))
                .findFirst()
                .orElse(reader);
        if (first != reader) {
            problems.report(
                    Message.TWO_READERS, reader.onResponse().place(), reader.name(), reader.stepName(), first.name());
        }
    }

    private void validateScenario(ScenarioMethod scenario) {
        ExecutableElement method = scenario.method();
        shapes.checkInstance(method, "Scenario");
        if (!scenario.isAsynchronous()) {
            shapes.checkParameters(method, "Scenario", CLIENT, "Http, Session, both in this order, or nothing");
        } else if (STAGES.contains(MethodShapes.nameOf(method.getReturnType()))) {
            shapes.checkParameters(method, "Scenario", SESSION, "Session or nothing, since it must not block");
        } else {
            problems.report(
                    Message.BAD_RETURN,
                    Place.of(method),
                    "Scenario",
                    scenario.name(),
                    method.getReturnType(),
                    "void, or a CompletionStage where the iteration ends later");
        }
    }

    private boolean validateScenarioName(Map<String, String> taken, ScenarioMethod scenario) {
        boolean written = scenario.scenario().has("name");
        Place place = written ? scenario.scenario().place("name") : Place.of(scenario.method());
        String flaw = ClassValidator.textFlaw(scenario.name());
        if (flaw != null) {
            String visible = scenario.name().replaceAll("\\p{Cntrl}", "?");
            problems.report(Message.BAD_NAME, place, visible, flaw, scenario.methodName());
            return false;
        }
        return validateName(taken, scenario.name(), place, "scenario");
    }

    /** Names that differ in case only would be one file of the compiler's on some systems. */
    private boolean validateName(Map<String, String> taken, String name, Place place, String what) {
        String other = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (other != null) {
            problems.report(Message.NAME_CLASH, place, what, name, other);
        }
        return other == null;
    }
}
