// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import io.vastar.plan.LoadTestEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.UniqueId;

/** A load test that runs once with each combination of its params. */
final class GridDescriptor extends LoadTestDescriptor {
    private final Class<?> loadTest;
    private final Map<String, LoadTestEntry> entries = new LinkedHashMap<>();

    GridDescriptor(UniqueId id, String displayName, Class<?> loadTest, List<LoadTestEntry> entries) {
        super(id, displayName, loadTest);
        this.loadTest = loadTest;
        int prefix = displayName.length() + 1;
        entries.forEach(entry -> this.entries.put(entry.name().substring(prefix), entry));
    }

    /** Their names, such as {@code size=1k,mode=fast}. */
    Set<String> combinations() {
        return entries.keySet();
    }

    /** Empty when there is no such combination. */
    Optional<LoadTestDescriptor> run(UniqueId id, String combination) {
        LoadTestEntry entry = entries.get(combination);
        return Optional.ofNullable(entry).map(found -> new RunDescriptor(id, combination, loadTest, found));
    }
}
