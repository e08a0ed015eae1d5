// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.Durations;
import io.vastar.grammar.SloSpec;
import io.vastar.grammar.ThinkTimeSpec;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.ScenarioMethod;
import io.vastar.processor.model.StepMethod;
import io.vastar.processor.model.UserClass;
import io.vastar.processor.model.Written;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationValue;

/** Checks the values of think times, pacings, weights, expectations and objectives. */
final class BehaviourValidator {
    private static final String OUTSIDE_BRACES = ",(?![^{}]*\\})";
    private static final List<String> OBJECTIVE_SAMPLES = List.of("0.1", "1s", "99", "p99", "p99<1s");

    private final Problems problems;
    private final TextChecker texts;

    BehaviourValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        validateObjectives(model.slo(), SloSpec::parse);
        UserClass self = model.self();
        validateUser(self);
        if (self.weight() != null) {
            problems.report(Message.WEIGHT_ALONE, self.weight().place(), self.name());
        }
        boolean mix = model.scenarioCount() > 1;
        for (UserClass user : model.users()) {
            if (user != self) {
                validateUser(user);
                validateWeight(user.weight(), user.name(), mix);
            }
            for (ScenarioMethod scenario : user.scenarios()) {
                validateWeight(scenario.weight(), scenario.name(), mix);
                validatePacing(scenario.pacing());
            }
            for (StepMethod step : user.steps()) {
                validateThinkTime(step.thinkTime());
                validateExpectation(step.expect());
                validateObjectives(step.slo(), SloSpec::parseForStep);
            }
        }
    }

    private void validateUser(UserClass user) {
        validateThinkTime(user.thinkTime());
        validateExpectation(user.expect());
        validatePacing(user.pacing());
    }

    private void validatePacing(Written pacing) {
        validate(pacing, "@Pacing", Message.BAD_DURATION, Durations::parseNs);
    }

    private void validateThinkTime(Written thinkTime) {
        validate(thinkTime, "@ThinkTime", Message.BAD_THINK_TIME, ThinkTimeSpec::parse);
    }

    /** One at a time, since placeholders of two objectives stand for different things. */
    private void validateObjectives(Written slo, Consumer<String> grammar) {
        if (slo == null || !(slo.value("value") instanceof String text)) {
            return;
        }
        for (String objective : text.split(OUTSIDE_BRACES, -1)) {
            texts.check(slo.place("value"), "@Slo", objective.strip(), Message.BAD_SLO, OBJECTIVE_SAMPLES, grammar);
        }
    }

    private void validate(Written annotation, String what, Message message, Consumer<String> grammar) {
        if (annotation != null && annotation.value("value") instanceof String text) {
            texts.check(annotation.place("value"), what, text, message, List.of("1", "1s"), grammar);
        }
    }

    private void validateWeight(Written weight, String name, boolean mix) {
        if (weight == null) {
            return;
        }
        if (weight.value("value") instanceof Integer value && value < 1) {
            problems.report(Message.BAD_WEIGHT, weight.place("value"), value, name);
        } else if (!mix) {
            problems.report(Message.WEIGHT_ALONE, weight.place(), name);
        }
    }

    private void validateExpectation(Written expect) {
        if (expect == null) {
            return;
        }
        for (AnnotationValue item : expect.items("status")) {
            if (item.getValue() instanceof Integer status && (status < 100 || status > 599)) {
                problems.report(Message.BAD_STATUS, expect.place(item), status);
            }
        }
        if (expect.has("body")) {
            texts.checkPlaceholders(expect.place("body"), "@Expect body", expect.text("body"));
        }
    }
}
