// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.vastar.processor.model.AnnotatedField;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.ScenarioMethod;
import io.vastar.processor.model.StepMethod;
import io.vastar.processor.model.UserClass;
import io.vastar.processor.model.Written;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;

/** Renders what the annotations say of a scenario, in calls of its definition. */
final class ScenarioDefinitionRenderer {
    private ScenarioDefinitionRenderer() {}

    /** @param method null when the scenario is the user's steps */
    static CodeBlock render(LoadTestModel model, UserClass user, ScenarioMethod method) {
        String kind = method == null ? "STEPS" : method.isAsynchronous() ? "ASYNCHRONOUS" : "BLOCKING";
        CodeBlock.Builder code = CodeBlock.builder()
                .add(
                        "$T.of($L, $T.Kind.$L)",
                        RuntimeNames.SCENARIO_DEFINITION,
                        Literals.text(method == null ? user.name() : method.name()),
                        RuntimeNames.SCENARIO_DEFINITION,
                        kind);
        if (method == null) {
            for (StepMethod step : user.steps()) {
                code.add("\n.step($L)", step(model, user, step));
            }
        }
        for (AnnotatedField feeder : user.feeders()) {
            code.add("\n.feeder($L)", feeder(user, feeder));
        }
        Written weight = method == null ? user.weight() : method.weight();
        if (weight != null) {
            code.add("\n.weight($L)", weight.value("value"));
        }
        if (model.pacing(user) != null) {
            code.add("\n.pacing($L)", text(model.pacing(user)));
        }
        if (Boolean.TRUE.equals(model.loadTest().value("keepCookies"))) {
            code.add("\n.cookies()");
        }
        return code.build();
    }

    private static CodeBlock step(LoadTestModel model, UserClass user, StepMethod step) {
        CodeBlock.Builder code =
                CodeBlock.builder().add("$T.named($L)$>$>", RuntimeNames.STEP_DEFINITION, Literals.text(step.name()));
        if (step.step().has("transaction")) {
            code.add("\n.transaction($L)", Literals.text(step.step().text("transaction")));
        }
        if (model.thinkTime(user, step) != null) {
            code.add("\n.thinkTime($L)", text(model.thinkTime(user, step)));
        }
        if (user.readerOf(step) != null) {
            code.add("\n.reads()");
        }
        if (model.expect(user, step) != null) {
            code.add("\n.expect($L)", expect(model.expect(user, step)));
        }
        if (step.slo() != null) {
            code.add("\n.slo($L)", text(step.slo()));
        }
        return code.add("$<$<").build();
    }

    /** The expression of what a response has to be. */
    static CodeBlock expect(Written expect) {
        CodeBlock codes = expect.items("status").stream()
                .map(code -> CodeBlock.of("$L", code.getValue()))
                .collect(CodeBlock.joining(", "));
        CodeBlock body = expect.has("body") ? Literals.text(expect.text("body")) : CodeBlock.of("null");
        long maxBytes = expect.value("maxBytes") instanceof Long most && most >= 0 ? most : -1;
        return CodeBlock.of(
                "new $T($T.of($L), $L, $L)",
                RuntimeNames.EXPECT_DEFINITION,
                List.class,
                codes,
                body,
                maxBytes(maxBytes));
    }

    private static CodeBlock maxBytes(long value) {
        return CodeBlock.of((int) value == value ? "$L" : "$LL", value);
    }

    private static CodeBlock feeder(UserClass user, AnnotatedField feeder) {
        TypeElement type = (TypeElement) ((DeclaredType) feeder.field().asType()).asElement();
        CodeBlock.Builder code = CodeBlock.builder()
                .add(
                        "$T.of($L, $L)$>$>",
                        RuntimeNames.FEEDER_DEFINITION,
                        Literals.text(user.name() + "." + feeder.name()),
                        text(feeder.annotation()));
        CodeBlock.Builder values = CodeBlock.builder();
        int index = 0;
        for (RecordComponentElement component : type.getRecordComponents()) {
            TypeName componentType = TypeName.get(component.asType());
            code.add(
                    "\n.column($L, $T.class)",
                    Literals.text(component.getSimpleName().toString()),
                    componentType);
            values.add(index == 0 ? "($T) values[$L]" : ", ($T) values[$L]", componentType, index);
            index++;
        }
        if (feeder.annotation().value("strategy") instanceof VariableElement strategy) {
            code.add("\n.strategy($S)", strategy.getSimpleName().toString().toLowerCase(Locale.ROOT));
        }
        return code.add("\n.factory(values -> new $T($L))", ClassName.get(type), values.build())
                .add("$<$<")
                .build();
    }

    private static CodeBlock text(Written annotation) {
        return Literals.text((String) annotation.value("value"));
    }
}
