// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.render;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.vastar.processor.model.AnnotatedField;
import io.vastar.processor.model.LifecycleMethod;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.UserClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Renders the class that stands for a load test at run time. It is public, since {@link java.util.ServiceLoader} cannot
 * instantiate another on the class path, and has nothing else to be public for.
 */
public final class ProviderRenderer {
    private static final String GENERATOR = "io.vastar.processor.VastarProcessor";

    private final Elements elements;

    public ProviderRenderer(Elements elements) {
        this.elements = elements;
    }

    /** @param warnings what runs repeat */
    public JavaFile render(LoadTestModel model, List<String> warnings) {
        ClassName type = ClassName.get(model.type());
        TypeSpec.Builder provider = TypeSpec.classBuilder(model.providerName())
                .addOriginatingElement(model.type())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(RuntimeNames.LOAD_TEST_PROVIDER)
                .addJavadoc("Runs {@link $T} as a load test.", type);
        addAnnotations(provider, model);
        provider.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC).build());
        provider.addMethod(MethodSpec.methodBuilder("definition")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(RuntimeNames.LOAD_TEST_DEFINITION)
                .addStatement("return $L", DefinitionRenderer.render(model, binaryName(model), warnings))
                .build());
        if (!model.setUps().isEmpty()) {
            provider.addMethod(LifecycleRenderer.setUp(model));
        }
        if (!model.tearDowns().isEmpty()) {
            provider.addMethod(LifecycleRenderer.tearDown(model.tearDowns(), CodeBlock.of("$T", type)));
        }
        if (!model.params().isEmpty()) {
            provider.addMethod(ParamRenderer.setParams(model));
        }
        ScenarioRenderer.render(model, provider);
        return JavaFile.builder(type.packageName(), provider.build())
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
    }

    private String binaryName(LoadTestModel model) {
        return elements.getBinaryName(model.type()).toString();
    }

    private void addAnnotations(TypeSpec.Builder provider, LoadTestModel model) {
        ModuleElement module = elements.getModuleOf(model.type());
        // a module that does not read java.compiler cannot see the annotation
        if (elements.getTypeElement(module, RuntimeNames.GENERATED.canonicalName()) != null) {
            provider.addAnnotation(AnnotationSpec.builder(RuntimeNames.GENERATED)
                    .addMember("value", "$S", GENERATOR)
                    .build());
        }
        Set<String> suppressed = suppressed(model, module);
        if (!suppressed.isEmpty()) {
            AnnotationSpec.Builder annotation = AnnotationSpec.builder(SuppressWarnings.class);
            suppressed.forEach(warning -> annotation.addMember("value", "$S", warning));
            provider.addAnnotation(annotation.build());
        }
    }

    private Set<String> suppressed(LoadTestModel model, ModuleElement module) {
        List<Element> used = new ArrayList<>();
        for (Element at = model.type(); at != null; at = at.getEnclosingElement()) {
            used.add(at);
        }
        Stream.concat(model.setUps().stream(), model.tearDowns().stream())
                .map(LifecycleMethod::method)
                .forEach(used::add);
        model.params().forEach(param -> addField(used, param));
        for (UserClass user : model.users()) {
            used.add(user.type());
            used.addAll(ElementFilter.constructorsIn(user.type().getEnclosedElements()));
            Stream.concat(user.setUps().stream(), user.tearDowns().stream())
                    .map(LifecycleMethod::method)
                    .forEach(used::add);
            user.steps().forEach(step -> used.add(step.method()));
            user.readers().forEach(reader -> used.add(reader.method()));
            user.scenarios().forEach(scenario -> used.add(scenario.method()));
            user.feeders().forEach(feeder -> addField(used, feeder));
        }
        Set<String> suppressed = new TreeSet<>();
        for (Element element : used) {
            Deprecated deprecated = element.getAnnotation(Deprecated.class);
            if (deprecated != null) {
                suppressed.add(deprecated.forRemoval() ? "removal" : "deprecation");
            }
        }
        if (module != null && !module.isUnnamed()) {
            suppressed.add("exports");
        }
        return suppressed;
    }

    private static void addField(List<Element> used, AnnotatedField annotated) {
        used.add(annotated.field());
        if (annotated.field().asType() instanceof DeclaredType type) {
            used.add(type.asElement());
        }
    }
}
