// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** A neighbour: generates a class with constants, and an exception, that load tests refer to. */
@SupportedAnnotationTypes("*")
final class EndpointsProcessor extends AbstractProcessor {
    private boolean done;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!done) {
            done = true;
            write("com.acme.Endpoints", "final class Endpoints { static final String PLAIN = \"http://h/<error>\"; }");
            write(
                    "com.acme.StartFailed",
                    "final class StartFailed extends Exception {"
                            + " private static final long serialVersionUID = 1L; StartFailed() {} }");
        }
        return false;
    }

    private void write(String className, String source) {
        try (Writer writer =
                processingEnv.getFiler().createSourceFile(className).openWriter()) {
            writer.write("package com.acme; " + source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
