// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.plan.LoadTestEntry;
import io.vastar.plan.ParamGrid;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import java.util.List;
import java.util.Map;

/** Finds the runner that the annotation processor made of a class with {@code @LoadTest}. For those who run one in code. */
public final class LoadTestLookup {
    private static final String SUFFIX = "_LoadTest";

    private LoadTestLookup() {}

    /** The runner's name: that of the class and of those around it, and a suffix. It may not exist. */
    public static String runnerName(Class<?> type) {
        String simple = type.getName().substring(type.getPackageName().length());
        return type.getPackageName() + simple.replace('$', '_') + SUFFIX;
    }

    /** Whether a class may be a runner, by its name. */
    public static boolean isNamedAsRunner(Class<?> type) {
        return type.getName().endsWith(SUFFIX);
    }

    /** A runner of the class; null when there is none. */
    public static LoadTestProvider runner(Class<?> loadTest) {
        try {
            Class<?> runner = Class.forName(runnerName(loadTest), true, loadTest.getClassLoader());
            return LoadTestProvider.class.isAssignableFrom(runner)
                    ? (LoadTestProvider) runner.getDeclaredConstructor().newInstance()
                    : null;
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new ConfigurationException(
                    "the runner " + runnerName(loadTest) + " cannot be made: " + e + "; compile it again", e);
        }
    }

    /**
     * A load test with each combination of its params, one where it has none.
     *
     * @throws ConfigurationException when the class has no runner, or too many combinations
     */
    public static List<LoadTestEntry> entries(Class<?> loadTest) {
        LoadTestProvider runner = runner(loadTest);
        if (runner == null) {
            throw new ConfigurationException(loadTest.getName() + " has no runner " + runnerName(loadTest)
                    + "; annotate it with @LoadTest, and let the compiler run"
                    + " vastar-processor (annotationProcessorPaths, also for test sources)");
        }
        LoadTestDefinition definition = runner.definition();
        return ParamGrid.expand(List.of(new LoadTestEntry(definition.name(), definition, runner)), Map.of());
    }
}
