// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * A load test as written. Nothing in it has been judged yet; see the validators.
 *
 * @param type the annotated class
 * @param sweep null when there is no {@code @Sweep}
 * @param slo null when there is none
 * @param tls null when there is none
 * @param targets null when there is none
 * @param body null when there is no {@code @Body}
 * @param auth null when there is none
 * @param setUps static ones, in the order in which they run
 * @param tearDowns static ones, in the order of their set-ups, so that they run from the last to the first
 * @param params fields in the order of the source
 * @param self the load test as the class of its virtual users
 * @param mix nested classes with steps or scenarios
 */
public record LoadTestModel(
        TypeElement type,
        Written loadTest,
        Written sweep,
        Written slo,
        Written tls,
        Written targets,
        Written body,
        Written auth,
        List<LifecycleMethod> setUps,
        List<LifecycleMethod> tearDowns,
        List<AnnotatedField> params,
        UserClass self,
        List<UserClass> mix) {
    /** What the name of a generated class ends with. */
    public static final String SUFFIX = "_LoadTest";

    /** The name that patterns on the command line match. */
    public String name() {
        String written = loadTest.text("name");
        return written != null ? written : nestedName(".");
    }

    /** Simple name of the class to generate. */
    public String providerName() {
        return nestedName("_") + SUFFIX;
    }

    /** The {@code @Proxy}; null when there is none. */
    public Written proxy() {
        return Written.on(type, ModelReader.PROXY);
    }

    /** The {@code @Route}; null when there is none. */
    public Written route() {
        return Written.on(type, ModelReader.ROUTE);
    }

    /** Whether a set-up returns the base URL. */
    public boolean hasBaseUrl() {
        return setUps.stream().anyMatch(setUp -> !setUp.returnsNothing())
                || users().stream()
                        .flatMap(user -> user.setUps().stream())
                        .anyMatch(setUp -> !setUp.returnsNothing()); // refused elsewhere, with what to do
    }

    /** The classes of the virtual users; empty when they repeat the one request of the annotation. */
    public List<UserClass> users() {
        return self.hasCode() ? List.of(self) : mix;
    }

    /** Whether there is anything to send over HTTP: false when all is done by libraries of the user. */
    public boolean needsUrl() {
        return users().isEmpty()
                || users().stream()
                        .anyMatch(user -> !user.steps().isEmpty()
                                || user.scenarios().stream().anyMatch(ScenarioMethod::takesClient));
    }

    /** How many scenarios there are. */
    public int scenarioCount() {
        return users().stream()
                .mapToInt(user -> user.scenarios().size() + (user.steps().isEmpty() ? 0 : 1))
                .sum();
    }

    /** The think time of a step: its own, or that of its class, or that of the load test; null when there is none. */
    public Written thinkTime(UserClass user, StepMethod step) {
        return step.thinkTime() != null
                ? step.thinkTime()
                : user.thinkTime() != null ? user.thinkTime() : self.thinkTime();
    }

    /**
     * The pacing of a scenario: its own, or that of its class, or that of the load test; null when there is none.
     *
     * @param method null when the scenario is the user's steps
     */
    public Written pacing(UserClass user, ScenarioMethod method) {
        if (method != null && method.pacing() != null) {
            return method.pacing();
        }
        return user.pacing() != null ? user.pacing() : self.pacing();
    }

    /**
     * The weight of a scenario: its own, or that of its class; null when there is none.
     *
     * @param method null when the scenario is the user's steps
     */
    public Written weight(UserClass user, ScenarioMethod method) {
        return method != null && method.weight() != null ? method.weight() : user.weight();
    }

    /** What a step expects, where that is not what the whole load test does; null otherwise. */
    public Written expect(UserClass user, StepMethod step) {
        if (step.expect() != null) {
            return step.expect();
        }
        return user == self ? null : user.expect();
    }

    /** The {@code @HttpOptions}; null when there is none. */
    public Written http() {
        return Written.on(type, ModelReader.HTTP_OPTIONS);
    }

    /** The {@code @GraphQl}; null when there is none. */
    public Written graphQl() {
        return Written.on(type, ModelReader.GRAPH_QL);
    }

    /** The annotations of protocols; one where the load test is right. */
    public List<ProtocolAnnotation> protocols() {
        return ProtocolAnnotation.on(type);
    }

    /** The levels of the sweep as text; null when the test is a single run. */
    public String levels() {
        if (sweep != null && sweep.has("conc")) {
            return sweep.text("conc");
        }
        return loadTest.has("sweep") ? loadTest.text("sweep") : sweep == null ? null : "auto";
    }

    private String nestedName(String separator) {
        Deque<String> names = new ArrayDeque<>();
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            names.addFirst(at.getSimpleName().toString());
        }
        return String.join(separator, names);
    }
}
