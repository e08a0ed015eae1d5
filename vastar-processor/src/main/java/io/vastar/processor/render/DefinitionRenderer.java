// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.CodeBlock;
import io.vastar.processor.model.AnnotatedField;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.ProtocolAnnotation;
import io.vastar.processor.model.Written;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;

/** Renders what the annotations say as calls of the definition's builder, in the order of the annotation. */
final class DefinitionRenderer {
    private static final List<String> REQUEST = List.of("contentType", "body", "bodyFile", "accept", "basicAuth");
    private static final List<String> RUN = List.of(
            "keepAlive",
            "compression",
            "concurrency",
            "rate",
            "arrival",
            "stages",
            "maxConcurrency",
            "perUserRate",
            "warmUp",
            "seed",
            "requests",
            "duration",
            "timeout",
            "connectTimeout",
            "firstByteTimeout",
            "drainTimeout");
    private static final Set<String> UNWRITTEN_WHEN_ZERO =
            Set.of("requests", "maxConcurrency", "perUserRate", "maxRepeat");
    private static final List<String> AUTH =
            List.of("basic", "bearer", "digest", "awsSigV4", "awsKey", "awsSessionToken");
    private static final List<String> SWEEP = List.of(
            "refine",
            "repeats",
            "pick",
            "kneeRatio",
            "baselineConcurrency",
            "maxSpread",
            "maxP999Ratio",
            "maxErrors",
            "maxTailRatio",
            "vs",
            "vsMethod",
            "vsBody",
            "vsContentType",
            "refFromJson",
            "maxOverheadPercent",
            "maxRpsDeficitPercent");

    private static final List<String> TLS = List.of(
            "insecure",
            "caCert",
            "cert",
            "key",
            "keyPassword",
            "minVersion",
            "maxVersion",
            "serverName",
            "resumption",
            "provider");

    private DefinitionRenderer() {}

    /** The expression that builds the definition. */
    static CodeBlock render(LoadTestModel model, String binaryName, List<String> warnings) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("$T.named($L)", RuntimeNames.LOAD_TEST_DEFINITION, Literals.text(model.name()))
                .add("\n.className($L)", Literals.text(binaryName));
        Written loadTest = model.loadTest();
        addCalls(code, loadTest, List.of("url", "method"), "\n");
        for (AnnotationValue header : loadTest.items("headers")) {
            code.add("\n.header($L)", Literals.text((String) header.getValue()));
        }
        addCalls(code, loadTest, REQUEST, "\n");
        addCalls(code, loadTest, RUN, "\n");
        if (model.tls() != null) {
            code.add("\n.tls($L)", tls(model.tls()));
        }
        TransportRenderer.addTo(code, model);
        for (ProtocolAnnotation protocol : model.protocols()) {
            code.add("\n.options($L)", options(protocol));
        }
        if (model.graphQl() != null) {
            code.add("\n.graphQl($L)", graphQl(model.graphQl()));
        }
        if (model.targets() != null || model.body() != null) {
            code.add("\n.content($L)", content(model));
        }
        if (model.auth() != null) {
            CodeBlock.Builder auth = CodeBlock.builder().add("$T.create()", RuntimeNames.AUTH_DEFINITION);
            addCalls(auth, model.auth(), AUTH, "");
            code.add("\n.auth($L)", auth.build());
        }
        if (model.self().expect() != null) {
            code.add(
                    "\n.expect($L)",
                    ScenarioDefinitionRenderer.expect(model.self().expect()));
        }
        if (model.slo() != null) {
            code.add("\n.slo($L)", Literals.text((String) model.slo().value("value")));
        }
        for (AnnotatedField param : model.params()) {
            code.add("\n.param($L", Literals.text(param.name()));
            for (AnnotationValue value : param.annotation().items("value")) {
                code.add(", $L", Literals.text((String) value.getValue()));
            }
            code.add(")");
        }
        if (model.levels() != null) {
            code.add("\n.sweep($L)", sweep(model));
        }
        for (String warning : warnings) {
            code.add("\n.warning($L)", Literals.text(warning));
        }
        return code.add("\n.build()").build();
    }

    private static CodeBlock tls(Written tls) {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.NONE$>$>", RuntimeNames.TLS_SPEC);
        addCalls(code, tls, TLS, "\n");
        for (String list : List.of("ciphers", "groups")) {
            if (!tls.items(list).isEmpty()) {
                code.add(
                        "\n.$L($L)",
                        list,
                        CodeBlock.join(
                                tls.items(list).stream()
                                        .map(item -> Literals.text((String) item.getValue()))
                                        .toList(),
                                ", "));
            }
        }
        return code.add("$<$<").build();
    }

    private static CodeBlock options(ProtocolAnnotation protocol) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("$L, $T.of($>$>", Literals.text(protocol.rules().protocol()), RuntimeNames.OPTIONS);
        String before = "\n";
        for (Map.Entry<String, Object> option : protocol.values().entrySet()) {
            code.add(before + "$L, $L", Literals.text(option.getKey()), literal(option.getValue()));
            before = ",\n";
        }
        return code.add(")$<$<").build();
    }

    private static CodeBlock graphQl(Written graphQl) {
        CodeBlock arguments = Stream.of("query", "file", "operationName", "variables")
                .map(attribute ->
                        graphQl.has(attribute) ? Literals.text(graphQl.text(attribute)) : CodeBlock.of("null"))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of("new $T($L)", RuntimeNames.GRAPH_QL_DEFINITION, arguments);
    }

    private static CodeBlock content(LoadTestModel model) {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.create()", RuntimeNames.CONTENT_DEFINITION);
        Written targets = model.targets();
        if (targets != null) {
            addText(code, "targets", targets, "value");
            addCalls(code, targets, List.of("order", "urlPattern", "maxRepeat"), "");
        }
        Written body = model.body();
        if (body != null) {
            addText(code, "bodyLines", body, "lines");
            addCalls(code, body, List.of("order", "chunked"), "");
            for (AnnotationValue part : body.items("form")) {
                code.add(".form($L)", Literals.text((String) part.getValue()));
            }
        }
        return code.build();
    }

    /** Where the builder has another name for it than the annotation. */
    private static void addText(CodeBlock.Builder code, String method, Written annotation, String attribute) {
        if (annotation.has(attribute)) {
            code.add(".$L($L)", method, Literals.text(annotation.text(attribute)));
        }
    }

    private static CodeBlock sweep(LoadTestModel model) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("$T.over($L)$>$>", RuntimeNames.SWEEP_DEFINITION, Literals.text(model.levels()));
        if (model.sweep() != null) {
            addCalls(code, model.sweep(), SWEEP, "\n");
        }
        return code.add("$<$<").build();
    }

    private static void addCalls(CodeBlock.Builder code, Written annotation, List<String> attributes, String before) {
        for (String attribute : attributes) {
            if (annotation.has(attribute) && !saysNothing(attribute, annotation.value(attribute))) {
                code.add(before + ".$L($L)", attribute, literal(annotation.value(attribute)));
            }
        }
    }

    /** A 0 leaves it to the run time, as if it were not written; but it is a seed like any other, and a gate of a sweep. */
    private static boolean saysNothing(String attribute, Object value) {
        return UNWRITTEN_WHEN_ZERO.contains(attribute) && ((Number) value).doubleValue() == 0;
    }

    private static CodeBlock literal(Object value) {
        if (value instanceof String text) {
            return Literals.text(text);
        }
        if (value instanceof List<?> items) {
            return CodeBlock.of(
                    "$T.of($L)",
                    List.class,
                    items.stream().map(item -> Literals.text((String) item)).collect(CodeBlock.joining(", ")));
        }
        if (value instanceof VariableElement constant) {
            return Literals.text(constant.getSimpleName().toString().toLowerCase(Locale.ROOT));
        }
        return CodeBlock.of(value instanceof Long ? "$LL" : "$L", value);
    }
}
