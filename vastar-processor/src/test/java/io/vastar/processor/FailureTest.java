// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** The processor in an environment that fails. */
class FailureTest {
    private static final String SOURCE =
            "package com.acme;\n@io.vastar.annotations.LoadTest(url = \"http://h\")\nclass Foo {} // <-";

    private static Compiled compileWhere(String failingMethod, Throwable failure) {
        return Compiled.with(List.of(new InFailingEnvironment(failingMethod, failure)), List.of(), SOURCE);
    }

    @Test
    void shouldReportAFailureOfItsOwnOnceAndNotThrowIt() {
        List<Diagnostic<? extends javax.tools.JavaFileObject>> errors =
                List.copyOf(compileWhere("createSourceFile", new IllegalStateException("boom"))
                        .compilation()
                        .errors());

        assertThat(errors)
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null))
                        .startsWith("[Vastar/Internal] the processor failed, and this is its fault, not yours;"
                                + " please report it with these lines:")
                        .contains("IllegalStateException: boom", "at io.vastar.processor."));
    }

    @Test
    void shouldSayThatASourceCannotBeWritten() {
        compileWhere("createSourceFile", new IOException("disk full"))
                .failsWith("[Vastar/Unwritable] cannot write com.acme.Foo_LoadTest: disk full;"
                        + " check the compiler's output directory");
    }

    @Test
    void shouldSayThatTheListCannotBeWritten() {
        var errors = compileWhere("createResource", new IOException("disk full"))
                .compilation()
                .errors();

        assertThat(errors)
                .extracting(error -> error.getMessage(null))
                .containsExactly("[Vastar/Unwritable] cannot write META-INF/services/io.vastar.spi.LoadTestProvider:"
                        + " disk full; check the compiler's output directory");
    }

    /** The processor, with a filer one of whose methods fails. */
    private static final class InFailingEnvironment extends AbstractProcessor {
        private final VastarProcessor processor = new VastarProcessor();
        private final String failingMethod;
        private final Throwable failure;

        InFailingEnvironment(String failingMethod, Throwable failure) {
            this.failingMethod = failingMethod;
            this.failure = failure;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            Filer filer = proxy(Filer.class, environment.getFiler(), failingMethod, failure);
            processor.init(proxy(ProcessingEnvironment.class, environment, "getFiler", filer));
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return processor.process(annotations, round);
        }

        private static <T> T proxy(Class<T> type, T target, String replaced, Object result) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                        if (!method.getName().equals(replaced)) {
                            return method.invoke(target, args);
                        }
                        if (result instanceof Throwable thrown) {
                            throw thrown;
                        }
                        return result;
                    }));
        }
    }
}
