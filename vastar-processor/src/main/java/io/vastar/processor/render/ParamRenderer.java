// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.vastar.processor.model.AnnotatedField;
import io.vastar.processor.model.LoadTestModel;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Renders the method that sets {@code @Param} fields from texts. */
final class ParamRenderer {
    private static final ParameterizedTypeName VALUES = ParameterizedTypeName.get(
            ClassName.get(Map.class), ClassName.get(String.class), ClassName.get(String.class));

    private ParamRenderer() {}

    static MethodSpec setParams(LoadTestModel model) {
        ClassName type = ClassName.get(model.type());
        CodeBlock.Builder code = CodeBlock.builder()
                .beginControlFlow("for ($T.Entry<String, String> entry : values.entrySet())", Map.class)
                .addStatement("String value = entry.getValue()")
                .beginControlFlow("switch (entry.getKey())");
        for (AnnotatedField param : model.params()) {
            code.addStatement("case $S -> $T.$N = $L", param.name(), type, param.name(), converted(param));
        }
        code.addStatement(
                "default -> throw new $T($S + entry.getKey() + $S)",
                IllegalArgumentException.class,
                model.name() + " has no @Param field '",
                "'");
        return MethodSpec.methodBuilder("setParams")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(VALUES, "values")
                .addCode(code.endControlFlow().endControlFlow().build())
                .build();
    }

    private static CodeBlock converted(AnnotatedField param) {
        TypeMirror type = param.field().asType();
        return switch (type.getKind()) {
            case INT -> call("toInt", param);
            case LONG -> call("toLong", param);
            case DOUBLE -> call("toDouble", param);
            case BOOLEAN -> call("toBoolean", param);
            default ->
                TypeName.get(type).equals(ClassName.get(String.class))
                        ? CodeBlock.of("value")
                        : CodeBlock.of("$T.toEnum($S, $T.class, value)", RuntimeNames.PARAM_VALUES, param.name(), type);
        };
    }

    private static CodeBlock call(String method, AnnotatedField param) {
        return CodeBlock.of("$T.$L($S, value)", RuntimeNames.PARAM_VALUES, method, param.name());
    }
}
