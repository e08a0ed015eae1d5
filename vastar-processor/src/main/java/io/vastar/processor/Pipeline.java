// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import com.palantir.javapoet.JavaFile;
import io.vastar.processor.index.ServiceIndex;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Place;
import io.vastar.processor.render.ProviderRenderer;
import io.vastar.processor.render.RuntimeNames;
import io.vastar.processor.validate.Message;
import io.vastar.processor.validate.Problems;
import io.vastar.processor.validate.Validator;
import java.io.IOException;
import java.util.Set;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;

/**
 * The way of a load test through the compiler: {@linkplain Discovery discovered}, read into a
 * {@linkplain LoadTestModel model}, {@linkplain Validator validated}, {@linkplain ProviderRenderer rendered}, and at last
 * {@linkplain ServiceIndex indexed}.
 */
final class Pipeline {
    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final Discovery discovery;
    private final Strays strays;
    private final Validator validator;
    private final ProviderRenderer renderer;
    private final ServiceIndex index;
    private boolean missingRuntimeReported;

    Pipeline(ProcessingEnvironment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
        discovery = new Discovery(environment.getElementUtils());
        strays = new Strays(environment.getElementUtils(), problems);
        validator = new Validator(problems, environment.getElementUtils(), environment.getTypeUtils());
        renderer = new ProviderRenderer(environment.getElementUtils());
        index = new ServiceIndex(environment.getFiler(), environment.getElementUtils());
    }

    void process(RoundEnvironment round, Set<? extends TypeElement> annotations) {
        if (round.processingOver()) {
            if (!round.errorRaised()) {
                writeIndex();
            }
            return;
        }
        strays.report(round, annotations);
        for (LoadTestModel model : discovery.loadTests(round)) {
            if (validator.validate(model) && hasRuntime(model)) {
                write(model);
            }
        }
    }

    private boolean hasRuntime(LoadTestModel model) {
        boolean present = environment.getElementUtils().getTypeElement(RuntimeNames.PROVIDER) != null;
        if (!present && !missingRuntimeReported) {
            missingRuntimeReported = true;
            problems.report(Message.MISSING_RUNTIME, Place.of(model.type()));
        }
        return present;
    }

    private void write(LoadTestModel model) {
        JavaFile file = renderer.render(model, problems.repeated());
        String className =
                file.packageName().isEmpty() ? model.providerName() : file.packageName() + "." + model.providerName();
        try {
            file.writeTo(environment.getFiler());
            index.add(className, model.type());
        } catch (FilerException e) {
            problems.report(Message.NAME_TAKEN, Place.of(model.type()), className);
        } catch (IOException e) {
            problems.report(Message.UNWRITABLE, Place.of(model.type()), className, e.getMessage());
        }
    }

    private void writeIndex() {
        try {
            index.write();
        } catch (IOException e) {
            problems.reportWithoutPlace(Message.UNWRITABLE, ServiceIndex.PATH, e.getMessage());
        }
    }
}
