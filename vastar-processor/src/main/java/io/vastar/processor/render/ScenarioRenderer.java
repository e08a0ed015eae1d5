// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.ScenarioMethod;
import io.vastar.processor.model.UserClass;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Renders each scenario as a nested class, which defines it and makes its virtual users. */
final class ScenarioRenderer {
    private final LoadTestModel model;
    private final TypeSpec.Builder provider;
    private final List<CodeBlock> made = new ArrayList<>();

    private ScenarioRenderer(LoadTestModel model, TypeSpec.Builder provider) {
        this.model = model;
        this.provider = provider;
    }

    /** Adds the scenarios, and the method that lists them. */
    static void render(LoadTestModel model, TypeSpec.Builder provider) {
        if (!model.users().isEmpty()) {
            new ScenarioRenderer(model, provider).render();
        }
    }

    private void render() {
        List<TypeSpec> types = new ArrayList<>();
        for (UserClass user : model.users()) {
            if (!user.steps().isEmpty()) {
                types.add(scenario(user, null));
            }
            for (ScenarioMethod method : user.scenarios()) {
                types.add(scenario(user, method));
            }
        }
        provider.addMethod(MethodSpec.methodBuilder("scenarios")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeNames.SCENARIO))
                .addStatement("return $T.of($L)", List.class, CodeBlock.join(made, ", "))
                .build());
        types.forEach(provider::addType);
    }

    private TypeSpec scenario(UserClass user, ScenarioMethod method) {
        String stem = stem(user, method);
        made.add(CodeBlock.of("new $L()", stem + "Scenario"));
        ClassName type = ClassName.get(user.type());
        return TypeSpec.classBuilder(stem + "Scenario")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(RuntimeNames.SCENARIO)
                .addMethod(MethodSpec.methodBuilder("definition")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(RuntimeNames.SCENARIO_DEFINITION)
                        .addStatement("return $L", ScenarioDefinitionRenderer.render(model, user, method))
                        .build())
                .addMethod(MethodSpec.methodBuilder("newUser")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addException(Exception.class)
                        .returns(RuntimeNames.VIRTUAL_USER)
                        .addStatement("return new $L(new $T())", stem + "User", type)
                        .build())
                .addType(UserRenderer.render(stem + "User", user, method))
                .build();
    }

    /** What the names of a scenario's generated classes begin with: unique in the load test. */
    private String stem(UserClass user, ScenarioMethod method) {
        if (method == null) {
            return user.name();
        }
        String name = method.methodName();
        String ofMethod = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return user == model.self() ? ofMethod : user.name() + "_" + ofMethod;
    }
}
