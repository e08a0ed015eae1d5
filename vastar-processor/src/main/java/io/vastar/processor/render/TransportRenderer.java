// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Written;
import java.util.List;
import javax.lang.model.element.AnnotationValue;

/** Renders how requests get to their target: {@code @HttpOptions}, {@code @Route} and {@code @Proxy}. */
final class TransportRenderer {
    private TransportRenderer() {}

    static void addTo(CodeBlock.Builder code, LoadTestModel model) {
        add(code, "http", http(model.http()));
        add(code, "names", route(model.route()));
        add(code, "proxy", proxy(model.proxy()));
    }

    private static void add(CodeBlock.Builder code, String method, CodeBlock spec) {
        if (spec != null) {
            code.add("\n.$L($L)", method, spec);
        }
    }

    private static CodeBlock.Builder none(ClassName spec) {
        return CodeBlock.builder().add("$T.NONE$>$>", spec);
    }

    private static CodeBlock http(Written http) {
        if (http == null) {
            return null;
        }
        CodeBlock.Builder code = none(RuntimeNames.HTTP_SPEC);
        if ("2".equals(http.text("version"))) {
            code.add("\n.withVersion($S)", "2");
        }
        if (http.value("streams") instanceof Integer streams && streams > 1) {
            code.add("\n.withStreams($L)", streams);
        }
        if (http.value("redirects") instanceof Integer redirects) {
            code.add("\n.withRedirects($L)", redirects);
        }
        if (Boolean.TRUE.equals(http.value("compression"))) {
            code.add("\n.withCompression(true)");
        }
        if (Boolean.TRUE.equals(http.value("rawUrl"))) {
            code.add("\n.withRawUrl(true)");
        }
        if (http.value("pipeline") instanceof Integer pipeline && pipeline > 1) {
            code.add("\n.withPipeline($L)", pipeline);
        }
        if (http.value("requestsPerConnection") instanceof Long most && most > 0) {
            code.add("\n.withRequestsPerConnection($LL)", most);
        }
        return code.add("$<$<").build();
    }

    private static CodeBlock route(Written route) {
        if (route == null) {
            return null;
        }
        CodeBlock.Builder code = none(RuntimeNames.NAMES_SPEC);
        addItems(code, "withConnectTo", route.items("connectTo"));
        addItems(code, "withResolve", route.items("resolve"));
        addText(code, "withFamily", route.text("family"));
        if (Boolean.TRUE.equals(route.value("spread"))) {
            code.add("\n.withSpread(true)");
        }
        addText(code, "withLookUpEvery", route.text("lookUpEvery"));
        addItems(code, "withSource", route.items("sources"));
        addText(code, "withUnixSocket", route.text("unixSocket"));
        return code.add("$<$<").build();
    }

    private static CodeBlock proxy(Written proxy) {
        if (proxy == null) {
            return null;
        }
        CodeBlock.Builder code = none(RuntimeNames.PROXY_SPEC);
        code.add("\n.withUrl($L)", Literals.text((String) proxy.value("value")));
        for (AnnotationValue header : proxy.items("headers")) {
            String line = (String) header.getValue();
            int colon = line.indexOf(':');
            code.add(
                    "\n.withHeader($L, $L)",
                    Literals.text(line.substring(0, colon).strip()),
                    Literals.text(line.substring(colon + 1).strip()));
        }
        addText(code, "withExcept", proxy.text("except"));
        if (Boolean.TRUE.equals(proxy.value("tunnel"))) {
            code.add("\n.withTunnel(true)");
        }
        return code.add("$<$<").build();
    }

    private static void addText(CodeBlock.Builder code, String method, String text) {
        if (text != null) {
            code.add("\n.$L($L)", method, Literals.text(text));
        }
    }

    private static void addItems(CodeBlock.Builder code, String method, List<AnnotationValue> items) {
        for (AnnotationValue item : items) {
            addText(code, method, (String) item.getValue());
        }
    }
}
