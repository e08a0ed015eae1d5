// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.index;

import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.ModelReader;
import io.vastar.processor.model.Written;
import io.vastar.processor.render.RuntimeNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * The list of generated classes in {@code META-INF/services}, by which the run time finds them. An incremental build
 * compiles some classes only, so entries that are there already stay, as long as their load test does.
 */
public final class ServiceIndex {
    /** Where the list is, in the class output. */
    public static final String PATH = "META-INF/services/" + RuntimeNames.PROVIDER;

    private static final int MOST_UNDERSCORES = 8;

    private final Filer filer;
    private final Elements elements;
    private final Map<String, Element> added = new LinkedHashMap<>();

    public ServiceIndex(Filer filer, Elements elements) {
        this.filer = filer;
        this.elements = elements;
    }

    /** Notes a class generated in this compilation. */
    public void add(String className, Element loadTest) {
        added.put(className, loadTest);
    }

    /** Writes the list, unless it would stay as it is. Called once, in the last round. */
    public void write() throws IOException {
        String before = read(PATH);
        SortedSet<String> entries = new TreeSet<>(added.keySet());
        entries(before).stream().filter(this::isAlive).forEach(entries::add);
        StringBuilder after = new StringBuilder();
        entries.forEach(entry -> after.append(entry).append('\n'));
        if (before == null ? entries.isEmpty() : before.contentEquals(after)) {
            return;
        }
        Element[] origins = added.values().toArray(Element[]::new);
        try (Writer writer = filer.createResource(StandardLocation.CLASS_OUTPUT, "", PATH, origins)
                .openWriter()) {
            writer.append(after);
        }
    }

    private static List<String> entries(String content) {
        if (content == null) {
            return List.of();
        }
        return content.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private boolean isAlive(String entry) {
        if (elements.getTypeElement(entry.replace('$', '.')) == null && !hasClassFile(entry)) {
            return false;
        }
        if (!entry.endsWith(LoadTestModel.SUFFIX)) {
            return true;
        }
        String user = entry.substring(0, entry.length() - LoadTestModel.SUFFIX.length());
        return possibleBinaryNames(user).stream().anyMatch(this::isLoadTest);
    }

    private boolean isLoadTest(String binaryName) {
        TypeElement type = elements.getTypeElement(binaryName.replace('$', '.'));
        return type == null ? hasClassFile(binaryName) : Written.on(type, ModelReader.LOAD_TEST) != null;
    }

    /** An underscore in the name of a generated class is one in the user's, or stands for a nesting. */
    private static List<String> possibleBinaryNames(String name) {
        int simple = name.lastIndexOf('.') + 1;
        List<String> names = new ArrayList<>(List.of(name));
        int underscores = 0;
        for (int i = name.indexOf('_', simple);
                i >= 0 && underscores < MOST_UNDERSCORES;
                i = name.indexOf('_', i + 1)) {
            underscores++;
            for (String known : List.copyOf(names)) {
                names.add(known.substring(0, i) + '$' + known.substring(i + 1));
            }
        }
        return names;
    }

    private boolean hasClassFile(String binaryName) {
        return read(binaryName.replace('.', '/') + ".class") != null;
    }

    /** Null when there is no such file in the class output. */
    private String read(String path) {
        try (InputStream in =
                filer.getResource(StandardLocation.CLASS_OUTPUT, "", path).openInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }
}
