// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Sweep;
import io.vastar.annotations.TearDown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads an annotated class into a {@link LoadTestModel}. */
public final class ModelReader {
    public static final String LOAD_TEST = LoadTest.class.getName();
    public static final String SWEEP = Sweep.class.getName();
    public static final String SETUP = Setup.class.getName();
    public static final String TEAR_DOWN = TearDown.class.getName();

    private ModelReader() {}

    /** Null while something that the generated class depends on does not exist yet: try again in the next round. */
    public static LoadTestModel read(TypeElement type) {
        LoadTestModel model = new LoadTestModel(
                type,
                Written.on(type, LOAD_TEST),
                Written.on(type, SWEEP),
                methods(type, SETUP),
                methods(type, TEAR_DOWN));
        return isResolved(model) ? model : null;
    }

    private static List<LifecycleMethod> methods(TypeElement type, String annotationName) {
        List<LifecycleMethod> found = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            Written annotation = Written.on(method, annotationName);
            if (annotation != null) {
                found.add(new LifecycleMethod(method, annotation));
            }
        }
        found.sort(Comparator.comparingInt(LifecycleMethod::order));
        return List.copyOf(found);
    }

    private static boolean isResolved(LoadTestModel model) {
        return model.loadTest().isResolved()
                && (model.sweep() == null || model.sweep().isResolved())
                && model.setUps().stream().allMatch(ModelReader::isResolved)
                && model.tearDowns().stream().allMatch(ModelReader::isResolved);
    }

    private static boolean isResolved(LifecycleMethod lifecycle) {
        ExecutableElement method = lifecycle.method();
        return lifecycle.annotation().isResolved()
                && isResolved(method.getReturnType())
                && method.getThrownTypes().stream().allMatch(ModelReader::isResolved)
                && method.getParameters().stream().map(VariableElement::asType).allMatch(ModelReader::isResolved);
    }

    private static boolean isResolved(TypeMirror type) {
        return type.getKind() != TypeKind.ERROR;
    }
}
