// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.Suggestions;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The load tests in the jar, sorted by name. An entry that cannot be loaded becomes a problem and does not hide the
 * others.
 */
public final class LoadTestCatalog {
    /** Where the annotation processor names what it generated. */
    static final String SERVICE_FILE = "META-INF/services/" + LoadTestProvider.class.getName();

    private static final int MOST_PROBLEMS = 100;

    private final List<LoadTestEntry> entries;
    private final List<String> problems;

    private LoadTestCatalog(List<LoadTestEntry> entries, List<String> problems) {
        this.entries = List.copyOf(entries);
        this.problems = List.copyOf(problems);
    }

    /** Finds what the class loader knows. */
    public static LoadTestCatalog find(ClassLoader loader) {
        return of(ServiceLoader.load(LoadTestProvider.class, loader).iterator());
    }

    /** Of these providers. */
    public static LoadTestCatalog of(Iterator<LoadTestProvider> providers) {
        List<LoadTestEntry> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        while (problems.size() < MOST_PROBLEMS) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                LoadTestProvider provider = providers.next();
                LoadTestDefinition definition = provider.definition();
                found.add(new LoadTestEntry(definition.name(), definition, provider));
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                problems.add(problem(e));
            }
        }
        return new LoadTestCatalog(unique(found), problems);
    }

    private static String problem(Throwable e) {
        String said = String.valueOf(e.getMessage());
        if (said.endsWith(" not found")) {
            String[] words = said.split(" ");
            return "the jar names the load test " + words[words.length - 3] + " but does not contain it: a stale entry"
                    + " in " + SERVICE_FILE + "; build again from clean (mvn clean package)";
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return "a load test cannot be loaded: " + said + (cause == e ? "" : " (" + cause + ")")
                + "; check that the jar contains all classes it needs, built with the same vastar version";
    }

    private static List<LoadTestEntry> unique(List<LoadTestEntry> found) {
        Map<String, Integer> count = new HashMap<>();
        found.forEach(entry -> count.merge(entry.name(), 1, Integer::sum));
        List<LoadTestEntry> entries = new ArrayList<>();
        for (LoadTestEntry entry : found) {
            boolean shared = count.get(entry.name()) > 1 && entry.className() != null;
            entries.add(shared ? new LoadTestEntry(entry.className(), entry.definition(), entry.provider()) : entry);
        }
        entries.sort(Comparator.comparing(LoadTestEntry::name));
        return entries;
    }

    /**
     * With one entry for each combination of params, so that patterns can pick combinations; {@link ParamGrid#check}
     * tells of those of which there are too many.
     *
     * @param given values from the command line by field, in the place of the annotated ones
     */
    public LoadTestCatalog expanded(Map<String, List<String>> given) {
        List<LoadTestEntry> all = new ArrayList<>();
        entries.forEach(entry -> all.addAll(ParamGrid.combinations(entry, given)));
        return new LoadTestCatalog(all, problems);
    }

    public List<LoadTestEntry> entries() {
        return entries;
    }

    /** Entries of the jar that could not be loaded, one sentence each. */
    public List<String> problems() {
        return problems;
    }

    /**
     * The load tests that match one of the patterns (all when there is none) and none of the excludes.
     *
     * @param commands words that a pattern may be a misspelling of
     * @throws ConfigurationException when a pattern matches nothing, or nothing is left
     */
    public List<LoadTestEntry> select(List<String> patterns, List<String> excludes, Collection<String> commands) {
        if (entries.isEmpty()) {
            patterns.forEach(pattern -> requireNoCommand(pattern, commands));
            throw new ConfigurationException(EmptyJar.explanation(problems));
        }
        List<NamePattern> wanted = patterns.stream().map(this::pattern).toList();
        List<NamePattern> unwanted = excludes.stream().map(this::pattern).toList();
        wanted.forEach(pattern -> requireMatch(pattern, "", commands));
        unwanted.forEach(pattern -> requireMatch(pattern, "-e ", List.of()));
        List<LoadTestEntry> selected = entries.stream()
                .filter(entry -> wanted.isEmpty() || wanted.stream().anyMatch(p -> p.matches(entry)))
                .filter(entry -> unwanted.stream().noneMatch(p -> p.matches(entry)))
                .toList();
        if (selected.isEmpty()) {
            throw new ConfigurationException("-e excludes every load test that was selected; -l lists what there is");
        }
        return selected;
    }

    /** A part of a name counts where no load test has the whole of it: the exact one is never run with its namesakes. */
    private NamePattern pattern(String text) {
        NamePattern pattern = NamePattern.parse(text);
        return text.isEmpty() || entries.stream().anyMatch(pattern::matches) ? pattern : pattern.loosened();
    }

    private static void requireNoCommand(String pattern, Collection<String> commands) {
        String question = Suggestions.question(pattern, commands);
        if (!question.isEmpty()) {
            throw new ConfigurationException(
                    "'" + pattern + "' is no command, and no load test as there is none in this jar" + question);
        }
    }

    private void requireMatch(NamePattern pattern, String flag, Collection<String> commands) {
        if (entries.stream().anyMatch(pattern::matches)) {
            return;
        }
        String text = pattern.text();
        if (text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*")) {
            throw new ConfigurationException("'" + text
                    + "' is a URL, not the name of a load test; to load it without one, write: http " + text);
        }
        List<String> names =
                new ArrayList<>(entries.stream().map(LoadTestEntry::name).toList());
        Set<String> words = new LinkedHashSet<>();
        boolean combination = text.indexOf(':') >= 0;
        entries.forEach(entry -> words.add(
                combination || entry.params().isEmpty()
                        ? entry.name()
                        : entry.definition().name()));
        words.addAll(commands);
        String question = Suggestions.question(text, words);
        String listing = names.size() <= 5 ? " (there is " + String.join(", ", names) + ")" : "";
        throw new ConfigurationException("no load test matches " + flag + "'" + text + "'"
                + (question.isEmpty() ? listing + "; -l lists what there is" : question));
    }
}
