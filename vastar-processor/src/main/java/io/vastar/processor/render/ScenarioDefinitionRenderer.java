// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.vastar.processor.model.AnnotatedField;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.ScenarioMethod;
import io.vastar.processor.model.StepMethod;
import io.vastar.processor.model.UserClass;
import io.vastar.processor.model.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Renders what the annotations say of a scenario, in calls of its definition. */
final class ScenarioDefinitionRenderer {
    private static final int FEW = 3;

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
        Written weight = model.weight(user, method);
        if (weight != null) {
            code.add("\n.weight($L)", weight.value("value"));
        }
        Written pacing = model.pacing(user, method);
        if (pacing != null) {
            code.add("\n.pacing($L)", text(pacing));
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
        CodeBlock.Builder code = CodeBlock.builder()
                .add(
                        "$T.of($L, $L)$>$>",
                        RuntimeNames.FEEDER_DEFINITION,
                        Literals.text(user.name() + "." + feeder.name()),
                        text(feeder.annotation()));
        feeder.columns().forEach((name, type) -> code.add("\n.column($L, $T.class)", Literals.text(name), type));
        if (feeder.annotation().value("strategy") instanceof VariableElement strategy) {
            code.add("\n.strategy($S)", strategy.getSimpleName().toString().toLowerCase(Locale.ROOT));
        }
        return code.add("\n.factory(values -> $L)", made(feeder)).add("$<$<").build();
    }

    /** What goes into the field: the only value, or a record of all. */
    private static CodeBlock made(AnnotatedField feeder) {
        if (feeder.recordType() == null) {
            return CodeBlock.of("values[0]");
        }
        List<CodeBlock> arguments = new ArrayList<>();
        for (TypeMirror type : feeder.columns().values()) {
            arguments.add(CodeBlock.of("($T) values[$L]", type, arguments.size()));
        }
        return CodeBlock.of(
                arguments.size() < FEW ? "new $T($L)" : "new $T($>$>\n$L$<$<)",
                ClassName.get(feeder.recordType()),
                CodeBlock.join(arguments, arguments.size() < FEW ? ", " : ",\n"));
    }

    private static CodeBlock text(Written annotation) {
        return Literals.text((String) annotation.value("value"));
    }
}
