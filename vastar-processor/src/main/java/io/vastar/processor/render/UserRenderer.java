// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import io.vastar.processor.model.AnnotatedField;
import io.vastar.processor.model.FedText;
import io.vastar.processor.model.ReaderMethod;
import io.vastar.processor.model.ScenarioMethod;
import io.vastar.processor.model.StepMethod;
import io.vastar.processor.model.UserClass;
import io.vastar.processor.model.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Renders a virtual user: direct calls of the methods of the user's own class. */
final class UserRenderer {
    private UserRenderer() {}

    /** @param method null when the user goes through steps */
    static TypeSpec render(String name, UserClass user, ScenarioMethod method) {
        ClassName type = ClassName.get(user.type());
        TypeSpec.Builder code = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(RuntimeNames.VIRTUAL_USER)
                .addField(type, "user", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(type, "user")
                        .addStatement("this.user = user")
                        .build());
        CodeBlock instance = CodeBlock.of("user");
        if (!user.setUps().isEmpty()) {
            code.addMethod(LifecycleRenderer.userSetUp(user.setUps(), instance));
        }
        if (!user.tearDowns().isEmpty()) {
            code.addMethod(LifecycleRenderer.tearDown(user.tearDowns(), instance));
        }
        if (!user.feeders().isEmpty()) {
            code.addMethod(begin(user.feeders()));
        }
        if (method == null) {
            code.addMethod(compose(user.steps()));
            if (!user.readers().isEmpty()) {
                code.addMethod(read(user));
            }
        } else {
            code.addMethod(method.isAsynchronous() ? start(method) : run(method));
        }
        return code.build();
    }

    /** Takes each record before it sets any field: at the end of a feeder the fields stay as they are. */
    private static MethodSpec begin(List<AnnotatedField> feeders) {
        MethodSpec.Builder code = LifecycleRenderer.overriding("begin", false)
                .returns(boolean.class)
                .addParameter(RuntimeNames.FEEDS, "feeds");
        List<CodeBlock> missing = new ArrayList<>();
        for (int i = 0; i < feeders.size(); i++) {
            TypeName type = TypeName.get(feeders.get(i).type()).box();
            code.addStatement("$T next$L = ($T) feeds.next($L)", type, i, type, i);
            missing.add(CodeBlock.of("next$L == null", i));
        }
        code.beginControlFlow("if ($L)", CodeBlock.join(missing, " || "))
                .addStatement("return false")
                .endControlFlow();
        for (int i = 0; i < feeders.size(); i++) {
            code.addStatement("user.$N = next$L", feeders.get(i).name(), i);
        }
        return code.addStatement("return true").build();
    }

    private static MethodSpec compose(List<StepMethod> steps) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (step)");
        for (int i = 0; i < steps.size(); i++) {
            StepMethod step = steps.get(i);
            CodeBlock call = call(step.method(), RuntimeNames.HTTP_REQUEST, "request");
            if (step.graphQl() == null) {
                code.addStatement("case $L -> $L", i, call);
            } else {
                code.beginControlFlow("case $L ->", i)
                        .addStatement("(($T) request).graphQl($L)", RuntimeNames.HTTP_REQUEST, graphQl(step.graphQl()))
                        .addStatement(call)
                        .endControlFlow();
            }
        }
        return stepMethod("compose", "request", code);
    }

    private static CodeBlock graphQl(Written graphQl) {
        return CodeBlock.of(
                "$L, $L, $L",
                Literals.text(graphQl.text("query")),
                graphQl.has("operationName") ? Literals.text(graphQl.text("operationName")) : "null",
                graphQl.has("variables") ? fed(graphQl.text("variables")) : "null");
    }

    /** A text with the values of feeders in their places. */
    private static CodeBlock fed(String text) {
        List<CodeBlock> pieces = new ArrayList<>();
        for (FedText.Piece piece : FedText.pieces(text)) {
            pieces.add(
                    piece.isName()
                            ? CodeBlock.of(
                                    "$T.inJson(user.$L)",
                                    RuntimeNames.GRAPH_QL_TEXT,
                                    piece.text().indexOf('.') < 0 ? piece.text() : piece.text() + "()")
                            : Literals.text(piece.text()));
        }
        return CodeBlock.join(pieces, " + ");
    }

    private static MethodSpec read(UserClass user) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (step)");
        for (int i = 0; i < user.steps().size(); i++) {
            ReaderMethod reader = user.readerOf(user.steps().get(i));
            if (reader != null) {
                code.addStatement("case $L -> $L", i, call(reader.method(), RuntimeNames.HTTP_RESPONSE, "response"));
            }
        }
        return stepMethod("read", "response", code);
    }

    private static MethodSpec stepMethod(String name, String what, CodeBlock.Builder code) {
        code.addStatement(
                "default -> throw new $T($S + step)",
                IllegalArgumentException.class,
                "compose".equals(name) ? "no step " : "no reader of step ");
        return LifecycleRenderer.overriding(name, true)
                .addParameter(int.class, "step")
                .addParameter(Object.class, what)
                .addParameter(RuntimeNames.SESSION, "session")
                .addCode(code.endControlFlow().build())
                .build();
    }

    private static MethodSpec run(ScenarioMethod method) {
        return LifecycleRenderer.overriding("run", true)
                .addParameter(Object.class, "client")
                .addParameter(RuntimeNames.SESSION, "session")
                .addStatement(call(method.method(), RuntimeNames.HTTP, "client"))
                .build();
    }

    private static MethodSpec start(ScenarioMethod method) {
        return LifecycleRenderer.overriding("start", true)
                .returns(ParameterizedTypeName.get(
                        ClassName.get(CompletionStage.class), WildcardTypeName.subtypeOf(Object.class)))
                .addParameter(RuntimeNames.SESSION, "session")
                .addStatement("return $L", call(method.method(), RuntimeNames.HTTP, "client"))
                .build();
    }

    /** A call with the parameters that the method has: a session, and otherwise the protocol's object. */
    private static CodeBlock call(ExecutableElement method, ClassName protocolType, String protocolName) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (VariableElement parameter : method.getParameters()) {
            arguments.add(
                    TypeName.get(parameter.asType()).equals(RuntimeNames.SESSION)
                            ? CodeBlock.of("session")
                            : CodeBlock.of("($T) $L", protocolType, protocolName));
        }
        return CodeBlock.of("user.$N($L)", method.getSimpleName().toString(), CodeBlock.join(arguments, ", "));
    }
}
