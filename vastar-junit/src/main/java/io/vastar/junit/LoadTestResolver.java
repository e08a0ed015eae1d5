// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.vastar.plan.LoadTestEntry;
import io.vastar.run.LoadTestLookup;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/**
 * Finds the load test that a selector means.
 *
 * <ul>
 *   <li>A class: the load test that it is, and those nested in it.
 *   <li>The runner that the annotation processor made of a class: the same load test. Since a runner is called {@code
 *       Checkout_LoadTest}, surefire selects it by default whatever the load test is called. Where the load test has a name
 *       for failsafe ({@code CheckoutIT}), only the class itself selects it, so that surefire leaves it alone.
 *   <li>A unique id: that load test, that combination of its params, or that test.
 *   <li>Methods select nothing, since no method of a load test is a test.
 * </ul>
 */
final class LoadTestResolver implements SelectorResolver {
    private static final String CLASS = "load-test";
    private static final String RUNNER = "runner";
    private static final String PARAMS = "params";
    private static final String CHECK = "check";

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        if (LoadTestClasses.isRunner(type)) {
            return runner(type, context);
        }
        Set<Match> matches = new LinkedHashSet<>();
        if (LoadTestClasses.isForgotten(type)) {
            matches.add(added(context, parent -> loadTest(parent, type)));
        }
        for (Class<?> found : LoadTestClasses.in(type)) {
            matches.add(added(context, parent -> loadTest(parent, found)));
        }
        return matches.isEmpty() ? Resolution.unresolved() : Resolution.matches(matches);
    }

    private static Resolution runner(Class<?> runner, Context context) {
        try {
            Class<?> loadTest = LoadTestClasses.loadTestOf(runner);
            if (LoadTestClasses.isIntegrationTest(loadTest)) {
                return Resolution.unresolved();
            }
            return Resolution.matches(Set.of(
                    added(
                            context,
                            parent -> new RunnerDescriptor(
                                    parent.getUniqueId().append(RUNNER, runner.getName()), runner, loadTest)),
                    added(context, parent -> loadTest(parent, loadTest))));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Resolution.match(added(context, parent -> new BrokenDescriptor(id(parent, runner), runner, e)));
        }
    }

    private static Match added(Context context, Function<TestDescriptor, LoadTestDescriptor> making) {
        LoadTestDescriptor added =
                context.addToParent(parent -> Optional.of(making.apply(parent))).orElseThrow();
        return Match.exact(added, () -> below(added));
    }

    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        UniqueId id = selector.getUniqueId();
        String type = id.getLastSegment().getType();
        if (type.equals(CLASS)) {
            return resolve(selectClass(id.getLastSegment().getValue()), context);
        }
        if (!type.equals(PARAMS) && !type.equals(CHECK)) {
            return Resolution.unresolved();
        }
        return context.addToParent(() -> selectUniqueId(id.removeLastSegment()), parent -> child(parent, id))
                .map(added -> Resolution.match(Match.exact(added, () -> below(added))))
                .orElse(Resolution.unresolved());
    }

    private static LoadTestDescriptor loadTest(TestDescriptor parent, Class<?> type) {
        UniqueId id = id(parent, type);
        try {
            List<LoadTestEntry> entries = LoadTestLookup.entries(type);
            LoadTestEntry first = entries.get(0);
            String name = first.definition().name();
            return first.params().isEmpty()
                    ? new RunDescriptor(id, name, type, first)
                    : new GridDescriptor(id, name, type, entries);
        } catch (RuntimeException | LinkageError e) {
            return new BrokenDescriptor(id, type, e);
        }
    }

    private static UniqueId id(TestDescriptor parent, Class<?> type) {
        return parent.getUniqueId().append(CLASS, type.getName());
    }

    private static Optional<LoadTestDescriptor> child(TestDescriptor parent, UniqueId id) {
        UniqueId.Segment last = id.getLastSegment();
        if (last.getType().equals(PARAMS) && parent instanceof GridDescriptor grid) {
            return grid.run(id, last.getValue());
        }
        return last.getType().equals(CHECK) && parent instanceof RunDescriptor run
                ? run.check(id, last.getValue())
                : Optional.empty();
    }

    /** Selectors of what a container has in it. */
    private static Set<DiscoverySelector> below(TestDescriptor container) {
        Set<DiscoverySelector> selectors = new LinkedHashSet<>();
        UniqueId id = container.getUniqueId();
        if (container instanceof GridDescriptor grid) {
            grid.combinations().forEach(name -> selectors.add(selectUniqueId(id.append(PARAMS, name))));
        } else if (container instanceof RunDescriptor run) {
            run.checks().forEach(check -> selectors.add(selectUniqueId(id.append(CHECK, check.name()))));
        }
        return selectors;
    }
}
