// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Written;

/** Renders how requests get to their target: {@code @HttpOptions}. */
final class TransportRenderer {
    private TransportRenderer() {}

    static void addTo(CodeBlock.Builder code, LoadTestModel model) {
        add(code, "http", http(model.http()));
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
        if (http.value("redirects") instanceof Integer redirects) {
            code.add("\n.withRedirects($L)", redirects);
        }
        if (Boolean.TRUE.equals(http.value("compression"))) {
            code.add("\n.withCompression(true)");
        }
        return code.add("$<$<").build();
    }
}
