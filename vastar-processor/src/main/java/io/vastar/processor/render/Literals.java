// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.CodeBlock;

/** Java literals that read the same whatever the encoding of the source file: beyond ASCII all is escaped. */
final class Literals {
    private Literals() {}

    /** A string literal; a text of several lines becomes one literal a line, joined by {@code +}. */
    static CodeBlock text(String text) {
        CodeBlock.Builder code = CodeBlock.builder().add("$L", '"');
        code.add("$>$>");
        for (int i = 0; i < text.length(); i++) {
            code.add("$L", escaped(text.charAt(i)));
            if (text.charAt(i) == '\n' && i < text.length() - 1) {
                code.add("\"\n+ \"");
            }
        }
        return code.add("$<$<").add("$L", '"').build();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < ' ' || c > '~' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
        };
    }
}
