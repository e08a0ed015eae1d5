// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import com.google.auto.service.AutoService;
import io.vastar.run.LoadSession;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestEngine;

/**
 * Runs each class with {@code @LoadTest} as a test: a container that runs the load test once, with one test for each of its
 * objectives; {@link Check} has what else is tested. On the class path it is found by the JUnit Platform, so that surefire,
 * failsafe, Gradle and IDEs run load tests beside other tests. {@link LoadTestResolver} says which are selected by what.
 *
 * <p>Load tests run one after the other, whatever is configured for others, since two at a time would measure each other.
 * Their reports go to standard output. All carry the tag {@value #TAG}.
 *
 * <p>Configuration parameters:
 *
 * <ul>
 *   <li>{@value #STRICT}: {@code true} makes objectives fail that a run does not tell; else they are skipped with the reason.
 * </ul>
 */
@AutoService(TestEngine.class)
public final class VastarTestEngine extends HierarchicalTestEngine<RunContext> {
    /** To include or exclude the engine by. */
    public static final String ID = "vastar";

    /** To include or exclude load tests by. */
    public static final String TAG = "load-test";

    /** Name of a configuration parameter. */
    public static final String STRICT = "vastar.slo.strict";

    private static final EngineDiscoveryRequestResolver<SessionDescriptor> RESOLVER =
            EngineDiscoveryRequestResolver.<SessionDescriptor>builder()
                    .addClassContainerSelectorResolver(LoadTestClasses::isLoadTest)
                    .addSelectorResolver(new LoadTestResolver())
                    .build();

    /** Called by the JUnit Platform. */
    public VastarTestEngine() {}

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Optional<String> getGroupId() {
        return Optional.of("io.vastar");
    }

    @Override
    public Optional<String> getArtifactId() {
        return Optional.of("vastar-junit");
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        SessionDescriptor root = new SessionDescriptor(id);
        RESOLVER.resolve(request, root);
        Set<String> selected = request.getSelectorsByType(ClassSelector.class).stream()
                .map(ClassSelector::getClassName)
                .collect(Collectors.toSet());
        root.removeRunners(loadTest -> selected.contains(loadTest.getName()));
        return root;
    }

    @Override
    protected RunContext createExecutionContext(ExecutionRequest request) {
        boolean strict = request.getConfigurationParameters().getBoolean(STRICT).orElse(false);
        return new RunContext(new LoadSession(), strict, null, null);
    }
}
