// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import io.vastar.annotations.Auth;
import io.vastar.annotations.Body;
import io.vastar.annotations.Expect;
import io.vastar.annotations.Feeder;
import io.vastar.annotations.GraphQl;
import io.vastar.annotations.HttpOptions;
import io.vastar.annotations.LoadTest;
import io.vastar.annotations.OnResponse;
import io.vastar.annotations.Pacing;
import io.vastar.annotations.Param;
import io.vastar.annotations.Proxy;
import io.vastar.annotations.Route;
import io.vastar.annotations.Scenario;
import io.vastar.annotations.Setup;
import io.vastar.annotations.Slo;
import io.vastar.annotations.Step;
import io.vastar.annotations.Sweep;
import io.vastar.annotations.Targets;
import io.vastar.annotations.TearDown;
import io.vastar.annotations.ThinkTime;
import io.vastar.annotations.Tls;
import io.vastar.annotations.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
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
    public static final String STEP = Step.class.getName();
    public static final String ON_RESPONSE = OnResponse.class.getName();
    public static final String SCENARIO = Scenario.class.getName();
    public static final String THINK_TIME = ThinkTime.class.getName();
    public static final String PACING = Pacing.class.getName();
    public static final String WEIGHT = Weight.class.getName();
    public static final String FEEDER = Feeder.class.getName();
    public static final String PARAM = Param.class.getName();
    public static final String EXPECT = Expect.class.getName();
    public static final String TARGETS = Targets.class.getName();
    public static final String BODY = Body.class.getName();
    public static final String AUTH = Auth.class.getName();
    public static final String SLO = Slo.class.getName();
    public static final String TLS = Tls.class.getName();
    public static final String PROXY = Proxy.class.getName();
    public static final String ROUTE = Route.class.getName();
    public static final String HTTP_OPTIONS = HttpOptions.class.getName();
    public static final String GRAPH_QL = GraphQl.class.getName();

    /** Every annotation that has a meaning inside or beside a load test. */
    public static final Set<String> ALL = Set.of(
            LOAD_TEST,
            SWEEP,
            SETUP,
            TEAR_DOWN,
            STEP,
            ON_RESPONSE,
            SCENARIO,
            THINK_TIME,
            PACING,
            WEIGHT,
            FEEDER,
            PARAM,
            EXPECT,
            TARGETS,
            BODY,
            AUTH,
            SLO,
            TLS,
            PROXY,
            ROUTE,
            HTTP_OPTIONS,
            GRAPH_QL);

    private ModelReader() {}

    /** Null while something that the generated class depends on does not exist yet: try again in the next round. */
    public static LoadTestModel read(TypeElement type) {
        UserClass self = userClass(type);
        List<UserClass> mix = ElementFilter.typesIn(type.getEnclosedElements()).stream()
                .filter(nested -> Written.on(nested, LOAD_TEST) == null)
                .map(ModelReader::userClass)
                .filter(UserClass::hasCode)
                .toList();
        // without virtual users an instance method is one that should be static
        Predicate<Element> perTest = self.hasCode() ? ModelReader::isStatic : method -> true;
        LoadTestModel model = new LoadTestModel(
                type,
                Written.on(type, LOAD_TEST),
                Written.on(type, SWEEP),
                Written.on(type, SLO),
                Written.on(type, TLS),
                Written.on(type, TARGETS),
                Written.on(type, BODY),
                Written.on(type, AUTH),
                lifecycle(type, SETUP, perTest),
                lifecycle(type, TEAR_DOWN, perTest),
                fields(type, PARAM),
                self,
                mix);
        return isResolved(model) ? model : null;
    }

    private static UserClass userClass(TypeElement type) {
        Predicate<Element> perUser = method -> !isStatic(method);
        return new UserClass(
                type,
                methods(type, STEP, (method, step) -> StepMethod.of(method)).stream()
                        .sorted(Comparator.comparingInt(StepMethod::order))
                        .toList(),
                methods(type, ON_RESPONSE, ReaderMethod::new),
                methods(type, SCENARIO, (method, scenario) -> ScenarioMethod.of(method)),
                fields(type, FEEDER),
                lifecycle(type, SETUP, perUser),
                lifecycle(type, TEAR_DOWN, perUser),
                Written.on(type, THINK_TIME),
                Written.on(type, PACING),
                Written.on(type, WEIGHT),
                Written.on(type, EXPECT));
    }

    private static boolean isStatic(Element element) {
        return element.getModifiers().contains(Modifier.STATIC);
    }

    private static List<LifecycleMethod> lifecycle(TypeElement type, String annotation, Predicate<Element> wanted) {
        return methods(type, annotation, LifecycleMethod::new).stream()
                .filter(lifecycle -> wanted.test(lifecycle.method()))
                .sorted(Comparator.comparingInt(LifecycleMethod::order))
                .toList();
    }

    private static <T> List<T> methods(
            TypeElement type, String annotation, BiFunction<ExecutableElement, Written, T> maker) {
        List<T> found = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            Written written = Written.on(method, annotation);
            if (written != null) {
                found.add(maker.apply(method, written));
            }
        }
        return List.copyOf(found);
    }

    private static List<AnnotatedField> fields(TypeElement type, String annotation) {
        List<AnnotatedField> found = new ArrayList<>();
        for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            Written written = Written.on(field, annotation);
            if (written != null) {
                found.add(new AnnotatedField(field, written));
            }
        }
        return List.copyOf(found);
    }

    private static boolean isResolved(LoadTestModel model) {
        Stream<TypeElement> types =
                Stream.concat(Stream.of(model.type()), model.mix().stream().map(UserClass::type));
        return types.allMatch(ModelReader::isResolved);
    }

    /** Whether all that is annotated with one of ours, and what it consists of, exists. */
    private static boolean isResolved(TypeElement type) {
        return areResolved(type)
                && ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                        .filter(ModelReader::isAnnotated)
                        .allMatch(method -> areResolved(method)
                                && isResolved(method.getReturnType())
                                && method.getThrownTypes().stream().allMatch(ModelReader::isResolved)
                                && method.getParameters().stream()
                                        .map(VariableElement::asType)
                                        .allMatch(ModelReader::isResolved))
                && ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                        .filter(ModelReader::isAnnotated)
                        .allMatch(field -> areResolved(field) && isResolved(field.asType()));
    }

    private static boolean isAnnotated(Element element) {
        return ALL.stream().anyMatch(name -> Written.on(element, name) != null);
    }

    private static boolean areResolved(Element element) {
        return ALL.stream()
                        .map(name -> Written.on(element, name))
                        .filter(Objects::nonNull)
                        .allMatch(Written::isResolved)
                && ProtocolAnnotation.on(element).stream()
                        .allMatch(protocol -> protocol.written().isResolved());
    }

    private static boolean isResolved(TypeMirror type) {
        return type.getKind() != TypeKind.ERROR;
    }
}
