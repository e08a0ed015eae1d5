// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import com.google.auto.service.AutoService;
import io.vastar.processor.validate.Message;
import io.vastar.processor.validate.Problems;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Makes a runner of each class with {@code @LoadTest}, and lists it for the run time. This is the shell that javac knows;
 * the work is in {@link Pipeline}.
 *
 * <p>No exception leaves it: a failure of its own becomes one message that asks for a report.
 *
 * <p>It claims vastar's annotations, and {@code @Generated} of the code it makes, for {@code javac -Xlint:processing}
 * warns of each annotation that nobody claims, which {@code -Werror} makes a failed build. A processor for {@code *} that
 * stands after this one on the processor path still runs, unless there is no other annotation in the whole compilation.
 */
@AutoService(Processor.class)
public final class VastarProcessor extends AbstractProcessor {
    private Problems problems;
    private Pipeline pipeline;

    /** Called by javac's service look-up. */
    public VastarProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        // also the annotations of protocols, which no one here knows by name
        return Set.of("io.vastar.*", "javax.annotation.processing.Generated");
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        problems = new Problems(environment.getMessager());
        pipeline = new Pipeline(environment, problems);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (pipeline != null) {
            try {
                pipeline.process(round, annotations);
            } catch (RuntimeException | LinkageError e) {
                pipeline = null;
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                problems.reportWithoutPlace(Message.INTERNAL, trace);
            }
        }
        return true;
    }
}
